"""What is longer, taller or wider than usual: nothing is lost, laid over another thing or cut apart."""

import re
import struct
import subprocess
import zlib

import measure
import pytest
from conftest import CASEBOOK, ENVIRONMENT, PROJECT
from measure import BOTTOM, EM, LEFT, RIGHT, TOP

PLAIN = {"figures": None, "source": None, "note": None}
BARE = PLAIN | {"editor_note": None, "kicker": None}
TEXT = "各级政协要把一线协商作为履职的重要载体，主席会议成员每人每年至少领办一个议题，专门委员会每季度至少开展一次活动。\n\n"


def offices(count):
    return "[" + ", ".join(f"第{it}号街道办事处" for it in range(1, count + 1)) + "]"


def text_of(pages):
    """The text without the numbers of pages."""
    return "".join(line.text for page in pages for line in page.lines()[:-1])


def is_inside(pages):
    for page in pages:
        for it in page.characters:
            assert LEFT - 0.3 < it.ink[0] and it.ink[2] < RIGHT + 0.3 and TOP < it.ink[1], (it.text, it.ink)
            assert it.ink[3] < BOTTOM + 0.3 or re.fullmatch(r"—\d+—", page.lines()[-1].text), it.text


def is_apart(pages):
    """No line is laid over another."""
    for page in pages:
        lines = [it for it in page.lines() if any("\u4e00" <= c.text <= "\u9fff" for c in it.characters)]
        for line, following in zip(lines, lines[1:]):
            if line.right > following.left and line.left < following.right:
                assert following.baseline - line.baseline > 3, (line.text, following.text)


# MARK: The foot

@pytest.mark.parametrize(
    "groups", [{"report_to": "[市委]", "send_to": offices(22), "distribute_to": offices(90)}, {"report_to": offices(140)}])
def test_a_foot_that_is_higher_than_a_page_goes_on(site, groups):
    pages = measure.pages(site.variant("foot", body=TEXT * 3, **PLAIN, **groups))
    text = text_of(pages)
    for names in groups.values():
        for name in names[1:-1].split(", "):
            assert name in text, name
    is_inside(pages)
    is_apart(pages)
    assert pages[-1].rules[-1].bottom == pytest.approx(BOTTOM, abs=0.3)
    assert sum("号街道" in page.text for page in pages) > 1


def test_a_foot_has_the_notes_of_its_page_above_it(site):
    pages = measure.pages(site.variant("note-foot", body=TEXT * 4 + "一句[^1]。\n\n[^1]: 短注。\n", **PLAIN))
    note, foot = pages[-1].line("短注"), pages[-1].line("报：")
    assert 0 < foot.baseline - note.baseline < 15 and pages[-1].rules[-1].bottom == pytest.approx(BOTTOM, abs=0.3)


# MARK: Notes

def test_many_notes_are_after_the_text(site):
    calls = "".join(f"要说明[^{it}]，" for it in range(25))
    notes = "\n\n".join(f"[^{it}]: 第{it}注" + "说" * 186 for it in range(25))
    pages = measure.pages(site.variant("notes", body=f"{TEXT}{calls}完。\n\n## 附件\n\n名单\n\n{TEXT}{notes}\n", **PLAIN))
    text = text_of(pages)
    assert text.count("说" * 186) + text.count("说") >= 25 * 186
    assert [int(it) for it in re.findall(r"第(\d+)注", text)] == list(range(25))
    assert text.index("完。") < text.index("第0注") < text.index("第24注") < text.index("附件：名单") < text.rindex("名单")
    is_inside(pages)
    is_apart(pages)


# MARK: What stays whole

def test_short_tables_stay_whole(site):
    table = "| 甲 | 乙 |\n|---|---|\n" + "".join(f"| 第{it}行 | 某 |\n" for it in range(1, 9))
    for count in (5, 7):
        body = TEXT * 6 + "一行。\n\n" * count + table
        pages = measure.pages(site.variant(f"table-{count}", body=body, **PLAIN))
        assert sum("第1行" in page.text and "第8行" in page.text for page in pages) == 1


COUNTIES = "西陵区 伍家岗区 点军区 夷陵区 远安县 兴山县 枝江市".split()
REPORT = """---
title: {name}2019年统计
region: 湖北省/宜昌市/{name}
period: 2019
figures:
  sessions_held: {sessions}
source: {{source: "000", line: 2}}
---
"""


def test_charts_stay_whole(site):
    files = [site.root / f"content/reports/bar-{it}.md" for it in range(len(COUNTIES))]
    for number, (file, name) in enumerate(zip(files, COUNTIES)):
        file.write_text(REPORT.format(name=name, sessions=12 + number))
    regions = ", ".join("湖北省/宜昌市/" + it for it in COUNTIES)
    chart = f"```chart\n图: 比较\n指标: 协商场次\n地区: [{regions}]\n时期: 2019\n```\n"
    for count in (5, 7):
        pages = measure.pages(site.variant(f"chart-{count}", body=TEXT * 6 + "一行。\n\n" * count + chart + TEXT, **PLAIN))
        assert [sum(name in page.text for name in COUNTIES) for page in pages] == [0, 0, 7], count
    for file in files:
        file.unlink()


# MARK: The head

@pytest.mark.parametrize("office, shares", [
    ("吴兴区政协办公室", True), ("中国人民政治协商会议浙江省湖州市吴兴区委员会办公室", False)])
def test_a_long_office_leaves_the_date_a_line(site, office, shares):
    page = measure.pages(site.variant(f"office-{len(office)}", issuer=office, body=TEXT, **PLAIN))[0]
    name, date = page.line(office), page.line("2026年11月21日")
    assert (name.text == date.text) == shares
    assert name.text.startswith(office) and RIGHT - date.right == pytest.approx(EM, abs=0.1)
    assert date.baseline < page.rules[0].top


@pytest.mark.parametrize("secrecy", [
    "内部资料 注意保存 严禁外传 阅后收回 不得翻印 不得公开", "内部资料 注意保存 严禁外传 阅后收回 不得翻印 不得公开 不得上网 违者追究"])
def test_long_marks_have_lines_of_their_own(site, secrecy):
    number = "000012" * 4
    page = measure.pages(site.variant(f"marks-{len(secrecy)}", secrecy=secrecy, copy_number=f'"{number}"', body=TEXT, **PLAIN))[0]
    marks, name = page.line(number), page.line("湖北省政协社情民意信息")
    assert secrecy.replace(" ", "") in page.text.replace(" ", "") and marks.text == "编号：" + number
    assert marks.right == pytest.approx(RIGHT, abs=0.1) and marks.baseline + 5 < name.baseline
    is_apart([page])


@pytest.mark.parametrize("name, title, body", [
    ("picture", "某题", "![图](../images/tall.png)\n"),
    ("row", "某题", "| 甲 | 乙 |\n|---|---|\n| 一 | " + "很长" * 900 + " |\n"), ("title", "题目" * 90, TEXT)])
def test_the_title_is_on_the_first_page(site, name, title, body):
    folder = site.root / "content/images"
    folder.mkdir(exist_ok=True)
    (folder / "tall.png").write_bytes(png(600, 1200))
    pages = measure.pages(site.variant("top-" + name, title=title, body=body, **BARE))
    large = "".join(it.text for it in pages[0].lines() if abs(it.characters[0].size - 22) < 0.1)
    assert large == title


def png(width, height):
    """A grey picture."""
    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = (b"\0" + b"\x99" * width) * height
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


# MARK: The text

def test_headings_of_all_levels_have_the_size_of_the_text(site):
    body = TEXT + "### （一）二层\n\n#### 1.三层标题\n\n##### （1）四层标题\n\n###### ①五层标题\n\n" + TEXT
    pages = measure.pages(site.variant("levels", body=body, **PLAIN))
    for text in ("三层标题", "四层标题", "五层标题"):
        line = next(it for page in pages for it in page.lines() if text in it.text)
        han = [it for it in line.characters if it.text in text]
        assert {it.face for it in han} == {"FandolFang"} and {round(it.size, 1) for it in han} == {15.8}


def test_columns_are_aligned(site):
    table = "| 左 | 右 | 中 |\n|:--|--:|:-:|\n| 甲 | 1 | 乙 |\n| 长长长长长长 | 12345 | 长长长长长 |\n"
    page = next(it for it in measure.pages(site.variant("align", body=table, **PLAIN)) if "长长长" in it.text)
    short, long = page.line("甲1乙"), page.line("12345")
    numbers = [[it for it in line.characters if it.text.isdecimal()] for line in (short, long)]
    assert numbers[0][-1].right == pytest.approx(numbers[1][-1].right, abs=0.2)
    middle = [it for it in long.characters if it.left > numbers[1][-1].right]
    last = short.characters[-1]
    assert (last.left + last.right) / 2 == pytest.approx((middle[0].left + middle[-1].right) / 2, abs=0.2)


def table_of(count, cell):
    row = "|" + (cell + "|") * count + "\n"
    return "|" + "|".join(f"列{it}" for it in range(count)) + "|\n" + "|---" * count + "|\n" + row * 3


@pytest.mark.parametrize("count, cell", [(20, "12345"), (12, "1,234,567"), (8, "2024-09-04")])
def test_numbers_in_many_columns_are_whole(site, count, cell):
    pages = measure.pages(site.variant(f"columns-{count}", body=table_of(count, cell), **PLAIN))
    rows = [it.text for page in pages for it in page.lines() if cell in it.text]
    assert rows == [cell * count] * 3
    is_inside(pages)


def test_a_table_that_cannot_fit_is_said(site):
    done = site.variant("wide", body=table_of(20, "123,456,789"), check=False, **PLAIN)
    assert done.returncode == 0 and "20列的表太宽" in done.stderr, done.stderr
    pages = measure.pages(site.root / "wide.pdf")
    is_inside(pages)
    assert text_of(pages).count("1") >= 60


# MARK: Annexes

def test_annexes_of_the_authors_own(site):
    body = (
        TEXT + "## 附件1　议事规则（试行）\n\n" + TEXT + "## 附件2：照片\n\n" + TEXT + "## 附件3\n\n### 委员名单\n\n" + TEXT
        + "## 附件清单\n\n" + TEXT)
    pages = measure.pages(site.variant("annexes", body=body))
    titles = {"附件1": "议事规则（试行）", "附件2": "照片", "附件3": "委员名单", "附件4": "本期数据"}
    for label, title in titles.items():
        page = next(it for it in pages if it.lines()[0].text == label)
        line = page.lines()[1]
        assert line.text == title and line.characters[0].size == pytest.approx(22, abs=0.1)
        assert (line.left + line.right) / 2 == pytest.approx(106, abs=0.3)
    page = next(it for it in pages if "附件：" in it.text)
    first = next(i for i, it in enumerate(page.lines()) if it.text.startswith("附件："))
    lines = page.lines()[first:first + 4]
    assert [it.text for it in lines] == ["附件：1.议事规则（试行）", "2.照片", "3.委员名单", "4.本期数据"]
    assert lines[0].left - LEFT == pytest.approx(2 * EM, abs=0.1)
    names = [lines[0].characters[5].left] + [it.characters[2].left for it in lines[1:]]
    assert max(names) - min(names) < 0.1
    assert pages.index(page) < next(i for i, it in enumerate(pages) if it.lines()[0].text == "附件1")


def test_annexes_that_the_author_has_named(site):
    pages = measure.pages(site.variant("named", body=TEXT + "附件：1.名单\n\n## 附件1\n\n名单\n\n" + TEXT, **PLAIN))
    assert text_of(pages).count("附件：") == 1


# MARK: Two languages

def test_english_marks_are_narrow(tmp_path):
    target = tmp_path / "handout.pdf"
    done = subprocess.run(
        [CASEBOOK, "print", "双语资料", "--pdf", "--output", str(target)], cwd=PROJECT, env=ENVIRONMENT,
        capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    line = next(it for page in measure.pages(target) for it in page.lines() if "“Not" in it.text)
    mark = next(it for it in line.characters if it.text == "“")
    assert mark.right - mark.left < 0.7 * mark.size * 25.4 / 72
