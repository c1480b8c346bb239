"""What is longer, taller or wider than usual in the Word file of a briefing."""

import io

import pytest
from sheet import W, Word
from test_word import PROJECT, run, site  # noqa: F401

HEAD = """---
title: 把协商平台建到群众家门口
masthead: 工作简报
issue: 第{number}期
date: 2024-11-21
{fields}
---

{body}
"""
TEXT = "各级政协要把一线协商作为履职的重要载体。\n\n"
count = 100


@pytest.fixture
def brief(site, tmp_path):  # noqa: F811
    """The Word file of a text."""
    def made(body, **fields):
        global count
        count += 1
        fields = {"issuer": "编写组", "report_to": "[市委]"} | fields
        file = site / f"content/briefings/layout-{count}.md"
        lines = "\n".join(f"{key}: {value}" for key, value in fields.items())
        file.write_text(HEAD.format(number=count, fields=lines, body=body))
        target = tmp_path / "a.docx"
        try:
            run("brief", f"content/briefings/{file.name}", "--docx", "--root", site, "--output", target)
            return Word(target.read_bytes())
        finally:
            file.unlink()
            target.unlink(missing_ok=True)
    return made


def paragraphs(word):
    """Style, text (a tab as |, a break as /) and properties of each paragraph."""
    for paragraph in word.part("word/document.xml").iter(W + "p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        marks = {W + "tab": "|", W + "br": "/"}
        text = "".join(
            it.text or "" if it.tag == W + "t" else marks[it.tag]
            for run in paragraph.iter(W + "r") for it in run if it.tag == W + "t" or it.tag in marks)
        yield (style.get(W + "val") if style is not None else "Normal", text, paragraph.find(W + "pPr"))


def texts(word, *styles):
    return [text for style, text, _ in paragraphs(word) if style in styles]


@pytest.mark.parametrize("office, line", [
    ("吴兴区政协办公室", "吴兴区政协办公室|2024年11月21日"),
    ("中国人民政治协商会议浙江省湖州市吴兴区委员会办公室", "中国人民政治协商会议浙江省湖州市吴兴区委员会办公室/|2024年11月21日")])
def test_a_long_office_leaves_the_date_a_line(brief, office, line):
    assert texts(brief(TEXT, issuer=office), "Imprint") == [line]


@pytest.mark.parametrize("secrecy, break_", [("内部资料", ""), ("内部资料 注意保存 严禁外传 阅后收回 不得翻印", "/")])
def test_long_marks_have_lines_of_their_own(brief, secrecy, break_):
    found = brief(TEXT, secrecy=secrecy, draft="true", copy_number='"000012000012"')
    assert texts(found, "Secrecy") == [f"{secrecy}{break_}|编号：000012000012"]


@pytest.mark.parametrize("offices, is_framed", [(10, True), (140, False)])
def test_only_a_foot_that_fits_a_page_is_in_a_frame(brief, offices, is_framed):
    found = brief(TEXT, send_to="[" + ", ".join(f"第{it}号街道办事处" for it in range(offices)) + "]")
    foot = [properties for style, _, properties in paragraphs(found) if style == "Recipients"]
    assert foot and all((it.find(W + "framePr") is not None) == is_framed for it in foot)


def test_annexes_of_the_authors_own(brief):
    found = brief(
        TEXT + "## 附件1　议事规则\n\n" + TEXT + "## 附件2：照片\n\n" + TEXT + "## 附件3\n\n### 委员名单\n\n" + TEXT
        + "## 附件清单\n\n" + TEXT, region="湖北省/宜昌市", period=2024, figures="[sessions_held]")
    assert texts(found, "AnnexList", "AnnexItem") == ["附件：1.|议事规则", "2.|照片", "3.|委员名单", "4.|本期数据"]
    assert texts(found, "Annex") == ["附件1", "附件2", "附件3", "附件4"]
    assert texts(found, "AnnexTitle") == ["议事规则", "照片", "委员名单", "本期数据"]
    styles = [style for style, _, _ in paragraphs(found)]
    assert styles.index("AnnexItem") < styles.index("Annex")


def test_short_tables_stay_whole(brief):
    for rows in (8, 9):
        found = brief("| 甲 | 乙 |\n|---|---|\n" + "| 一 | 二 |\n" * rows)
        kept = [it.find(W + "keepNext") is not None for style, _, it in paragraphs(found) if style.startswith("Table")]
        assert kept == ([True] * 2 * rows if rows == 8 else [False] * 2 * rows) + [False] * 2


def test_columns_are_aligned(brief):
    found = brief("| 左 | 右 | 中 |\n|:--|--:|:-:|\n| 甲 | 1 | 乙 |\n")
    places = [
        (style, it.find(W + "jc") is not None and it.find(W + "jc").get(W + "val"))
        for style, _, it in paragraphs(found) if style.startswith("Table")]
    assert places[3:] == [("TableText", False), ("TableNumber", False), ("TableText", "center")]


def test_numbers_in_many_columns_have_room(brief):
    row = "|" + "12345|" * 20 + "\n"
    found = brief("|" + "列|" * 20 + "\n" + "|---" * 20 + "|\n" + row * 2).part("word/document.xml")
    widths = [int(it.get(W + "w")) for it in found.iter(W + "gridCol")]
    sizes = {int(it.get(W + "val")) for table in found.iter(W + "tbl") for it in table.iter(W + "sz")}
    margin = int(next(found.iter(W + "tblCellMar")).find(W + "left").get(W + "w"))
    # Digits are half as wide as high; sizes are in half points, widths in twentieths of a point.
    assert len(sizes) == 1 and min(widths) - 2 * margin >= 5 * sizes.pop() * 10 / 2
    assert sum(widths) <= 8846


def test_the_title_does_not_follow_a_tall_picture(brief):
    styles = brief(TEXT).part("word/styles.xml")
    title = next(it for it in styles.iter(W + "style") if it.get(W + "styleId") == "Title")
    assert title.find(f"{W}pPr/{W}keepNext") is None


def jpeg(width, height, orientation):
    """A JPEG of one colour, with the note of a camera that was held otherwise."""
    import PIL.Image
    exif = PIL.Image.Exif()
    exif[0x112] = orientation
    content = io.BytesIO()
    PIL.Image.new("RGB", (width, height), "#999").save(content, "jpeg", exif=exif)
    return content.getvalue()


@pytest.mark.parametrize("orientation, turn, mirrored", [
    (1, None, None), (3, 180, None), (5, 270, "1"), (6, 90, None), (8, 270, None)])
def test_pictures_of_turned_cameras_are_upright(brief, site, orientation, turn, mirrored):  # noqa: F811
    picture = site / "content/images/turned.jpg"
    picture.write_bytes(jpeg(300, 200, orientation))
    found = brief(TEXT + "![图](../images/turned.jpg)\n")
    picture.unlink()
    document = found.part("word/document.xml")
    form = next(it for it in document.iter() if it.tag.endswith("}xfrm"))
    size = next(it for it in form if it.tag.endswith("}ext"))
    # The size is that of the pixels as they are, which Word turns.
    assert int(size.get("cx")) / int(size.get("cy")) == pytest.approx(1.5, abs=0.01)
    assert form.get("rot") == (turn and str(turn * 60000)) and form.get("flipH") == mirrored
    beyond = next((it for it in document.iter() if it.tag.endswith("}effectExtent")), None)
    assert (beyond is not None) == (orientation > 4)


@pytest.fixture(scope="module")
def prints(tmp_path_factory):
    """The Word file of a kind of print of this repository's content."""
    def made(kind):
        target = tmp_path_factory.mktemp("print") / "a.docx"
        run("print", kind, "--docx", "--root", PROJECT, "--output", target)
        return Word(target.read_bytes())
    return made


def test_a_cover_has_no_number(prints):
    section = next(prints("案例汇编").part("word/document.xml").iter(W + "sectPr"))
    assert section.find(W + "titlePg") is not None
    assert {it.get(W + "type") for it in section.iter(W + "footerReference")} == {"default", "even"}


def test_other_prints_have_numbers_throughout(brief):
    assert next(brief(TEXT).part("word/document.xml").iter(W + "sectPr")).find(W + "titlePg") is None


def test_english_marks_are_of_an_english_face(prints):
    document = prints("双语资料").part("word/document.xml")
    runs = [it for it in document.iter(W + "r") if "“Not" in "".join(t.text or "" for t in it.iter(W + "t"))]
    assert runs
    for it in runs:
        assert it.find(f"{W}rPr/{W}rStyle").get(W + "val") == "English"
        assert it.find(f"{W}rPr/{W}rFonts") is None
