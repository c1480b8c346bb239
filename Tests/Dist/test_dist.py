"""The packed program: it runs where nothing else is, and holds all that an office needs.

`DIST` names the folder that `make dist` has written (default: `dist`)."""

import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import tarfile
import time

import pytest

PROJECT = pathlib.Path(__file__).parents[2]
DIST = pathlib.Path(os.environ.get("DIST", PROJECT / "dist"))


@pytest.fixture(scope="module")
def archive():
    [archive] = DIST.glob("casebook-*-linux-*.tar.gz")
    return archive


@pytest.fixture(scope="module")
def package(archive, tmp_path_factory):
    folder = tmp_path_factory.mktemp("package")
    with tarfile.open(archive) as tar:
        tar.extractall(folder)
    return folder / archive.name.removesuffix(".tar.gz")


@pytest.fixture
def empty_root(package, tmp_path):
    """A root folder with the program and a site's content: no library, no /etc, no /tmp, no device."""
    root = tmp_path / "root"
    (root / "site").mkdir(parents=True)
    shutil.copy(package / "casebook", root)
    shutil.copytree(PROJECT / "Tests/SiteTests/Fixtures/minimal/content", root / "site/content")
    return root


def run(root, *arguments):
    """Runs the program in a root folder, with nothing in its environment."""
    namespace = [] if os.geteuid() == 0 else ["/usr/bin/unshare", "--map-root-user"]
    command = [*namespace, "/usr/sbin/chroot", root, "/casebook", *arguments]
    return subprocess.run(command, env={}, capture_output=True, text=True, encoding="utf-8")


def test_digest(archive):
    digest, name = (DIST / (archive.name + ".sha256")).read_text().split()
    assert name == archive.name
    assert digest == hashlib.sha256(archive.read_bytes()).hexdigest()


def test_builds_in_an_empty_root(empty_root):
    outcome = run(empty_root, "build", "--root", "/site", "--strict")
    assert outcome.returncode == 0, outcome.stderr
    assert "<h1" in (empty_root / "site/site/index.html").read_text()
    assert list((empty_root / "site/site/assets").glob("style.*.css"))


def test_same_site_as_from_source(empty_root, tmp_path):
    """The site that the program of a build from source makes, byte for byte."""
    program = pathlib.Path(os.environ.get("CASEBOOK", PROJECT / ".build/release/casebook")).resolve()
    assert run(empty_root, "build", "--root", "/site", "--today", "2026-11-21").returncode == 0
    other = tmp_path / "other"
    subprocess.run(
        [program, "build", "--root", empty_root / "site", "--output", other, "--today", "2026-11-21"], check=True
    )
    subprocess.run(["diff", "-r", empty_root / "site/site", other], check=True)


def test_mistake_is_shown(empty_root):
    (empty_root / "site/content/cases/x.md").write_text("---\ntitle: 试\nregion: 湖北省/宜昌市\nsession: 1\n---\n")
    outcome = run(empty_root, "check", "--root", "/site")
    assert outcome.returncode == 1
    assert "content/cases/x.md:4:1: error: " in outcome.stderr


def test_version_names_the_commit(empty_root, archive):
    outcome = run(empty_root, "--version")
    version, commit = outcome.stdout.split(None, 1)
    assert archive.name.startswith(f"casebook-{version}-")
    head = subprocess.run(["git", "-C", PROJECT, "rev-parse", "HEAD"], capture_output=True, text=True).stdout
    assert commit.strip().strip("()").removesuffix("-changed") == head[:7]


def test_list_of_parts_and_licences(package):
    parts = json.loads((package / "sbom.cdx.json").read_text())
    assert parts["bomFormat"] == "CycloneDX"
    for part in parts["components"]:
        assert part["version"], part
        assert (package / "licences" / f"{part['name']}.txt").stat().st_size > 500, part
    assert (package / "licences/casebook.txt").exists()


def test_manual_page_and_completions(package):
    page = (package / "casebook.1").read_text()
    for command in ["build", "check", "stats", "theme export"]:
        assert f".SS casebook {command}\n" in page
    for shell in ["bash", "zsh", "fish"]:
        assert "theme" in (package / f"completions/casebook.{shell}").read_text()


def test_an_office_starts_from_the_archive(archive, tmp_path):
    """Nothing but the archive: unpacked, a site of 湖州市 begun and built in an empty root, and checked by its own CI."""
    start = time.monotonic()
    root = tmp_path / "root"
    root.mkdir()
    with tarfile.open(archive) as tar:
        member = next(m for m in tar if m.name.endswith("/casebook"))
        member.name = "casebook"
        tar.extract(member, root)
    options = ["--home", "湖州市", "--title", "湖州议事", "--publisher", "湖州市政协办公室"]
    begun = run(root, "new", "site", "/site", *options, "--with-program")
    assert begun.returncode == 0, begun.stderr
    assert run(root, "check", "--root", "/site", "--strict").returncode == 0
    assert run(root, "build", "--root", "/site").returncode == 0
    page = (root / "site/site/index.html").read_text()
    assert "湖州议事" in page and "吴兴区" in page
    # Its pages work from the disk: all that they name is there, by a relative path.
    for name in re.findall(r'(?:href|src)="([^"#?]+)"', page):
        assert re.match(r"https?:|mailto:", name) or (root / "site/site" / name).exists(), name
    built = time.monotonic()
    ci = subprocess.run(["sh", "ci.sh"], cwd=root / "site", capture_output=True, text=True, encoding="utf-8")
    assert ci.returncode == 0, ci.stdout + ci.stderr
    print(f"from the archive to the built site {built - start:.1f} s, CI {time.monotonic() - built:.1f} s")
