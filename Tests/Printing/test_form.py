"""The form of official papers (GB/T 9704-2012), measured in the PDF of real text."""

import measure
import pytest
from measure import BOTTOM, EM, LEFT, LINE, RIGHT, TOP, body_lines


@pytest.fixture(params=["real", "hard"])
def pages(request):
    return request.getfixturevalue(request.param)


def test_the_paper_is_a4(pages):
    for page in pages:
        assert (page.width, page.height) == (pytest.approx(210, abs=0.1), pytest.approx(297, abs=0.1))


def full_lines(pages):
    """The lines that go on at the left edge of the next one."""
    for page in pages:
        lines = body_lines(page)
        for line, following in zip(lines, lines[1:]):
            goes_on = abs(following.left - LEFT) < 0.1 and abs(following.baseline - line.baseline - LINE) < 0.2
            # A line of the annex, and what is called at its end, is no line of the text.
            if goes_on and line.left < LEFT + 2.1 * EM:
                yield line


def test_full_lines_are_flush(pages):
    lines = list(full_lines(pages))
    assert len(lines) > 20
    for line in lines:
        assert line.right == pytest.approx(RIGHT, abs=0.5), line.text


def test_nothing_leaves_the_type_area(pages):
    for page in pages:
        for it in page.characters:
            assert LEFT - 0.3 < it.ink[0] and it.ink[2] < RIGHT + 0.3, (it.text, it.ink)
            assert TOP < it.ink[1], it.text


def test_22_lines_of_28_characters(pages):
    # A line without digits or letters holds 28, or 27 and 26 where the next mark may not begin a line.
    han = [it for it in full_lines(pages) if all(c.text > "\u2000" for c in it.characters)]
    counts = [len(it.characters) + round((it.left - LEFT) / EM) for it in han]
    assert len(counts) > 5 and max(counts) == 28 and min(counts) >= 26
    # The lines of the text are on the 22 lines of the page, before anything in smaller type moves them.
    baselines = [it.baseline for it in body_lines(pages[1])]
    first = next(i for i, it in enumerate(baselines) if it - baselines[0] > 3)
    steps = [(it - baselines[first]) / LINE for it in baselines[first:]]
    upright = [it for it in steps if abs(it - round(it)) < 0.02]
    assert len(upright) > 15
    assert (BOTTOM - TOP) / LINE == pytest.approx(22, abs=0.05)


def test_a_page_of_text_has_22_lines(site):
    paragraph = "各级政协要把一线协商作为履职的重要载体，主席会议成员每人每年至少领办一个议题，专门委员会每季度至少开展一次活动，共637次。\n\n"
    pages = measure.pages(site.variant("full", body=paragraph * 40, figures=None, source=None, note=None))
    for page in pages[1:3]:
        baselines = [it.baseline for it in body_lines(page)]
        steps = [b - a for a, b in zip(baselines, baselines[1:])]
        assert len(baselines) == 22 and max(steps) - min(steps) < 0.02 and baselines[-1] < BOTTOM


def faces(pages, text):
    """The faces of the characters of the first line with a text, in the order of the text."""
    for page in pages:
        for line in page.lines():
            if text in line.text:
                start = line.text.index(text)
                return [it.face for it in line.characters[start:start + len(text)]]
    raise AssertionError(text)


def test_faces(hard):
    assert set(faces(hard, "有条件的")) == {"FandolFang"}
    assert set(faces(hard, "二、下一步打算")) == {"FandolHei"}
    assert set(faces(hard, "注重结果运用")) == {"FandolKai"}
    # The lead of a paragraph is 楷体, what follows 仿宋.
    assert set(faces(hard, "议题从群众中来")) == {"FandolKai"}
    assert set(faces(hard, "议题分为三类")) == {"FandolFang"}
    assert set(faces(hard, "内部资料")) == {"FandolHei"}
    # Letters, digits and marks are of one face, in every text.
    assert set(faces(hard, "2024") + faces(hard, "WeChat") + faces(hard, "——")) == {"Fandol-Marks"}
    # A character that 仿宋 lacks is of another face, its neighbours are not.
    around = faces(hard, "条件的塆组")
    assert around[3] != "FandolFang" and set(around[:3] + around[4:]) == {"FandolFang"}


def test_widths(hard):
    """Digits are half as wide as Chinese characters, “” · and — as wide."""
    size = [it for page in hard for it in body_lines(page) for it in it.characters]
    for text, wanted in (("0", 0.5), ("“", 1), ("”", 1), ("—", 1), ("，", 1), ("政", 1)):
        widths = {round((it.right - it.left) / EM, 2) for it in size if it.text == text}
        assert widths == {wanted}, (text, widths)


def test_page_numbers(pages):
    for number, page in enumerate(pages, 1):
        line = page.lines()[-1]
        assert line.text == f"—{number}—"
        dash = line.characters[0].ink
        assert dash[1] - BOTTOM == pytest.approx(7, abs=0.15)
        assert dash[2] - dash[0] == pytest.approx(4.94, abs=0.1)
        if number % 2:
            assert RIGHT - line.right == pytest.approx(4.94, abs=0.1)
        else:
            assert line.left - LEFT == pytest.approx(4.94, abs=0.1)
        assert line.characters[1].face == "FandolSong" and line.characters[0].size == pytest.approx(14, abs=0.01)


def test_the_head(hard):
    page = hard[0]
    secrecy, name = page.line("内部资料"), page.line("湖北省政协社情民意信息")
    assert secrecy.text == "内部资料注意保存编号：000012"
    assert (secrecy.left, secrecy.right) == (pytest.approx(LEFT, abs=0.1), pytest.approx(RIGHT, abs=0.1))
    assert secrecy.baseline < TOP + LINE < name.baseline
    ink = name.characters[0].ink[0] + name.characters[-1].ink[2]
    assert ink / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=0.7)
    assert page.line("第3期").text == "第3期（总第12期）"
    imprint = page.line("政协湖北省委员会办公厅信息处")
    assert imprint.left - LEFT == pytest.approx(EM, abs=0.1) and RIGHT - imprint.right == pytest.approx(EM, abs=0.1)
    # The red rule, as wide as the type area, at the end of the upper third.
    rule = page.rules[0]
    assert rule.has_colour and rule.top == pytest.approx(107.5, abs=1)


def test_titles_are_whole_and_centred(hard):
    lines = [it for it in hard[0].lines() if abs(it.characters[0].size - 22) < 0.1]
    text = "".join(it.text for it in lines)
    assert text == (
        "关于黄陂区塆村、宜昌市猇亭区、武汉市硚口区等地开展“有事好商量”协商议事活动推动解决群众急难愁盼问题情况的综合报告")
    for line in lines:
        assert (line.left + line.right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=0.5)


def test_the_foot_is_at_the_foot_of_the_last_page(hard, real):
    for pages in (hard, real):
        assert pages[-1].rules[-1].bottom == pytest.approx(BOTTOM, abs=0.3)
    page = hard[-1]
    lines = [it.text for it in page.lines() if abs(it.characters[0].size - 14) < 0.1 and it.baseline < BOTTOM]
    assert lines == [
        "报：省政协主席、副主席、秘书长，省委常委、统战部部长。", "送：省委办公厅、省政府办公厅，各市、州政协。",
        "发：省政协各专门委员会，机关各处室。", "本期增发：省民政厅，省住房和城乡建设厅。",
        "编辑：甲某、乙某审核：丙某签发：丁某共印120份",
    ]
    thickness = [it.thickness for it in page.rules[-4:]]
    assert thickness == [pytest.approx(it, abs=0.06) for it in (0.35, 0.25, 0.25, 0.35)]


def test_annexes_begin_a_page(hard, real):
    for pages, label in ((hard, "附件2"), (real, "附件")):
        page = next(it for it in pages if it.lines()[0].text == label)
        head, title = page.lines()[:2]
        assert head.left == pytest.approx(LEFT, abs=0.1) and {it.face for it in head.characters} == {"FandolHei"}
        assert title.text == "本期数据" and (title.left + title.right) / 2 == pytest.approx(106, abs=0.2)
        # On the third line.
        assert TOP + 2 * LINE < title.baseline < TOP + 3 * LINE
    # The author's own.
    own = next(it for it in hard if it.lines()[0].text == "附件1")
    assert own.lines()[1].text == "议事规则（试行）"


def test_words_of_tables_are_whole(hard):
    page = next(it for it in hard if "猇亭区" in it.text and "协商场次" in it.text)
    for word in ("硚口区", "猇亭区", "协商场次", "委员参与", "（人次）", "含界别活动季"):
        assert any(word in it.text for it in page.lines()), word


def test_footnotes_are_at_the_foot(hard):
    for mark, text in (("①", "覆盖率＝已建平台"), ("②", "《关于深入推进")):
        page = next(it for it in hard if text in it.text)
        note = page.line(text)
        assert note.text.startswith(mark) and note.characters[0].size == pytest.approx(10.5, abs=0.01)
        called = [it for it in page.characters if it.text == mark and it.baseline < note.baseline]
        assert called, mark
        lowest = max(it.baseline for it in page.characters if it.baseline < BOTTOM)
        assert BOTTOM - lowest < 3


def test_lists(hard):
    """1. （1） ① ·, each two characters in, going on at the left edge."""
    for text in ("1.居住环境类", "（1）老旧小区", "①充电桩布点", "2.一老一小类", "·商户反映"):
        line = next(it for page in hard for it in page.lines() if text in it.text)
        assert line.text.startswith(text) and line.left - LEFT == pytest.approx(2 * EM, abs=0.1)


def test_no_page_is_half_empty(hard):
    """A page is left only where an annex begins, or for one row of a table, a heading and the line after it."""
    starts = [page.lines()[0].text for page in hard]
    for page, following in zip(hard, starts[1:]):
        lowest = max(it.baseline for it in page.characters if it.baseline < BOTTOM)
        assert following.startswith("附件") or BOTTOM - lowest < 35


@pytest.mark.parametrize("kind", ["brief", "minutes", "special", "notice"])
def test_kinds(site, kind):
    pages = measure.pages(site.variant("kind-" + kind, kind=kind))
    assert pages[0].line("湖北省政协社情民意信息") and len(pages) >= 6


@pytest.mark.parametrize(
    "name", ["政协", "工作简报", "武汉市政协一线协商工作简报", "中国人民政治协商会议湖北省委员会社情民意信息专报",
             "中国人民政治协商会议恩施土家族苗族自治州委员会办公室一线协商共同缔造行动工作简报"])
def test_mastheads_of_any_length(site, name):
    page = measure.pages(site.variant(f"name-{len(name)}", masthead=name))[0]
    red = [it for it in page.lines() if it.characters[0].size > 22.5]
    assert "".join(it.text for it in red) == name
    for line in red:
        middle = (line.characters[0].ink[0] + line.characters[-1].ink[2]) / 2
        assert middle == pytest.approx((LEFT + RIGHT) / 2, abs=1.5) and line.left >= LEFT and line.right <= RIGHT + 3
