"""The Word files of briefings, held against their pages and read by other programs.

    CASEBOOK=.build/debug/casebook pytest Tests/Word

LibreOffice, which takes longer to install than all of this takes, judges where it is there.
"""

import base64
import io
import os
import re
import shutil
import subprocess
from collections import Counter
from functools import cache
from pathlib import Path

import docx
import openpyxl
import pypdf
import pytest
from openxml_audit import OpenXmlValidator
from sheet import W, Page, Word, without_blanks

PROJECT = Path(__file__).resolve().parents[2]
PROGRAM = Path(os.environ.get("CASEBOOK", PROJECT / ".build/debug/casebook")).resolve()
REAL = sorted(it.relative_to(PROJECT).as_posix() for it in (PROJECT / "content/briefings").glob("*.md"))
ALL = "content/briefings/all.md"

# One dot.
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
# A briefing with everything that a text may have.
EVERYTHING = """---
title: 把协商平台建到群众家门口
masthead: 工作简报
issue: 第1期
issuer: 编写组
date: 2024-11-21
region: 湖北省/宜昌市
period: 2024
figures: [sessions_held, problems_solved]
recipients: [报：市委、市政府。, 发：各县市区政协。]
copies: 50
source: {source: "000", line: 1}
---

开头一段“引号”——破折号……省略号，数字2024，字母ABC，*强调*，**加粗**，~~删去~~，`代码`，链接[一线](https://a.example.cn/b)。

（一）段内标题。后面是正文[^一]，再引一次[^一]，还有一个[^二]。

## 一、一级标题

### （一）二级标题

#### 1.三级标题

1. 第一条
2. 第二条
   1. 第二条之一
   2. 第二条之二
3. 第三条

- 一点
- 又一点

> 引文一段。

| 地区 | 场次 |
|---|--:|
| 西陵区 | 12 |
| 秭归县 | 34 |

![一个点](../images/dian.png)

地址 https://a.example.cn/long/address/that/is/longer/than/half/a/line/of/the/paper/index.html 放得下。

```chart
图: 比较
指标: 协商场次
地区: [湖北省/宜昌市/西陵区, 湖北省/宜昌市/秭归县]
时期: 2024
```

```chart
图: 结果
地区: 湖北省/宜昌市
```

[^一]: 第一个注。
[^二]: 第二个注，有[链接](https://a.example.cn/)。
"""
REPORT = """---
title: {name}2024年统计
region: 湖北省/宜昌市{path}
period: 2024
figures:
  sessions_held: {sessions}
  problems_solved: {problems}
source: {{source: "000", line: 2}}
---
"""
CASE = """---
title: {title}
region: 湖北省/宜昌市/西陵区
date: 2024-05
status: {status}
source: {{source: "000", line: 3}}
---

商量出了办法。
"""


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("site") / "root"
    content = root / "content"
    shutil.copytree(PROJECT / "Tests/SiteTests/Fixtures/minimal/content", content)
    for folder in ("briefings", "images", "reports"):
        (content / folder).mkdir(exist_ok=True)
    (content / "images/dian.png").write_bytes(PNG)
    (root / ALL).write_text(EVERYTHING)
    for stem, name, path, sessions, problems in [
        ("yichang", "宜昌市", "", 78, "近700"),
        ("xiling", "西陵区", "/西陵区", 12, 3),
        ("zigui", "秭归县", "/秭归县", "30余", 5),
    ]:
        text = REPORT.format(name=name, path=path, sessions=sessions, problems=problems)
        (content / f"reports/{stem}-2024.md").write_text(text)
    for stem, title, status in [("lumian", "路面修好了", "resolved"), ("tingche", "停车还在商量", "in_progress")]:
        (content / f"cases/{stem}.md").write_text(CASE.format(title=title, status=status))
    return root


def root_of(file: str, site: Path) -> Path:
    return site if file == ALL else PROJECT


def run(*arguments, **more):
    outcome = subprocess.run([PROGRAM, *arguments], capture_output=True, **more)
    assert outcome.returncode == 0, outcome.stderr.decode()
    return outcome.stdout


@cache
def page(root: Path, file: str) -> Page:
    return Page(run("brief", file, "--html", "--root", root).decode())


@cache
def word(root: Path, file: str, *options: str) -> bytes:
    target = root.parent / "word.docx" if file == ALL else Path("/tmp") / f"casebook-{os.getpid()}.docx"
    run("brief", file, "--docx", *options, "--root", root, "--output", target)
    bytes = target.read_bytes()
    target.unlink()
    return bytes


@pytest.fixture(params=[*REAL, ALL])
def file(request) -> str:
    return request.param


def test_text_is_the_pages(file, site):
    root = root_of(file, site)
    found = word(root, file)
    assert Word(found).text() == without_blanks("".join(page(root, file).text))
    assert Word(found).text("word/footnotes.xml") == without_blanks("".join(page(root, file).notes))


@pytest.mark.parametrize("options", [(), ("--proof",)])
def test_audit_finds_nothing(file, site, options, tmp_path):
    path = tmp_path / "word.docx"
    path.write_bytes(word(root_of(file, site), file, *options))
    outcome = OpenXmlValidator().validate(path)
    assert [str(it) for it in outcome.errors] == []


def test_python_reads_it(file, site):
    root = root_of(file, site)
    document = docx.Document(io.BytesIO(word(root, file)))
    names = {it.style.name for it in document.paragraphs}
    assert {"Title", "Normal"} <= names
    assert file != ALL or {"简报名称", "编发单位和日期", "Heading 1", "Heading 2", "Quote"} <= names
    text = without_blanks("".join(page(root, file).text))
    for table in document.tables:
        for cell in {cell for row in table.rows for cell in row.cells}:
            assert without_blanks(cell.text) in text
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert [round(it.mm) for it in (section.top_margin, section.right_margin, section.bottom_margin)] == [37, 26, 35]


def test_same_bytes_from_any_folder(file, site, tmp_path):
    root = root_of(file, site)
    first = word(root, file, "--proof")
    run("brief", file, "--docx", "--proof", "--output", tmp_path / "a.docx", "--root", root, cwd=tmp_path)
    assert (tmp_path / "a.docx").read_bytes() == first
    for name in Word(first).zip.namelist():
        assert os.fsencode(root) not in Word(first).zip.read(name)


def test_charts_can_be_edited(file, site):
    """The numbers that a chart shows are those of its workbook."""
    found = Word(word(root_of(file, site), file))
    chart_names = found.names(r"word/charts/chart\d+\.xml")
    assert len(chart_names) == len(found.names(r"word/embeddings/.*\.xlsx"))
    assert file != ALL or len(chart_names) == 2
    c = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
    for number, name in enumerate(chart_names, 1):
        workbook = found.zip.read(f"word/embeddings/Microsoft_Excel_Sheet{number}.xlsx")
        rows = list(openpyxl.load_workbook(io.BytesIO(workbook)).active.iter_rows(min_row=2, values_only=True))
        series = found.part(name).find(f".//{c}ser")
        names = [it.text for it in series.iterfind(f"{c}cat//{c}v")]
        values = [float(it.text) for it in series.iterfind(f"{c}val//{c}v")]
        assert [it[0] for it in rows] == names
        assert [float(it[1]) for it in rows if it[1] is not None] == values


def test_proof_comments_on_every_number(file, site):
    root = root_of(file, site)
    found = Word(word(root, file, "--proof"))
    if file != ALL and "word/comments.xml" not in found.zip.namelist():
        assert not page(root, file).figures
        return
    comments = list(found.part("word/comments.xml").iter(W + "comment"))
    document = found.part("word/document.xml")
    starts = [it.get(W + "id") for it in document.iter(W + "commentRangeStart")]
    assert starts == [it.get(W + "id") for it in document.iter(W + "commentRangeEnd")]
    assert sorted(starts, key=int) == [it.get(W + "id") for it in comments]
    # Beside the places of the text, each number of a chart.
    assert len(comments) >= len(page(root, file).figures)
    for comment in comments:
        lines = ["".join(t.text for t in p.iter(W + "t")) for p in comment.iter(W + "p")]
        assert re.match(r".+：.*\d", lines[0]), lines
        assert any(it.startswith("依据：") for it in lines), lines
        assert any(re.match(r"出处：content/.*\.md( 第\d+行)?$", it) for it in lines), lines
    # Nothing else changes.
    assert found.text() == Word(word(root, file)).text()


def test_footnotes_pictures_and_links(site):
    found = Word(word(site, ALL))
    document = found.part("word/document.xml")
    assert len(list(document.iter(W + "footnoteReference"))) == 2
    assert found.zip.read("word/media/image1.png") == PNG
    alternatives = [it.get("descr") for it in document.iter() if it.tag.endswith("}docPr")]
    assert "一个点" in alternatives
    links = found.zip.read("word/_rels/document.xml.rels").decode()
    assert 'Target="https://a.example.cn/b" TargetMode="External"' in links


def test_a_picture_that_word_cannot_show_is_an_error(site):
    """An SVG picture is on the page, and cannot be in the file: nothing is written."""
    drawing = site / "content/images/tu.svg"
    drawing.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>')
    (site / "content/briefings/tu.md").write_text(EVERYTHING.replace("dian.png", "tu.svg").replace("第1期", "第2期"))
    target = site.parent / "tu.docx"
    command = [PROGRAM, "brief", "content/briefings/tu.md", "--docx", "--root", site, "--output", target]
    outcome = subprocess.run(command, capture_output=True, text=True)
    for added in (drawing, site / "content/briefings/tu.md"):
        added.unlink()
    assert outcome.returncode == 1
    assert "“一个点”" in outcome.stderr and "[picture-not-for-word]" in outcome.stderr
    assert not target.exists()


@pytest.mark.parametrize("wrong", [("--html", "--docx"), ("--pdf", "--proof"), ("--proof",)])
def test_what_does_not_go_together(wrong, site):
    outcome = subprocess.run([PROGRAM, "brief", ALL, *wrong, "--root", site], capture_output=True, text=True)
    assert outcome.returncode != 0
    assert "--docx" in outcome.stderr


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not there: apt-get install libreoffice-writer-nogui")
def test_libreoffice_sets_the_pages_of_the_form(file, site, tmp_path):
    """22 lines of 28 characters, and the whole text."""
    root = root_of(file, site)
    (tmp_path / "a.docx").write_bytes(word(root, file))
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "pdf", "a.docx"],
        cwd=tmp_path, check=True, capture_output=True, timeout=120,
    )
    pdf = pypdf.PdfReader(tmp_path / "a.pdf")
    for sheet in pdf.pages:
        assert abs(sheet.mediabox.width - 595.3) < 1 and abs(sheet.mediabox.height - 841.9) < 1
    lines = [line.strip() for sheet in pdf.pages for line in sheet.extract_text().split("\n")]
    # Numbers of pages and footnotes are between the texts, and characters of another font before or after them.
    missing = Counter(without_blanks("".join(page(root, file).text))) - Counter("".join(lines))
    # LibreOffice 7.4 loses a mark that has no room at the end of a line; `overflowPunct` does not help.
    assert not [character for character in missing if character.isalnum()]
    if file != ALL:
        # Lines of the text of nothing but Chinese characters (those in small type have 42): the full ones have 28, or 27
        # before a mark that begins no line.
        full = [len(it) for it in lines if re.fullmatch(r"[一-鿿，。、；：]{26,34}", it)]
        assert max(full, default=28) == 28
