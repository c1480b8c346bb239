"""`build --with-print`: PDF and Word files beside the pages of briefings, and only those that changed are printed."""

import os
import subprocess

import pytest
from conftest import CASEBOOK, ENVIRONMENT, Site


@pytest.fixture
def site(tmp_path):
    made = Site(tmp_path)
    (tmp_path / "content/briefings/hard.md").unlink()
    return made


def build(site, *arguments, environment=ENVIRONMENT):
    return subprocess.run(
        [CASEBOOK, "build", "--with-print", "--output", "site", *arguments], cwd=site.root, env=environment,
        capture_output=True, text=True, check=False)


def prints(site):
    folder = site.root / "site/briefings"
    return {it.name: it.read_bytes() for it in folder.iterdir() if it.suffix in (".pdf", ".docx")}


def test_only_what_changed_is_printed(site):
    done = build(site)
    assert done.returncode == 0, done.stderr
    count = len(list((site.root / "content/briefings").glob("*.md")))
    assert f"{count} 期，其中新印 {count} 期" in done.stdout
    first = prints(site)
    assert len(first) == 2 * count
    assert all(it.startswith(b"%PDF-" if name.endswith(".pdf") else b"PK") for name, it in first.items())
    page = (site.root / "site/briefings/wuhan-2024-01/index.html").read_text()
    assert '<a href="../../briefings/wuhan-2024-01.pdf" download>' in page

    assert "新印 0 期" in build(site).stdout
    assert prints(site) == first

    path = site.root / "content/briefings/daye-01.md"
    text = path.read_text()
    path.write_text(text.rstrip() + "\n\n又加了一段话。\n")
    assert "新印 1 期" in build(site).stdout
    changed = prints(site)
    assert {it for it in first if changed[it] != first[it]} == {"daye-01.pdf", "daye-01.docx"}
    path.write_text(text)

    # A file that somebody put in the place of a print is none.
    (site.root / "site/briefings/daye-01.pdf").write_bytes(b"%PDF-1.7 of another")
    assert "新印 1 期" in build(site).stdout
    assert prints(site) == first


def test_without_being_asked_nothing_is_printed(site):
    done = subprocess.run(
        [CASEBOOK, "build", "--output", "plain"], cwd=site.root, env=ENVIRONMENT, capture_output=True, text=True,
        check=True)
    assert "PDF" not in done.stdout
    assert not list((site.root / "plain/briefings").glob("*.pdf"))
    assert "download" not in (site.root / "plain/briefings/index.html").read_text()


def test_without_a_printer_the_old_site_stays(site):
    assert build(site).returncode == 0
    before = prints(site)
    (site.root / "content/briefings/daye-01.md").open("a").write("\n又一段。\n")
    nothing = {it: value for it, value in ENVIRONMENT.items() if it != "CASEBOOK_WEASYPRINT"} | {"PATH": "/nowhere"}
    done = build(site, environment=nothing)
    assert done.returncode == 69
    assert "WeasyPrint" in done.stderr
    assert prints(site) == before
    assert not [it for it in os.listdir(site.root) if it.startswith(".site")]


def test_a_picture_from_elsewhere_stops_the_build_at_its_line(site):
    path = site.root / "content/briefings/daye-01.md"
    path.write_text(path.read_text() + "\n<p><img src=\"data:image/png;base64,AAAA\"></p>\n")
    done = build(site)
    assert done.returncode == 1
    assert "content/briefings/daye-01.md" in done.stderr and "picture-in-html" in done.stderr
