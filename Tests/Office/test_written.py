"""The workbooks that the program writes, as other programs read them.

    CASEBOOK=.build/debug/casebook pytest Tests/Office/test_written.py

LibreOffice, which takes longer to install than all of this takes, judges where it is there. The files in written/ are
ours, saved by it: `SAVE=1 pytest …` makes them anew.
"""

import csv
import datetime
import os
import re
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from openxml_audit import OpenXmlValidator

PROJECT = Path(__file__).resolve().parents[2]
PROGRAM = Path(os.environ.get("CASEBOOK", PROJECT / ".build/debug/casebook")).resolve()
SAVED = Path(__file__).parent / "written"
OFFICE = shutil.which("soffice")
TODAY = "2026-11-21"

# Texts that Excel, a CSV reader or a careless writer would make something else of.
HARD = [
    "=1+1", "＝A1", "+86", "-1", "@SUM(A1)", "'=x", "001", "3-5", "2024-07", "1/2", "TRUE", "#N/A", "1e5", "[x]", "\\[z]",
    "_x000D_和_x0041_", "<b>&amp;\"'", "甲\t乙", "　　全角空白", "😀𠮷", "=HYPERLINK(\"http://a.cn\")", "cmd|' /C calc'!A0",
]


def run(root, *arguments, code=0):
    result = subprocess.run([PROGRAM, *arguments, "--root", root, "--today", TODAY, "--lang", "zh"],
                            capture_output=True, text=True)
    assert result.returncode == code, result.stderr + result.stdout
    return result.stdout + result.stderr


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A small site with a report of the year before, and a case for each hard text."""
    root = tmp_path_factory.mktemp("site")
    shutil.copytree(PROJECT / "Tests/SiteTests/Fixtures/minimal/content", root / "content")
    (root / "content/reports/yichang-2023.md").write_text(
        "---\ntitle: 宜昌市2023年工作\nregion: 湖北省/宜昌市\nperiod: 2023\nfigures:\n"
        "  sessions_held: 近700\n  members_deployed: 0\n---\n")
    for number, text in enumerate(HARD):
        quoted = "'" + text.replace("'", "''") + "'" if "\t" not in text else '"' + text.replace("\t", "\\t") + '"'
        (root / f"content/cases/hard-{number:02}.md").write_text(
            f"---\ntitle: 难题{number}\nregion: 湖北省/宜昌市/秭归县\ndate: 2024-03-0{number % 9 + 1}\nsessions: {number + 1}{'余' if number == 9 else ''}\n"
            f"note: {quoted}\norganiser: {quoted}\n---\n正文 {text}\n")
    return root


def valid(path):
    result = OpenXmlValidator().validate(str(path))
    assert result.is_valid, [str(error) for error in result.errors][:5]


def converted(path, form, folder):
    subprocess.run([OFFICE, "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", form,
                    "--outdir", folder, path], check=True, capture_output=True, timeout=300)
    return folder / (path.stem + "." + form)


def saved(path, folder):
    """The workbook as LibreOffice saves it: by itself where it is there, else as it did once."""
    if OFFICE:
        result = converted(path, "xlsx", folder)
        if os.environ.get("SAVE"):
            shutil.copy(result, SAVED / path.name)
        return result
    return SAVED / path.name


def cells(path):
    """Every cell that has something, with its type."""
    book = openpyxl.load_workbook(path)
    return {(sheet.title, cell.coordinate): (cell.value, cell.data_type)
            for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None}


# What is filled in


@pytest.fixture(scope="module")
def form(site, tmp_path_factory):
    path = tmp_path_factory.mktemp("form") / "cases.xlsx"
    run(site, "collect", "--region", "宜昌市", "--output", path)
    return path


@pytest.fixture(scope="module")
def reports(site, tmp_path_factory):
    path = tmp_path_factory.mktemp("form") / "reports.xlsx"
    run(site, "collect", "--kind", "report", "--region", "宜昌市", "--period", "2024", "--output", path)
    return path


def options(book, validation):
    found = re.fullmatch(r"'(.+)'!\$([A-Z]+)\$(\d+):\$\2\$(\d+)", validation.formula1)
    sheet = book[found[1]]
    assert sheet.sheet_state == "hidden"
    return [sheet[f"{found[2]}{row}"].value for row in range(int(found[3]), int(found[4]) + 1)]


def test_a_form_is_whole(form, reports):
    for path in (form, reports):
        valid(path)
    book = openpyxl.load_workbook(form)
    assert [(sheet.title, sheet.sheet_state) for sheet in book] == [
        ("案例", "visible"), ("填写说明", "visible"), ("选项", "hidden"), ("来历", "veryHidden")]
    sheet = book["案例"]
    assert sheet.freeze_panes == "B4"
    assert sheet.print_title_rows == "$1:$3"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == ("landscape", 9, 0)
    head = {cell.value: cell.column_letter for cell in sheet[3]}
    by_column = {str(each.sqref).split(":")[0].rstrip("0123456789"): each
                 for each in sheet.data_validations.dataValidation}
    assert set(by_column) == set(head.values())
    lists = {name: options(book, by_column[head[name]]) for name in ("地区", "状态", "活动类型", "品牌", "议题", "工作法", "平台")}
    assert lists["地区"] == ["湖北省/宜昌市", "湖北省/宜昌市/西陵区", "湖北省/宜昌市/西陵区/学院街道", "湖北省/宜昌市/秭归县"]
    assert lists["状态"] == ["计划", "办理中", "已解决", "结果未公布"]
    assert [lists[name] for name in ("品牌", "议题", "工作法", "平台")] == [
        ["家话西陵"], ["基础设施"], ["六步议事法"], ["学院街道委员工作站"]]
    assert by_column[head["状态"]].errorStyle in (None, "stop")
    assert by_column[head["地区"]].errorStyle == "warning"
    assert "近700" in by_column[head["场次（场）"]].prompt
    # Cells that nobody has written yet are texts, so that 001 and 3-5 stay.
    assert all(sheet.column_dimensions[letter].number_format == "@" for letter in head.values())


def test_a_form_says_where_it_comes_from(reports):
    book = openpyxl.load_workbook(reports)
    facts = {row[0]: row[1:] for row in book["来历"].iter_rows(values_only=True)}
    assert facts["用途"][0] == "采集表"
    assert facts["程序"][0].startswith("casebook ")
    assert facts["网站"][0] == "议事簿"
    assert re.fullmatch("[0-9a-f]{16}", facts["网站版本"][0])
    assert (facts["类型"][0], facts["地区"][0], facts["时期"][0], facts["写出日期"][0]) == (
        "report", "湖北省/宜昌市", "2024", TODAY)
    assert facts["工作表"] == ("工作报告", "reports")


def test_old_numbers_are_no_new_ones(reports):
    book = openpyxl.load_workbook(reports)
    sheet = book["工作报告"]
    rows = list(sheet.iter_rows(min_row=4))
    assert [row[0].value for row in rows] == ["湖北省/宜昌市", "湖北省/宜昌市/西陵区", "湖北省/宜昌市/秭归县"]
    assert all(row[1].value == "2024" and all(cell.value is None for cell in row[2:]) for row in rows)
    head = [cell.value for cell in sheet[3]]
    comments = {head[index]: cell.comment.text for index, cell in enumerate(rows[0]) if cell.comment}
    assert comments["协商场次（场）"].startswith("2023年报的是：近700")
    assert comments["下沉委员（人）"].startswith("2023年12月31日报的是：0")
    assert comments["解决问题（件）"].startswith("2022年报的是：914")
    past = list(book["以前的数"].iter_rows(min_row=3))
    assert [row[2].value for row in past] == ["近700", "914", "0"]
    assert {cell.fill.fgColor.rgb for row in past for cell in row} == {"FFEDEDED"}


def fill(path, target):
    book = openpyxl.load_workbook(path)
    sheet = book["案例"]
    head = {re.sub("（.*", "", cell.value): cell.column for cell in sheet[3]}
    rows = [
        {"标题": "新装路灯", "地区": "湖北省/宜昌市/秭归县", "日期": "2026-03", "状态": "已解决", "场次": "3", "委员": "沈某、李某",
         "成效": "名称：新装路灯，数值：12，单位：盏\n名称：惠及居民，数值：300余，单位：户", "正文": "第一段。\n第二段。"},
        {"标题": "001", "地区": "湖北省/宜昌市/西陵区", "日期": "2024-07", "反映问题": "200余", "解决问题": "近100", "说明": "3-5"},
    ]
    for number, row in enumerate(rows):
        for name, value in row.items():
            sheet.cell(4 + number, head[name]).value = value
    book.save(target)


def test_a_filled_form_is_imported(site, form, tmp_path):
    """Filled in by one program and saved by another, it says the same."""
    filled = tmp_path / "filled.xlsx"
    fill(form, filled)
    results = []
    for number, path in enumerate([filled, saved(filled, tmp_path)]):
        new = tmp_path / f"new{number}"
        run(site, "import", path, "--output", new)
        results.append({file.name: file.read_text() for file in (new / "content/cases").iterdir()})
    assert results[0] == results[1]
    texts = "\n".join(results[0].values())
    assert len(results[0]) == 2
    for part in ("日期: 2024-07\n", "反映问题: 200余\n", "3-5", "委员: [沈某, 李某]", "数值: 300余", "第一段。\n\n第二段。"):
        assert part in texts
    assert re.search(r"标题: \"?001\"?\n", texts)


def test_an_empty_form_brings_nothing(site, form, reports, tmp_path):
    for path in (form, reports):
        new = tmp_path / path.stem
        subprocess.run([PROGRAM, "import", path, "--root", site, "--output", new, "--today", TODAY], capture_output=True)
        assert not list(new.rglob("*.md"))


@pytest.mark.skipif(not OFFICE, reason="LibreOffice is not there")
def test_other_programs_print_a_form(form, reports, tmp_path):
    import pypdf

    for path, words in ((form, ["怎样填"]), (reports, ["以前报的数", "近700"])):
        text = "".join(page.extract_text() for page in pypdf.PdfReader(converted(path, "pdf", tmp_path)).pages)
        assert all(word in text for word in words)
        assert len(pypdf.PdfReader(tmp_path / (path.stem + ".pdf")).pages) < 10


# What is exported


@pytest.fixture(scope="module")
def export(site, tmp_path_factory):
    path = tmp_path_factory.mktemp("export") / "export.xlsx"
    run(site, "export", "--xlsx", path)
    return path


def test_the_export_is_the_open_data(site, export, tmp_path):
    """Each sheet has the rows of its CSV file, numbers as numbers, and nothing is a formula."""
    valid(export)
    run(site, "build", "--output", tmp_path / "out")
    book = openpyxl.load_workbook(export)
    tables = {row[1]: row[2] for row in book["来历"].iter_rows(values_only=True) if row[0] == "工作表"}
    files = {path.relative_to(tmp_path / "out/data").with_suffix("").as_posix(): path
             for path in (tmp_path / "out/data").rglob("*.csv") if not path.name.endswith(".excel.csv")}
    assert set(tables.values()) == set(files)
    numbers = 0
    for name, table in tables.items():
        wanted = list(csv.reader(files[table].open(newline="")))
        sheet = book[name]
        found = list(sheet.iter_rows(max_col=len(wanted[0])))
        assert len(found) == len(wanted), name
        for line, row in zip(wanted, found):
            for text, cell in zip(line, row):
                assert cell.data_type in "sn", (name, cell.coordinate)
                if cell.data_type == "n" and cell.value is not None:
                    assert float(text) == cell.value
                    numbers += 1
                else:
                    assert (cell.value or "") == text.replace("_x", "_x005F_x") or (cell.value or "") == text, cell.coordinate
    assert numbers > 50
    observations = book["observations"]
    head = [cell.value for cell in observations[1]]
    row = next(row for row in observations.iter_rows(min_row=2, values_only=True) if row[head.index("display")] == "200余")
    assert (row[head.index("value")], row[head.index("low")], row[head.index("high")]) == (200, 200, 300)


def test_saving_changes_nothing(site, export, tmp_path):
    path = saved(export, tmp_path)
    if OFFICE:
        # openpyxl leaves escapes of underscores as they are, which LibreOffice undoes.
        plain = {place: (value.replace("_x005F_", "_") if isinstance(value, str) else value, kind)
                 for place, (value, kind) in cells(export).items()}
        assert plain == cells(path)
    for file in (export, path):
        said = run(site, "import", file, "--output", tmp_path / "new")
        assert "什么也没有写" in said and "和网站上一样" in said
        assert not (tmp_path / "new/content").exists()


def test_the_register_comes_first(export, tmp_path):
    book = openpyxl.load_workbook(export)
    sheet = book.worksheets[0]
    assert sheet.title == "台账"
    assert sheet["A1"].value == "湖北省协商事项台账"
    head = [cell.value for cell in sheet[3]]
    assert head[:6] == ["序号", "地区", "事项", "时间", "类型", "组织单位"] and head[-1] == "来源"
    rows = list(sheet.iter_rows(min_row=4, values_only=True))
    assert len(rows) == len(HARD) + 1
    count = head.index("场次（场）")
    assert [row[0] for row in rows] == list(range(1, len(rows) + 1))
    assert (rows[-1][count], rows[-1][count + 1]) in [(1, "1"), (9, "9")]
    assert {(row[count], row[count + 1]) for row in rows} >= {(10, "10余"), (1, "1")}
    assert all(isinstance(row[count], int) for row in rows)
    assert {row[5] for row in rows} >= {text for text in HARD if "_x" not in text}
    assert sheet.print_title_rows == "$1:$3"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == ("landscape", 9, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert book.properties.created.date() == datetime.date.fromisoformat(TODAY)


@pytest.mark.skipif(not OFFICE, reason="LibreOffice is not there")
def test_the_register_is_printed_with_its_head(tmp_path):
    import pypdf

    path = tmp_path / "register.xlsx"
    run(PROJECT, "print", "台账", "--xlsx", "--output", path)
    pages = pypdf.PdfReader(converted(path, "pdf", tmp_path)).pages
    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        assert page.mediabox.width > page.mediabox.height
        text = page.extract_text().replace(" ", "")
        assert "最近一次回头看" in text and f"第{number}页，共{len(pages)}页" in text


def test_a_part_has_the_rows_of_its_region(site, tmp_path):
    path = tmp_path / "part.xlsx"
    said = run(site, "export", "--xlsx", path, "--region", "西陵区", "--period", "2022")
    assert f"案例 1 件（共 {len(HARD) + 1} 件）" in said
    book = openpyxl.load_workbook(path)
    assert [row[0] for row in book["cases"].iter_rows(min_row=2, values_only=True)] == ["ludeng"]
    assert {row[2] for row in book["observations"].iter_rows(min_row=2, values_only=True)} <= {
        "hubei/yichang/xiling", "hubei/yichang/xiling/xueyuan"}
    assert book["reports"].max_row == 1
    # What rows refer to is there.
    assert book["areas"].max_row > 4 and book["metrics"].max_row > 4
