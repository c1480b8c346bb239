"""Briefings printed by the real program: the one of this repository's content, and `hard.md`, which has what is hard to set.

Set CASEBOOK to the program (else the debug build). WeasyPrint is that of `make setup-test`.
"""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

import measure

PROJECT = Path(__file__).resolve().parents[2]
CASEBOOK = PROJECT / os.environ.get("CASEBOOK", ".build/debug/casebook")
ENVIRONMENT = {
    "PATH": "/usr/bin:/bin", "HOME": "/tmp", "LC_ALL": "C.UTF-8",
    "CASEBOOK_WEASYPRINT": str(PROJECT / ".venv/bin/weasyprint"),
}


class Site:
    """A copy of the content in a folder of its own."""

    def __init__(self, root):
        self.root = root
        shutil.copytree(PROJECT / "content", root / "content")
        self.put("hard.md", (PROJECT / "Tests/Printing/hard.md").read_text())

    def put(self, name, text):
        (self.root / "content/briefings" / name).write_text(text)

    def run(self, *arguments, environment=ENVIRONMENT):
        return subprocess.run(
            [CASEBOOK, "brief", *arguments], cwd=self.root, env=environment, capture_output=True, text=True, check=False)

    def printed(self, name, *arguments):
        """The PDF of a briefing."""
        path = self.root / (name + "".join(arguments) + ".pdf")
        done = self.run(f"content/briefings/{name}.md", "--pdf", "--output", str(path), *arguments)
        assert done.returncode == 0, done.stderr
        return path

    def variant(self, name, body=None, check=True, **fields):
        """The PDF of a briefing like `hard.md`, with fields or a text of its own; None leaves a field out. What was said,
        where it is not to be checked."""
        fields = {"title": "试" + name, "number": 90, "total_number": None} | fields
        head, text = (PROJECT / "Tests/Printing/hard.md").read_text().split("---\n", 2)[1:]
        lines = [it for it in head.splitlines() if it.split(":")[0] not in fields]
        lines += [f"{key}: {value}" for key, value in fields.items() if value is not None]
        self.put(name + ".md", "---\n" + "\n".join(lines) + "\n---\n\n" + (body or text))
        try:
            if check:
                return self.printed(name)
            path = str(self.root / (name + ".pdf"))
            return self.run(f"content/briefings/{name}.md", "--pdf", "--output", path)
        finally:
            (self.root / "content/briefings" / (name + ".md")).unlink()


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    return Site(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="session")
def real_pdf(site):
    return site.printed("wuhan-2024-01")


@pytest.fixture(scope="session")
def hard_pdf(site):
    return site.printed("hard")


@pytest.fixture(scope="session")
def real(real_pdf):
    return measure.pages(real_pdf)


@pytest.fixture(scope="session")
def hard(hard_pdf):
    return measure.pages(hard_pdf)
