"""Tables that other programs wrote, and the write-ups that come out of them.

    CASEBOOK=.build/debug/casebook pytest Tests/Office/test_import.py

A table is made as offices keep them: titles above the head, merged cells, headings with remarks, values in every way
that people write them, totals and notes below. Each row says what must come out of it, to the letter; the table is
written by openpyxl, by XlsxWriter, by LibreOffice where it is there, and as CSV in several encodings.
"""

import csv
import datetime
import io
import json
import os
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

PROJECT = Path(__file__).resolve().parents[2]
PROGRAM = Path(os.environ.get("CASEBOOK", PROJECT / ".build/debug/casebook")).resolve()
OFFICE = shutil.which("soffice")
WUHAN = "湖北省/武汉市"

# The headings of columns; those of two lines are merged over the columns that they are above.
UPPER = ["序号", "标题*", "区（县）", "街道", "日期（必填）", "状\n态", "协商情况", "协商情况", "参与人次", "委员", "议题", "资金（万元）", "正文"]
LOWER = [None] * 6 + ["场次（场）", "解决问题 (件)"] + [None] * 5

# What a cell says, and the line of the header that comes of it.
DISTRICTS = [("江岸区", "江岸区", "jiangan"), ("青山", "青山区", "qingshan"), ("武汉市洪山区", "洪山区", "hongshan"),
             ("湖北省/武汉市/武昌区", "武昌区", "wuchang"), ("420105", "汉阳区", "hanyang")]
DATES = [("2024年7月3日", "2024-07-03"), ("2024.7.3", "2024-07-03"), ("2024/7", "2024-07"),
         (datetime.date(2024, 8, 1), "2024-08-01"), ("2024-09-01", "2024-09-01"), ("二〇二四年三月", "2024-03"),
         ("2024年上半年", "2024H1"), (None, None)]
STATES = [("已解决", "已解决"), ("办理中", "办理中"), ("计划", "计划"), ("resolved", "resolved"), ("无", None)]
NUMBERS = [(3, "3"), ("200余", "200余"), ("近50", "近50"), ("12件", "12件"), ("-", None), (None, None)]
MEMBERS = [("张三、李四", "[张三, 李四]"), ("王五；赵六", "[王五, 赵六]"), (8, "8"), ("孙七\n周八", "[孙七, 周八]"), (None, None),
           ("省级2名、市级3名", "\n  省级: 2名\n  市级: 3名")]
TOPICS = [("水电气与公共设施", "[水电气与公共设施]"), (None, None), ("水电气与公共设施；人居环境", "[水电气与公共设施, 人居环境]")]
FUNDS = [(None, None), (35, "\n  - {金额: 35万元}"), ("12万元", "\n  - {金额: 12万元}")]
BODIES = [(None, None), ("第一段。\n第二段。", "第一段。\n\n第二段。"), ("只有一段。", "只有一段。")]


def rows(count=200):
    """The cells of each row, and the text of the file that comes of it, by the stem."""
    result, stems = [], {}
    for number in range(count):
        (place, district, slug), (date, day), (state, status) = (
            each[number % len(each)] for each in (DISTRICTS, DATES, STATES))
        sessions, solved = ("2", "2") if number % 4 else (None, None), NUMBERS[number % 6]
        if "省级" in str(MEMBERS[number % 6][0]) or MEMBERS[number % 6][0] == 8:
            sessions = (None, None)
        visits, members = NUMBERS[number % 3], MEMBERS[number % 6]
        topics, funds, body = TOPICS[number % 3], FUNDS[(number // 3) % 3], BODIES[number % 3]
        title = f"第{number + 1}件事"
        cells = [number + 1, title if number % 10 else f"第{number + 1}\n件事", place, None, date, state, sessions[0],
                 solved[0], visits[0], members[0], topics[0], funds[0], body[0]]
        lines = ["---", f"标题: {title}", f"地区: {WUHAN}/{district}"]
        for key, value in [("日期", day), ("状态", status), ("场次", sessions[1]), ("解决问题", solved[1]),
                           ("参与人次", visits[1]), ("委员", members[1]), ("议题", topics[1]), ("资金", funds[1])]:
            if value is not None:
                lines.append(f"{key}:{value}" if value.startswith("\n") else f"{key}: {value}")
        text = "\n".join(lines) + "\n---\n" + (f"\n{body[1]}\n" if body[1] else "")
        stem = f"{slug}-{day.lower()}" if day else slug
        stems[stem] = stems.get(stem, 0) + 1
        result.append((cells, stem if stems[stem] == 1 else f"{stem}-{stems[stem]}", text))
    return result


def site(root):
    shutil.copytree(PROJECT / "content", root / "content")
    return root


def run(root, *arguments, code=0):
    result = subprocess.run([PROGRAM, *arguments, "--lang", "zh"], cwd=root, capture_output=True, text=True)
    assert result.returncode == code, result.stderr + result.stdout
    return result.stdout, result.stderr


def state(root):
    return {str(path.relative_to(root)): path.read_bytes() for path in (root / "content").rglob("*") if path.is_file()}


def added(root, before):
    after = state(root)
    assert {path: text for path, text in after.items() if path in before} == before
    return {path: text.decode() for path, text in after.items() if path not in before}


def expected(table, wanted=lambda number: True):
    return {f"content/cases/{stem}.md": text for number, (_, stem, text) in enumerate(table) if wanted(number)}


# MARK: Writers


def by_openpyxl(path, table):
    book = openpyxl.Workbook()
    about = book.active
    about.title = "填写说明"
    for line in (["怎样填"], ["标题", "一句话"], ["地区", "写全称"]):
        about.append(line)
    sheet = book.create_sheet("台账")
    sheet.append(["2024年度“一线协商·共同缔造”台账"])
    sheet.merge_cells("A1:M1")
    sheet.append(["填报单位：某办公室", None, None, "2024年12月"])
    sheet.append([text if column != 7 else None for column, text in enumerate(UPPER)])
    sheet.append(LOWER)
    sheet.merge_cells("G3:H3")
    for column in [*range(1, 7), *range(9, 14)]:
        sheet.merge_cells(start_row=3, end_row=4, start_column=column, end_column=column)
    half = len(table) // 2
    for cells, _, _ in table[:half]:
        sheet.append(cells)
    sheet.append(["合计", *[None] * 5, 100, 200])
    sheet.append(["注：本表由各区报送。"])
    sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=13)
    sheet.append(["填表人：张某", None, None, "审核人：李某"])
    sheet.row_dimensions[6].hidden = True
    # The other half is in a sheet with a head of one line.
    other = book.create_sheet("台账（续）")
    other.append([lower or upper for upper, lower in zip(UPPER, LOWER)])
    for cells, _, _ in table[half:]:
        other.append(cells)
    hidden = book.create_sheet("旧")
    hidden.append(["标题", "地区"])
    hidden.append(["不要的", "青山区"])
    hidden.sheet_state = "hidden"
    book.save(path)


def by_xlsxwriter(path, table):
    with xlsxwriter.Workbook(path, {"default_date_format": 'yyyy"年"m"月"d"日"'}) as book:
        sheet = book.add_worksheet("Sheet1")
        sheet.merge_range(0, 0, 0, 12, "台账")
        for column, (upper, lower) in enumerate(zip(UPPER, LOWER)):
            sheet.write(1, column, lower or upper)
        for number, (cells, _, _) in enumerate(table):
            for column, value in enumerate(cells):
                if value is not None:
                    sheet.write(number + 2, column, value)
        sheet.write_formula(len(table) + 2, 6, "=SUM(G3:G202)", None, 100)
        sheet.write(len(table) + 2, 0, "合　计")


def by_csv(path, table, encoding, separator=","):
    file = io.StringIO()
    writer = csv.writer(file, delimiter=separator, lineterminator="\r\n")
    writer.writerow(["2024年度台账"])
    writer.writerow([lower or upper for upper, lower in zip(UPPER, LOWER)])
    writer.writerows(cells for cells, _, _ in table)
    path.write_bytes(file.getvalue().encode(encoding))


WRITERS = {
    "openpyxl": ("a.xlsx", by_openpyxl),
    "XlsxWriter": ("a.xlsx", by_xlsxwriter),
    "gbk": ("a.csv", lambda path, table: by_csv(path, table, "gb18030")),
    "utf-8-sig": ("a.csv", lambda path, table: by_csv(path, table, "utf-8-sig")),
    "utf-16": ("a.csv", lambda path, table: by_csv(path, table, "utf-16", "\t")),
    "semicolons": ("a.csv", lambda path, table: by_csv(path, table, "utf-8", ";")),
}


@pytest.mark.parametrize("writer", WRITERS)
def test_what_comes_out(tmp_path, writer):
    root, table = site(tmp_path), rows()
    name, write = WRITERS[writer]
    write(root / name, table)
    before = state(root)
    out, _ = run(root, "import", name)
    assert out == "已写出 200 个文件到 ./content\n"
    assert added(root, before) == expected(table)
    run(root, "check")
    # Once more nothing is doubled, and nothing differs.
    again = state(root)
    out, _ = run(root, "import", name, "--accept-changes")
    assert out == "什么也没有写；200 行和网站上一样\n"
    assert state(root) == again
    assert not (root / "退回.xlsx").exists() and not (root / "导入对照.yml").exists()


def test_what_is_passed_over_is_said(tmp_path):
    root = site(tmp_path)
    by_openpyxl(root / "a.xlsx", rows())
    _, said = run(root, "import", "a.xlsx")
    for part in ["a.xlsx!填写说明: 是说明，没有读", "a.xlsx!旧: 是隐藏的工作表，没有读", "“合计”是合计", "注：本表由各区报送。",
                 "填表人：张某", "有 1 行是隐藏的，也读了", "表头上面的文字没有读：2024年度"]:
        assert part in said, said


@pytest.mark.skipif(not OFFICE, reason="LibreOffice is not installed")
def test_saved_by_libreoffice(tmp_path):
    root, table = site(tmp_path), rows()
    by_openpyxl(root / "b.xlsx", table)
    subprocess.run([OFFICE, "--headless", f"-env:UserInstallation=file://{tmp_path}/office", "--convert-to", "xlsx",
                    "--outdir", root / "saved", root / "b.xlsx"], check=True, capture_output=True)
    before = state(root)
    run(root, "import", "saved/b.xlsx")
    assert added(root, before) == expected(table)


# MARK: Mistakes


def wrong(table):
    """Mistakes in some rows: by row, the column, what is written there, and the code of the message."""
    mistakes = {}
    for number in range(0, 200, 10):
        mistakes[number] = (4, "2024年13月", "impossible-date")
        table[number][0][4] = "2024年13月"
    mistakes[5] = (5, "办完了", "unknown-value")
    mistakes[7] = (7, "约200余", "two-qualifiers")
    mistakes[13] = (2, "青三区", "unknown-region")
    for number in (5, 7, 13):
        table[number][0][mistakes[number][0]] = mistakes[number][1]
    return mistakes


def test_mistakes_go_back(tmp_path):
    root, table = site(tmp_path), rows()
    right = [list(cells) for cells, _, _ in table]
    mistakes = wrong(table)
    by_xlsxwriter(root / "a.xlsx", table)
    before = state(root)
    out, said = run(root, "import", "a.xlsx", code=1)
    assert state(root) == before and out == "23 处要改；什么也没有写\n"
    assert "error: 20 × 日期（必填）：" in said and "  还有 17 处\n" in said and said.count("error: ") == 4
    assert "  Sheet1!E3  2024年13月" in said
    found = json.loads(run(root, "import", "a.xlsx", "--format", "json", code=1)[0])
    assert {(each["sheet"], each["cell"], each["code"]) for each in found if each["severity"] == "error"} == {
        ("Sheet1", f"{'ABCDEFGHIJKLM'[column]}{number + 3}", code) for number, (column, _, code) in mistakes.items()}
    book = openpyxl.load_workbook(root / "退回.xlsx")
    assert book.sheetnames[:2] == ["退回说明", "Sheet1"]
    assert [row[0].value for row in book["退回说明"].iter_rows(min_row=3)] == [20, 1, 1, 1]
    sheet, marked = book["Sheet1"], {}
    for row in sheet.iter_rows():
        for cell in row:
            if cell.comment:
                marked[cell.row - 3] = cell.column - 1
                assert cell.fill.fgColor.rgb == "FFFFC7CE"
    assert marked == {number: column for number, (column, _, _) in mistakes.items()}
    # The word that nobody knows is proposed, and decided.
    mapping = (root / "导入对照.yml").read_text()
    assert "  状态:\n    办完了: 待确认" in mapping and "    青三区: 待确认  # 像是：" in mapping
    # Corrected there, it can be read; its first sheet and its marks are no rows.
    for number, (column, _, _) in mistakes.items():
        value = right[number][column]
        sheet.cell(number + 3, column + 1).value = value.isoformat() if isinstance(value, datetime.date) else value
    book.save(root / "退回.xlsx")
    (root / "导入对照.yml").unlink()
    edited = (root / "退回.xlsx").read_bytes()
    out, _ = run(root, "import", "退回.xlsx")
    assert out == "已写出 200 个文件到 ./content\n"
    assert added(root, before) == expected(rows())
    assert (root / "退回.xlsx").read_bytes() == edited


def test_what_is_right_can_be_written(tmp_path):
    root, table = site(tmp_path), rows()
    mistakes = wrong(table)
    by_openpyxl(root / "a.xlsx", table)
    before = state(root)
    run(root, "import", "a.xlsx", "--accept-valid", "--returned", "left.xlsx")
    written = added(root, before)
    titles = {text.split("\n")[1] for text in written.values()}
    assert titles == {f"标题: 第{number + 1}件事" for number in range(200) if number not in mistakes}
    book = openpyxl.load_workbook(root / "left.xlsx")
    left = [row for sheet in book.worksheets[1:] for row in sheet.iter_rows(values_only=True) if str(row[0]).isdigit()]
    assert sorted(int(row[0]) - 1 for row in left) == sorted(mistakes)
    # A file in which somebody has worked is not written over.
    book.save(root / "left.xlsx")
    edited = (root / "left.xlsx").read_bytes()
    run(root, "import", "a.xlsx", "--returned", "left.xlsx", code=74)
    assert (root / "left.xlsx").read_bytes() == edited


# MARK: Reports, and what is there already


def test_reports(tmp_path):
    root = site(tmp_path)
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["2025年上半年各区统计表"])
    sheet.append(["序号", "地区", "协商场次", "解决问题（件）", "下沉委员（人）"])
    sheet.append([1, "江岸区", 78, "200余", None])
    sheet.append([2, "青山区", "近100", 46, 30])
    sheet.append([None, "合计", 178, 246, 30])
    book.save(root / "a.xlsx")
    before = state(root)
    _, said = run(root, "import", "a.xlsx", code=1)
    assert "[period-missing]" in said and state(root) == before
    mapping = root / "导入对照.yml"
    mapping.write_text(mapping.read_text().replace("时期: 待确认", "时期: 2025H1"))
    run(root, "import", "a.xlsx")
    assert added(root, before) == {
        "content/reports/jiangan-2025h1.md": "---\n标题: 江岸区2025年上半年工作情况\n地区: 湖北省/武汉市/江岸区\n"
        "时期: 2025H1\n数据:\n  协商场次: 78\n  解决问题: 200余\n---\n",
        "content/reports/qingshan-2025h1.md": "---\n标题: 青山区2025年上半年工作情况\n地区: 湖北省/武汉市/青山区\n"
        "时期: 2025H1\n数据:\n  协商场次: 近100\n  解决问题: 46\n  下沉委员: 30\n---\n",
    }
    # A changed number is shown, and written only where that is said: in its place.
    sheet["C3"] = 80
    book.save(root / "a.xlsx")
    before = state(root)
    out, _ = run(root, "import", "a.xlsx")
    assert "  协商场次：78 → 80\n" in out and state(root) == before
    run(root, "import", "a.xlsx", "--accept-changes")
    path = "content/reports/jiangan-2025h1.md"
    assert (root / path).read_bytes() == before[path].replace("协商场次: 78".encode(), "协商场次: 80".encode())


def test_a_folder(tmp_path):
    root, table = site(tmp_path), rows(20)
    (root / "收来的").mkdir()
    by_xlsxwriter(root / "收来的/一.xlsx", table[:10])
    by_csv(root / "收来的/二.csv", table[10:], "gb18030")
    (root / "收来的/~$一.xlsx").write_bytes(b"lock")
    (root / "收来的/信.txt").write_text("不是表")
    before = state(root)
    run(root, "import", "收来的")
    assert added(root, before) == expected(table)


# MARK: Round trips


def test_collected_filled_imported(tmp_path):
    root = site(tmp_path)
    run(root, "collect", "--region", "青山区", "--output", "form.xlsx")
    assert run(root, "import", "form.xlsx")[0] == "什么也没有写；表里没有要导入的行\n"
    book = openpyxl.load_workbook(root / "form.xlsx")
    sheet = book.worksheets[0]
    head = next(row for row in sheet.iter_rows() if any(str(cell.value).startswith("标题") for cell in row))
    values = {"标题": "采集来的事", "地区": "湖北省/武汉市/青山区", "日期": "2024年7月3日", "状态": "已解决", "场次": "2", "正文": "一\n二"}
    for cell in head:
        for name, value in values.items():
            if str(cell.value).split("（")[0] == name:
                sheet.cell(cell.row + 1, cell.column).value = value
    book.save(root / "form.xlsx")
    before = state(root)
    run(root, "import", "form.xlsx")
    assert list(added(root, before).values()) == [
        "---\n标题: 采集来的事\n地区: 湖北省/武汉市/青山区\n日期: 2024-07-03\n状态: 已解决\n场次: 2\n---\n\n一\n\n二\n"]


def test_exported_and_imported_changes_nothing(tmp_path):
    root = site(tmp_path)
    run(root, "export", "--xlsx", "all.xlsx")
    before = state(root)
    out, said = run(root, "import", "all.xlsx", "--accept-changes")
    assert state(root) == before, out + said
