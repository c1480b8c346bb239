"""What is in the files beside their pages: the same bytes, no path of the machine, PDF/UA and PDF/A, and the time it takes."""

import hashlib
import json
import re
import resource
import shutil
import subprocess
import sys
import xml.etree.ElementTree as tree

import measure
import pypdf
import pytest
from conftest import CASEBOOK, ENVIRONMENT, PROJECT, Site

TYPESET = PROJECT / "printing/typeset.py"


def objects(reader):
    for number in range(1, reader.trailer["/Size"]):
        item = reader.get_object(number)
        if item is not None:
            yield item


def contents(path):
    """Every object of a PDF, unpacked."""
    parts = [path.read_bytes()]
    for item in objects(pypdf.PdfReader(path)):
        parts.append(repr(item).encode())
        if hasattr(item, "get_data"):
            parts.append(item.get_data())
    return b"\n".join(parts)


@pytest.mark.parametrize("arguments", [[], ["--archive"]])
def test_the_same_bytes_from_any_folder(site, tmp_path, arguments):
    first = site.printed("hard", *arguments).read_bytes()
    (site.root / ("hard" + "".join(arguments) + ".pdf")).rename(tmp_path / "first.pdf")
    assert site.printed("hard", *arguments).read_bytes() == first
    other = Site(tmp_path / "another folder")
    assert other.printed("hard", *arguments).read_bytes() == first


def test_nothing_of_the_machine_is_in_it(site, hard_pdf):
    for path in (hard_pdf, site.printed("hard", "--archive")):
        text = contents(path)
        for part in (b"file:", b"/tmp", str(PROJECT).encode(), b"weasyprint-", b".venv"):
            assert part not in text, part


def test_an_existing_file_beside_it_stays(site):
    beside = site.root / "b.pdf.html"
    beside.write_text("甲")
    done = site.run("content/briefings/hard.md", "--pdf", "--output", str(site.root / "b.pdf"))
    assert done.returncode == 0 and beside.read_text() == "甲"
    assert sorted(it.name for it in site.root.glob("b.pdf*")) == ["b.pdf", "b.pdf.html"]


def accessible(path):
    reader = pypdf.PdfReader(path)
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "zh-Hans" and root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "有事好商量" in reader.metadata.title
    assert "pdfuaid" in root["/Metadata"].get_data().decode()
    titles = [it.title for it in reader.outline if not isinstance(it, list)]
    assert titles[0].startswith("关于黄陂区塆村") and titles[-2:] == ["附件1", "附件2"]
    nested = [it.title for part in reader.outline if isinstance(part, list) for it in part if not isinstance(it, list)]
    assert "二、下一步打算" in nested
    heads = [it for it in objects(reader) if isinstance(it, dict) and it.get("/S") == "/TH"]
    assert {it["/A"].get_object()["/Scope"] for it in heads} == {"/Row", "/Column"}
    judged = subprocess.run(
        [sys.executable, "-m", "pdfua", "check", str(path)], capture_output=True, text=True, check=False)
    assert judged.returncode == 0, judged.stdout + judged.stderr
    return reader


def test_it_is_accessible(hard_pdf):
    accessible(hard_pdf)


@pytest.mark.parametrize("option, part", [("--archive", 3), ("--archive-2a", 2)])
def test_archives(site, option, part):
    path = site.printed("hard", option)
    reader = accessible(path)
    metadata = reader.trailer["/Root"]["/Metadata"].get_data().decode()
    assert f'pdfaid:part="{part}"' in metadata and 'pdfaid:conformance="A"' in metadata
    assert metadata.count("<rdf:RDF") == 1
    tree.fromstring(metadata[metadata.index("<x:xmpmeta"):metadata.index("</x:xmpmeta>") + len("</x:xmpmeta>")])
    assert reader.trailer["/Root"]["/OutputIntents"] and reader.trailer["/ID"]
    files = {name: data[0] for name, data in reader.attachments.items()}
    if part == 2:
        assert files == {}
        return
    assert set(files) == {"figures.csv", "hard.md"}
    assert files["hard.md"] == (site.root / "content/briefings/hard.md").read_bytes()
    table = files["figures.csv"].decode("utf-8-sig").splitlines()
    assert table[0] == "编号,指标,数字,时期,依据,出处"
    assert table[1].startswith("hubei/wuhan:sessions_held:2024,协商场次,637")


def test_fonts_are_embedded(hard_pdf):
    reader = pypdf.PdfReader(hard_pdf)
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            font = font.get_object()
            assert font["/Subtype"] == "/Type0" and "/ToUnicode" in font


# MARK: What is wrong

def test_a_character_without_a_glyph_is_an_error_with_its_place(site):
    done = site.variant("glyph", body="第一段。\n\n说\U000323af算不算？\n", check=False)
    assert done.returncode == 1 and not (site.root / "glyph.pdf").exists()
    assert re.search(r"content/briefings/glyph\.md:\d+:2: error: .*U\+323AF.*\[missing-glyph\]", done.stderr), done.stderr


def test_the_emergency_says_so(site):
    environment = {"PATH": "/usr/bin:/bin", "HOME": "/tmp", "LC_ALL": "C.UTF-8"}
    target = site.root / "chromium.pdf"
    done = site.run(
        "content/briefings/hard.md", "--pdf", "--archive", "--output", str(target),
        environment=environment | {"CASEBOOK_CHROMIUM": shutil.which("chromium") or "/usr/bin/chromium"})
    assert done.returncode == 0 and "应急" in done.stderr and "PDF/A" in done.stderr, done.stderr


def test_another_version_is_said(site, tmp_path):
    """A WeasyPrint whose insides are not known sets the page alone."""
    (tmp_path / "weasyprint.py").write_text("")
    wrapper = tmp_path / "weasyprint"
    wrapper.write_text(f"#!/bin/sh\nexec {PROJECT}/.venv/bin/weasyprint \"$@\"\n")
    wrapper.chmod(0o755)
    done = site.run(
        "content/briefings/hard.md", "--pdf", "--output", str(tmp_path / "plain.pdf"),
        environment=ENVIRONMENT | {"CASEBOOK_WEASYPRINT": str(wrapper)})
    assert done.returncode == 0 and "没有两端对齐" in done.stderr, done.stderr


def ask(tmp_path, *pages):
    """What the script answers to these pages, after the line about itself."""
    requests = ""
    for number, page in enumerate(pages):
        (tmp_path / f"{number}.html").write_text(page)
        requests += json.dumps({"page": str(tmp_path / f"{number}.html"), "pdf": str(tmp_path / f"{number}.pdf")}) + "\n"
    done = subprocess.run(
        [PROJECT / ".venv/bin/python3", TYPESET], input=requests, capture_output=True, text=True, check=True)
    answers = [json.loads(it) for it in done.stdout.splitlines()]
    assert answers[0] == {"weasyprint": "70.0", "complete": True}
    return answers[1:]


def test_nothing_is_fetched(tmp_path):
    (tmp_path / "secret.txt").write_text("秘密")
    page = '<!DOCTYPE html><html lang="zh"><title>甲</title>%s<p>乙'
    answers = ask(
        tmp_path, page % f'<link rel="attachment" href="file://{tmp_path}/secret.txt">',
        page % f'<img alt="甲" src="file://{tmp_path}/secret.txt">',
        page % '<style>@import url(http://127.0.0.1:9/a.css);</style>',
        page % '<img alt="甲" src="secret.txt">',
        page % "")
    assert [("error" in it) for it in answers[:3]] == [True] * 3 and answers[4]["pages"] == 1
    for path in tmp_path.glob("*.pdf"):
        assert "秘密".encode() not in contents(path)


# MARK: What is unusual

@pytest.fixture(scope="session")
def sheet(site):
    """The HTML of a sheet before and after its text."""
    page = site.run("content/briefings/wuhan-2024-01.md", "--html").stdout
    start = page.index('<div class="body">') + len('<div class="body">')
    return page[:start], page[page.index('<p class="annex-list">'):]


CALL = '<sup class="footnote-ref"><a href="#fn-%s" id="call-%s">%s</a></sup>'
NOTES = '<section class="footnotes"><ol><li id="fn-1"><p>注文一</p></li><li id="fn-2"><p>注文二</p></li></ol></section>'
UNUSUAL = {
    "nothing": "", "two calls": "<p>甲" + CALL % (1, 1, 1) + "乙" + CALL % (1, 2, 1) + "</p>" + NOTES,
    "a call in a table": "<table><tr><td>甲" + CALL % (1, 1, 1) + "</td></tr></table>" + NOTES,
    "columns": "<table><thead><tr>" + "<th>指标名称（人次）</th>" * 24 + "</tr></thead><tr>" + "<td>123,456,789</td>" * 24
    + "</tr></table>",
    "a long word": "<p>甲" + "x" * 900 + "</p>", "digits": "<p>" + "1234567890" * 60 + "</p>",
    "dashes": "<p>" + "——" * 200 + "</p>", "marks": "<p>" + "。”）" * 80 + "</p>",
    "tables": "<table></table><table><tr></tr></table><table><tr><td rowspan='2'>甲</td><td>乙</td></tr><tr><td>丙</td></tr></table>",
    "leads": "<p>（一）</p><p>（二）<strong>甲</strong></p><p>（三）甲<em>乙。丙</em>丁</p>",
}


def test_what_is_unusual_is_set(sheet, tmp_path):
    before, after = sheet
    answers = ask(tmp_path, *[before + body + "</div>\n" + after for body in UNUSUAL.values()])
    pages = {}
    for number, (name, answer) in enumerate(zip(UNUSUAL, answers)):
        warnings = answer.get("warnings")
        assert answer.get("missing") == [] and len(warnings) == (name == "columns"), (name, answer)
        pages[name] = measure.pages(tmp_path / f"{number}.pdf")
        for page in pages[name]:
            for it in page.characters:
                assert measure.LEFT - 0.3 < it.ink[0] and it.ink[2] < measure.RIGHT + 0.3, (name, it.text)
    text = "".join(it.text for it in pages["two calls"])
    assert text.count("①") == 3 and text.count("注文一") == 1 and text.count("注文二") == 1
    assert "".join(it.text for it in pages["a call in a table"]).count("注文一") == 1


# MARK: Time

def processor_seconds(work):
    """What a piece of work takes of a processor, whatever else the machine does."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@pytest.mark.skipif("release" not in str(CASEBOOK), reason="a debug build is slower")
def test_a_briefing_takes_less_than_two_seconds(site):
    assert processor_seconds(lambda: site.printed("wuhan-2024-01")) < 2


def test_thirty_take_less_than_twenty(site, tmp_path):
    page = site.run("content/briefings/wuhan-2024-01.md", "--html").stdout
    answers = []
    assert processor_seconds(lambda: answers.extend(ask(tmp_path, *[page] * 30))) < 20
    assert len(answers) == 30 and len({it["pages"] for it in answers}) == 1
    assert len({hashlib.sha256((tmp_path / f"{i}.pdf").read_bytes()).digest() for i in range(30)}) == 1


@pytest.mark.parametrize("mark", ["草稿: 是", "草稿:   是 # 等签发", "草稿：是", "draft: true", '草稿: "是"'])
def test_a_draft_is_printed_and_kept_as_it_is(site, mark):
    """However it says that it is one, with the line ends of Windows, too; what is attached is the file itself."""
    head, text = (PROJECT / "Tests/Printing/hard.md").read_text().split("---\n", 2)[1:]
    lines = [it for it in head.splitlines() if it.split(":")[0] not in ("draft", "草稿", "number", "total_number")]
    path = site.root / "content/briefings/unsigned.md"
    path.write_bytes("\r\n".join(["---", *lines, "期数: 91", mark, "---", "", "正文。", ""]).encode())
    try:
        pdf = site.printed("unsigned", "--archive")
        attached = pypdf.PdfReader(pdf).attachments["unsigned.md"][0]
        assert attached == path.read_bytes()
    finally:
        path.unlink()
