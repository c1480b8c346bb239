#!/usr/bin/env python3
"""Writes the workbooks that other programs make, and what must be read from each: Tests/Office/corpus.py

The files are in the repository, since LibreOffice takes minutes to install and one of the programs is not needed for
anything else. To write them again:

    python3 -m venv /tmp/corpus
    /tmp/corpus/bin/pip install openpyxl==3.1.5 XlsxWriter==3.3.1 PyExcelerate==0.13.0 excelize==0.1.0 \\
        pandas==3.1.1 python-docx==1.2.0 xlwt==1.3.0 msoffcrypto-tool==6.1.0
    apt-get install -y --no-install-recommends libreoffice-calc-nogui libreoffice-writer-nogui
    /tmp/corpus/bin/python Tests/Office/corpus.py

Each NAME.xlsx has a NAME.txt with a line for each cell that is not empty: sheet, address, kind, text. What is expected
is declared here, not read from the files.
"""

import datetime
import io
import re
import subprocess
import tempfile
import zipfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "OfficeFilesTests/Fixtures/corpus"

day = datetime.date


# A cell: its value, its number format, what is read, and the kind of that.
def text(value, kind="text"):
    return (value, None, value, kind)


def number(value, shown, format=None):
    return (value, format, shown, "number")


def date(value, shown, format, kind="date"):
    return (value, format, shown, kind)


HEAD = ["序号", "标题", "地区", "日期", "月份", "场次", "人次", "满意率", "公开", "备注"]
ROWS = [
    [number(1, "001", "000"), text("老年食堂 <试点> & “助餐”"), text("湖北省/武汉市"), date(day(2024, 7, 3), "2024-07-03", 'yyyy"年"m"月"d"日"'),
     date(day(2024, 7, 1), "2024-07", 'yyyy"年"m"月"'), number(78, "78"), number(1234.5, "1234.5", "#,##0.00"),
     number(0.781, "78.1%", "0.0%"), (True, None, "TRUE", "boolean"), text("第一行\n第二行")],
    [number(2, "002", "000"), text("　　前面有空格"), text("湖北省/武汉市"), date(day(1999, 12, 31), "1999-12-31", "yyyy-mm-dd"),
     date(day(2023, 12, 1), "2023-12", "yyyy/mm"), number(200, "200余", '0"余"'), number(0.1 + 0.2, "0.3"),
     number(1, "100%", "0%"), (False, None, "FALSE", "boolean"), text("𠮷、㐂、①")],
    [number(3, "003", "000"), text("3-5"), text("湖北省/武汉市"),
     date(datetime.datetime(2024, 2, 29, 8, 30), "2024-02-29 08:30", "yyyy-mm-dd hh:mm"),
     date(day(2022, 1, 1), "2022", "yyyy"), number(12345678, "12345678"), number(-5, "-5", '#,##0;[Red](#,##0)'),
     number(0.07, "7%", "0.00%"), None, None],
]


class Sheet:
    def __init__(self, name, cells, merges=(), hidden=False, hidden_rows=(), hidden_columns=()):
        self.name, self.cells, self.merges, self.hidden = name, cells, merges, hidden
        self.hidden_rows, self.hidden_columns = hidden_rows, hidden_columns

    def expected(self):
        repeated = {}
        rows = {row for row, _ in self.cells}
        last = max(column for _, column in self.cells)
        for top, left, bottom, right in self.merges:
            for row in range(top, bottom + 1):
                for column in range(left, min(right, last) + 1):
                    if row in rows and (row, column) not in self.cells:
                        repeated[row, column] = self.cells[top, left]
        lines = []
        for place in sorted({**self.cells, **repeated}):
            row, column = place
            _, _, shown, kind = {**repeated, **self.cells}[place]
            marks = " repeated" * (place in repeated)
            marks += " hidden" * (row in self.hidden_rows or column in self.hidden_columns)
            name = self.name + " (hidden)" * self.hidden
            lines.append(f"{name}!{letter(column)}{row + 1} {kind}{marks}: {escaped(shown)}\n")
        return lines


def escaped(shown):
    return shown.replace("\\", "\\\\").replace("\n", "\\n")


def letter(column):
    return chr(65 + column)


def messy():
    """A title above the head, a head of two rows with merged cells, a region merged over its rows, a hidden row and column."""
    cells = {(0, 0): text("2024年协商议事活动统计表"), (1, 0): text("填报单位：政协武汉市委员会")}
    for column, name in enumerate(HEAD):
        cells[2, column] = text(name)
    cells[2, 5] = text("规模")
    del cells[2, 6]
    cells[3, 5], cells[3, 6] = text("场次"), text("人次")
    for index, row in enumerate(ROWS):
        for column, cell in enumerate(row):
            if cell and (column != 2 or index == 0):
                cells[4 + index, column] = cell
    # Rows apart, one of them far below.
    cells[8, 1] = text("合计")
    cells[199, 0] = text("说明：以上数据由各区上报。")
    merges = [(0, 0, 0, 9), (2, 5, 2, 6), (4, 2, 6, 2)] + [(2, c, 3, c) for c in (0, 1, 2, 3, 4, 7, 8, 9)]
    return Sheet("台账", cells, merges, hidden_rows=[5], hidden_columns=[4])


def lists():
    return Sheet("选项", {(index, 0): text(name) for index, name in enumerate(["计划", "办理中", "已解决"])}, hidden=True)


SHEETS = [messy(), lists()]


def write_expected(name, sheets=SHEETS, changed={}, extra=()):
    lines = [line for sheet in sheets for line in sheet.expected()]
    lines = [changed.get(line.split(" ")[0], line) for line in lines] + list(extra)
    (FOLDER / f"{name}.txt").write_text("".join(lines), encoding="utf-8")


# MARK: Programs


def with_openpyxl():
    import openpyxl
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont
    from openpyxl.comments import Comment

    book = openpyxl.Workbook()
    book.remove(book.active)
    for sheet in SHEETS:
        page = book.create_sheet(sheet.name)
        if sheet.hidden:
            page.sheet_state = "veryHidden"
        for (row, column), (value, format, _, _) in sheet.cells.items():
            cell = page.cell(row + 1, column + 1, value)
            if format:
                cell.number_format = format
        for top, left, bottom, right in sheet.merges:
            page.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
        for row in sheet.hidden_rows:
            page.row_dimensions[row + 1].hidden = True
        for column in sheet.hidden_columns:
            page.column_dimensions[letter(column)].hidden = True
    page = book["台账"]
    page["B9"] = CellRichText("合", TextBlock(InlineFont(b=True), "计"))
    page["F9"], page["G9"] = "=SUM(F5:F7)", "=1/0"
    page["B9"].comment = Comment("批注不是数据", "审核人")
    book.create_chartsheet("图")
    book.save(FOLDER / "openpyxl.xlsx")
    extra = ["台账!F9 formulaWithoutValue: =SUM(F5:F7)\n", "台账!G9 formulaWithoutValue: =1/0\n"]
    write_expected("openpyxl", extra=extra)
    # Days counted from 1904.
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active["A1"] = day(2024, 7, 3)
    book.active["A2"] = datetime.time(8, 30)
    book.active["A2"].number_format = "h:mm"
    book.active["A3"] = datetime.timedelta(hours=26, minutes=30)
    book.active["A3"].number_format = "[h]:mm"
    book.save(FOLDER / "from-1904.xlsx")
    (FOLDER / "from-1904.txt").write_text("Sheet!A1 date: 2024-07-03\nSheet!A2 text: 08:30\nSheet!A3 text: 26:30\n")


def with_xlsxwriter(name="xlsxwriter", **options):
    import xlsxwriter

    book = xlsxwriter.Workbook(FOLDER / f"{name}.xlsx", options)
    for sheet in SHEETS:
        page = book.add_worksheet(sheet.name)
        if sheet.hidden:
            page.hide()
        for top, left, bottom, right in sheet.merges:
            page.merge_range(top, left, bottom, right, "")
        for (row, column), (value, format, _, _) in sorted(sheet.cells.items()):
            style = book.add_format({"num_format": format}) if format else None
            if isinstance(value, (datetime.date, datetime.datetime)):
                page.write_datetime(row, column, value, style)
            else:
                page.write(row, column, value, style)
        for row in sheet.hidden_rows:
            page.set_row(row, None, None, {"hidden": True})
        for column in sheet.hidden_columns:
            page.set_column(column, column, None, None, {"hidden": True})
    page = book.get_worksheet_by_name("台账")
    page.write_formula("F9", "=SUM(F5:F7)", None, 12345956)
    page.write_formula("G9", "=NA()", None, "#N/A")
    page.write_formula("H9", '=IF(1,"有","无")', None, "有")
    page.write_rich_string("I9", "加", book.add_format({"bold": True}), "粗", "体")
    page.freeze_panes(4, 0)
    page.autofilter("A4:J7")
    book.close()
    extra = ["台账!F9 number: 12345956\n", "台账!G9 error: #N/A\n", "台账!H9 text: 有\n", "台账!I9 text: 加粗体\n"]
    write_expected(name, extra=extra)


def with_excelize():
    import excelize

    book = excelize.new_file()
    book.set_sheet_name("Sheet1", "台账")
    for sheet in SHEETS:
        if sheet.name != "台账":
            book.new_sheet(sheet.name)
        for (row, column), (value, format, _, _) in sheet.cells.items():
            place = f"{letter(column)}{row + 1}"
            book.set_cell_value(sheet.name, place, value)
            if format:
                style = book.new_style(excelize.Style(custom_num_fmt=format))
                book.set_cell_style(sheet.name, place, place, style)
        for top, left, bottom, right in sheet.merges:
            book.merge_cell(sheet.name, f"{letter(left)}{top + 1}", f"{letter(right)}{bottom + 1}")
        for row in sheet.hidden_rows:
            book.set_row_visible(sheet.name, row + 1, False)
        for column in sheet.hidden_columns:
            book.set_col_visible(sheet.name, letter(column), False)
        if sheet.hidden:
            book.set_sheet_visible(sheet.name, False, False)
    book.save_as(str(FOLDER / "excelize.xlsx"))
    book.close()
    write_expected("excelize")


def with_pyexcelerate():
    import pyexcelerate

    rows = [HEAD[:3], ["甲", 1, 2.5], [None, "二", datetime.datetime(2024, 7, 3)], [], ["尾", "", True]]
    book = pyexcelerate.Workbook()
    book.new_sheet("数据", data=rows)
    book.save(str(FOLDER / "pyexcelerate.xlsx"))
    cells = {(0, column): text(name) for column, name in enumerate(HEAD[:3])}
    cells |= {(1, 0): text("甲"), (1, 1): number(1, "1"), (1, 2): number(2.5, "2.5"), (2, 1): text("二"),
              # It gives days no format: a person sees the number.
              (2, 2): number(45476, "45476"), (4, 0): text("尾"), (4, 2): text("TRUE", "boolean")}
    write_expected("pyexcelerate", [Sheet("数据", cells)])


def with_pandas():
    import pandas

    frame = pandas.DataFrame({"标题": ["甲", "乙"], "场次": [3, None], "日期": [datetime.datetime(2024, 7, 3), datetime.datetime(2024, 7, 4, 12)]})
    frame.to_excel(FOLDER / "pandas.xlsx", sheet_name="表", engine="openpyxl")
    cells = {(0, 1): text("标题"), (0, 2): text("场次"), (0, 3): text("日期"), (1, 0): number(0, "0"), (1, 1): text("甲"),
             (1, 2): number(3, "3"), (1, 3): text("2024-07-03", "date"), (2, 0): number(1, "1"), (2, 1): text("乙"),
             (2, 3): text("2024-07-04 12:00", "date")}
    write_expected("pandas", [Sheet("表", cells)])
    # CSV: all cells are texts, and have their addresses without a sheet.
    frame = pandas.DataFrame({"标题": ['“老年食堂”, 一期', '他说"好"'], "说明": ["第一行\n第二行", None], "日期": ["2024/7/3", "㐂𠮷"]})
    for name, options in {
        "gb18030": {"encoding": "gb18030", "lineterminator": "\r\n"}, "utf-16-tabs": {"encoding": "utf-16", "sep": "\t"},
        "semicolons": {"encoding": "utf-8-sig", "sep": ";"}, "quoted": {"encoding": "gbk", "quoting": 1, "errors": "replace"},
    }.items():
        frame.to_csv(FOLDER / f"{name}.csv", index=False, **options)
        last = frame["日期"][1] if name != "quoted" else "??"
        lines = ["A1 text: 标题", "B1 text: 说明", "C1 text: 日期", "A2 text: “老年食堂”, 一期", "B2 text: 第一行\\n第二行",
                 "C2 text: 2024/7/3", 'A3 text: 他说"好"', f"C3 text: {last}"]
        (FOLDER / f"{name}.txt").write_text("".join(line + "\n" for line in lines), encoding="utf-8")


def soffice(source, kind, target):
    """Lets LibreOffice write a file in another format."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", kind,
             "--outdir", folder, str(source)], check=True, capture_output=True)
        extension = kind.split(":")[0]
        (FOLDER / target).write_bytes((Path(folder) / f"{source.stem}.{extension}").read_bytes())


def with_libreoffice():
    """The file of openpyxl, opened and saved: its formulas are calculated."""
    import docx

    source = FOLDER / "openpyxl.xlsx"
    soffice(source, "xlsx:Calc MS Excel 2007 XML", "libreoffice.xlsx")
    extra = ["台账!F9 number: 12345956\n", "台账!G9 error: #DIV/0!\n"]
    write_expected("libreoffice", extra=extra)
    source = FOLDER / "pandas.xlsx"
    # Commas, quotation marks where they are needed, GB 18030, cells as they are shown.
    soffice(source, "csv:Text - txt - csv (StarCalc):44,34,85,1", "libreoffice-gb18030.csv")
    lines = ["B1 text: 标题", "C1 text: 场次", "D1 text: 日期", "A2 text: 0", "B2 text: 甲", "C2 text: 3", "D2 text: 2024-07-03 00:00:00",
             "A3 text: 1", "B3 text: 乙", "D3 text: 2024-07-04 12:00:00"]
    (FOLDER / "libreoffice-gb18030.txt").write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    soffice(source, "ods", "foreign/openSheet.ods")
    soffice(source, "xls:MS Excel 97", "foreign/oldWorkbook.xls")
    soffice(source, "html", "foreign/webPage.xls")
    soffice(source, "pdf", "foreign/pdf.xlsx")
    page = FOLDER / "foreign/page.docx"
    document = docx.Document()
    document.add_heading("来稿", 1)
    document.add_paragraph("正文。")
    document.save(page)
    soffice(page, "doc:MS Word 97", "foreign/oldDocument.wps")
    soffice(page, "odt:writer8", "foreign/openDocument.odt")
    soffice(page, "rtf:Rich Text Format", "foreign/richText.doc")
    soffice(page, "xml:MS Word 2003 XML", "foreign/xmlDocument.doc")
    page.unlink()


def with_others():
    import msoffcrypto.format.ooxml
    import xlwt

    with (FOLDER / "xlsxwriter.xlsx").open("rb") as plain, (FOLDER / "foreign/encrypted.xlsx").open("wb") as out:
        msoffcrypto.format.ooxml.OOXMLFile(plain).encrypt("密码", out)
    book = xlwt.Workbook(encoding="utf-8")
    book.add_sheet("表").write(0, 0, "标题")
    book.save(str(FOLDER / "foreign/oldWorkbook.et"))


# MARK: Variants of files


def rewritten(source, target, change):
    """A copy of a workbook whose parts went through `change(name, bytes)`: nothing for one that is left out."""
    with zipfile.ZipFile(FOLDER / source) as old, zipfile.ZipFile(FOLDER / target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            parts = change(name, old.read(name))
            for name, content in parts if isinstance(parts, list) else [(name, parts)]:
                if content is not None:
                    new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)


def variants():
    def strict(name, content):
        """The names of ISO 29500's strict files, as Excel writes “Strict Open XML”."""
        for old, new in [
            (b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
            (b"http://schemas.openxmlformats.org/officeDocument/2006/relationships", b"http://purl.oclc.org/ooxml/officeDocument/relationships"),
        ]:
            content = content.replace(old, new)
        return content

    rewritten("xlsxwriter.xlsx", "strict.xlsx", strict)

    class Stream(io.RawIOBase):
        """A program that sends the file as it makes it writes to it: sizes come behind contents."""

        content = b""

        def write(self, piece):
            self.content += bytes(piece)
            return len(piece)

    stream = Stream()
    with zipfile.ZipFile(FOLDER / "xlsxwriter.xlsx") as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            with new.open(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), "w") as out:
                out.write(old.read(name))
    (FOLDER / "streamed.xlsx").write_bytes(stream.content)

    def unusual(name, content):
        """Absolute targets, a prefix for each element, cells without an address, folders as entries."""
        if name.endswith("workbook.xml.rels"):
            content = content.replace(b'Target="', b'Target="/xl/')
        if name == "_rels/.rels":
            content = content.replace(b'Target="xl/', b'Target="./xl/')
        if "worksheets/sheet" in name and name.endswith("xml"):
            content = re.sub(rb"<(/?)(\w+)", rb"<\1x:\2", content.replace(b'xmlns="', b'xmlns:x="'))
            content = re.sub(rb'(<x:row) r="(\d+)"', lambda m: m[1] if m[2] in (b"1", b"2", b"3") else m[0], content)
            content = re.sub(rb'(<x:c) r="A\d+"', rb"\1", content)
            content = re.sub(rb"<x:dimension[^>]*>", b'<x:dimension ref="A1:ZZZ999999999"/>', content)
        return [("xl/", b""), (name, content)] if name == "xl/workbook.xml" else content

    rewritten("xlsxwriter.xlsx", "unusual.xlsx", unusual)
    expected = (FOLDER / "xlsxwriter.txt").read_text()
    for name in ("strict", "streamed", "unusual"):
        (FOLDER / f"{name}.txt").write_text(expected)

    def wps(name, content):
        """The habits of WPS: rows and cells with styles to the end of the sheet, readings of characters, its own elements."""
        if name == "xl/sharedStrings.xml":
            content = content.replace("<si><t>标题</t></si>".encode(), "<si><t>标题</t><rPh sb='0' eb='2'><t>biāotí</t></rPh><phoneticPr fontId='1'/></si>".encode())
            content = content.replace("第一行\n第二行".encode(), "第一行_x000D_\n第二行".encode())
        if name == "xl/workbook.xml":
            content = content.replace(b"<sheets>", b'<etc:x xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData"/><sheets>')
        if name == "xl/worksheets/sheet1.xml":
            empty = b"".join(b'<row r="%d" spans="1:3" ht="14.25" customHeight="1"><c r="A%d" s="1"/><c r="B%d" s="1"/></row>' % (n, n, n) for n in range(201, 20_001))
            content = content.replace(b"</sheetData>", empty + b"</sheetData>")
        return content

    rewritten("xlsxwriter.xlsx", "like-wps.xlsx", wps)
    (FOLDER / "like-wps.txt").write_text(expected)


if __name__ == "__main__":
    (FOLDER / "foreign").mkdir(parents=True, exist_ok=True)
    for write in [with_openpyxl, with_xlsxwriter, with_excelize, with_pyexcelerate, with_pandas, with_libreoffice, with_others, variants]:
        write()
