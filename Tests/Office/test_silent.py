"""Numbers that a table says in another way than by its cells: none may pass as another number without a word."""

import os
import subprocess
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

PROJECT = Path(__file__).resolve().parents[2]
CASEBOOK = PROJECT / os.environ.get("CASEBOOK", ".build/debug/casebook")
REGION = "湖北省/武汉市/蔡甸区"


def imported(folder, rows, change=lambda sheet: None):
    """What `import` says of a sheet, and the write-ups that it writes."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    change(book.active)
    book.save(folder / "表.xlsx")
    done = subprocess.run(
        [CASEBOOK, "import", folder / "表.xlsx", "--root", PROJECT, "--output", folder / "out", "--lang", "zh"],
        capture_output=True, text=True, check=False)
    texts = [it.read_text() for it in sorted((folder / "out").rglob("*.md"))] if (folder / "out").exists() else []
    return done, texts


@pytest.mark.parametrize("heading, value", [
    ("反映问题（2025年）", 30), ("反映问题（1）", 30), ("反映问题（5个）", 30), ("反映问题（上半年）", 30), ("反映问题（1-6月）", 30)])
def test_a_head_that_says_more_is_an_error(tmp_path, heading, value):
    done, texts = imported(tmp_path, [["标题", "地区", heading], ["甲事", REGION, value]])
    assert done.returncode == 1 and not texts, done.stdout
    assert "head-says-more" in done.stderr + done.stdout


@pytest.mark.parametrize("place", ["A1", "C1"])
def test_a_multiplied_unit_above_is_an_error(tmp_path, place):
    rows = [["2026年台账", None, None], ["标题", "地区", "资金"], ["甲事", REGION, 35]]
    done, texts = imported(tmp_path, rows, lambda sheet: sheet.__setitem__(place, "单位：万元"))
    assert done.returncode == 1 and not texts
    assert "head-says-more" in done.stderr + done.stdout


def test_october_is_not_january(tmp_path):
    done, texts = imported(tmp_path, [["标题", "地区", "日期"], ["甲事", REGION, 2026.1]])
    assert done.returncode == 1 and not texts
    assert "ambiguous-month" in done.stderr + done.stdout


def test_struck_numbers_are_gone(tmp_path):
    struck = CellRichText(TextBlock(InlineFont(strike=True), "12"), "15")
    done, texts = imported(
        tmp_path, [["标题", "地区", "反映问题"], ["甲事", REGION, None]], lambda sheet: sheet.__setitem__("C2", struck))
    assert done.returncode == 0, done.stderr
    assert "反映问题: 15\n" in texts[0]


@pytest.mark.parametrize("form, value, wanted", [
    ('0;-0;"-"', 0, None), ('0;-0;"未报"', 0, None), ('@"余"', "200", "200余"), ('0"余"', 200, "200余")])
def test_formats_say_what_is_seen(tmp_path, form, value, wanted):
    def change(sheet):
        sheet["C2"] = value
        sheet["C2"].number_format = form

    done, texts = imported(tmp_path, [["标题", "地区", "反映问题"], ["甲事", REGION, None]], change)
    text = "".join(texts)
    assert ("反映问题" not in text) if wanted is None else f"反映问题: {wanted}\n" in text, done.stderr + text


@pytest.mark.parametrize("word", ["本月合计", "本月合计：", "共2件", "全年总计"])
def test_totals_are_no_matters(tmp_path, word):
    _, texts = imported(
        tmp_path, [["标题", "地区", "反映问题"], ["甲事", REGION, 2], ["乙事", REGION, 3], [word, REGION, 5]])
    assert len(texts) == 2
