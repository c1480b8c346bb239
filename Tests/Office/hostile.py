"""Workbooks that nobody's office makes: as large, as deep and as wrong as they may be. Each is a function that returns
the bytes of a file; HOSTILE has them by name."""

import io
import random
import struct
import zipfile
import zlib
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
CORPUS = Path(__file__).resolve().parent.parent / "OfficeFilesTests/Fixtures/corpus"

HOSTILE = {}
# What is only large is refused when the limit of cells is reached.
SLOW = {"wide_rows"}


def hostile(function):
    HOSTILE[function.__name__] = function
    return function


def relations(**targets):
    items = "".join(f'<Relationship Id="{kind}" Type="{OFFICE}/{kind}" Target="{target}"/>' for kind, target in targets.items())
    return f'<Relationships xmlns="{PACKAGE}">{items}</Relationships>'


PARTS = {
    "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>",
    "_rels/.rels": relations(officeDocument="xl/workbook.xml"),
    "xl/workbook.xml": f"<workbook xmlns='{MAIN}' xmlns:r='{OFFICE}'><sheets><sheet name='表' sheetId='1' r:id='worksheet'/></sheets></workbook>",
    "xl/_rels/workbook.xml.rels": relations(worksheet="worksheets/sheet1.xml", sharedStrings="sharedStrings.xml"),
    "xl/sharedStrings.xml": f"<sst xmlns='{MAIN}'><si><t>标题</t></si></sst>",
}


def sheet(rows, before="", after=""):
    return f"<worksheet xmlns='{MAIN}'>{before}<sheetData>{rows}</sheetData>{after}</worksheet>"


def packed(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for name, content in {**PARTS, "xl/worksheets/sheet1.xml": sheet("<row><c t='s'><v>0</v></c></row>"), **parts}.items():
            file.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


# MARK: Zip


@hostile
def bomb():
    """One part that unpacks into a gigabyte."""
    return packed({"xl/worksheets/sheet1.xml": b" " * (1 << 30)})


@hostile
def bomb_of_many():
    """Parts that are small enough, together too large."""
    return packed({f"xl/media/{i}": random.Random(i).randbytes(1 << 14) * 64 for i in range(300)})


@hostile
def bomb_of_overlaps():
    """A hundred entries whose contents are the same bytes (after David Fifield's bomb)."""
    content = zlib.compress(b"\0" * (1 << 20), 9)[2:-4]
    local = struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, 0, 8, 0, 33, zlib.crc32(b"\0" * (1 << 20)), len(content), 1 << 20, 1, 0)
    body, directory = local + b"a" + content, b""
    for i in range(100):
        name = chr(97) if i == 0 else f"a{i}"
        directory += struct.pack(
            "<4sHHHHHHIIIHHHHHII", b"PK\1\2", 20, 20, 0, 8, 0, 33, zlib.crc32(b"\0" * (1 << 20)), len(content), 1 << 20, len(name), 0, 0, 0, 0, 0, 0,
        ) + name.encode()
    return body + directory + struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 100, 100, len(directory), len(body), 0)


@hostile
def bomb_that_lies():
    """The directory says that a part is small."""
    file = bytearray(packed({"xl/sharedStrings.xml": b" " * (64 << 20)}))
    size = struct.pack("<I", 64 << 20)
    while (at := file.find(size)) >= 0:
        file[at : at + 4] = struct.pack("<I", 100)
    return bytes(file)


@hostile
def too_many_entries():
    return packed({f"xl/media/{i}": b"" for i in range(20_000)})


@hostile
def outside():
    return packed({"../../etc/passwd": b"x"})


@hostile
def absolute():
    return packed({"/etc/passwd": b"x"})


@hostile
def encrypted():
    file = bytearray(packed({}))
    at = -1
    while (at := file.find(b"PK\1\2", at + 1)) >= 0:
        file[at + 8] |= 1
    return bytes(file)


@hostile
def zip64():
    file = bytearray(packed({}))
    at = file.find(b"PK\1\2")
    file[at + 20 : at + 28] = b"\xff" * 8
    return bytes(file)


@hostile
def nothing_but_a_head():
    return b"PK\3\4"


@hostile
def cut_off():
    file = (CORPUS / "libreoffice.xlsx").read_bytes()
    return file[: len(file) // 2]


@hostile
def bits_flipped():
    """A part is damaged in its packed bytes."""
    file = bytearray((CORPUS / "xlsxwriter.xlsx").read_bytes())
    with zipfile.ZipFile(io.BytesIO(file)) as zip:
        entry = zip.getinfo("xl/worksheets/sheet1.xml")
    for i in range(0, entry.compress_size, 50):
        file[entry.header_offset + 80 + i] ^= 0x55
    return bytes(file)


# MARK: XML


@hostile
def entities():
    """A billion laughs."""
    entities = "<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{i} '{f'&a{i - 1};' * 10}'>" for i in range(1, 10))
    return packed({"xl/sharedStrings.xml": f"<!DOCTYPE sst [{entities}]><sst xmlns='{MAIN}'><si><t>&a9;</t></si></sst>"})


@hostile
def entity_of_a_file():
    return packed({"xl/workbook.xml": f"<!DOCTYPE w [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><workbook xmlns='{MAIN}'>&x;</workbook>"})


@hostile
def deep():
    return packed({"xl/worksheets/sheet1.xml": sheet("".join(f"<x a='{i}'>" for i in range(1_000_000)))})


@hostile
def long_tag():
    return packed({"xl/worksheets/sheet1.xml": sheet(f"<row x='{random.Random(1).randbytes(15 << 20).hex()}'/>")})


@hostile
def long_text():
    return packed({"xl/sharedStrings.xml": f"<sst xmlns='{MAIN}'><si><t>{random.Random(1).randbytes(15 << 20).hex()}</t></si></sst>"})


@hostile
def no_xml():
    return packed({"xl/worksheets/sheet1.xml": b"\0\1\2" * 1000})


@hostile
def many_elements_in_a_list():
    return packed({"xl/_rels/workbook.xml.rels": f"<Relationships xmlns='{PACKAGE}'>" + "".join(f"<x a='{i}'/>" for i in range(2_000_000)) + "</Relationships>"})


# MARK: Sheets


@hostile
def cyclic():
    return packed({"xl/_rels/workbook.xml.rels": relations(worksheet="workbook.xml", sharedStrings="workbook.xml")})


@hostile
def one_part_as_many_sheets():
    sheets = "".join(f"<sheet name='{i}' sheetId='{i}' r:id='worksheet'/>" for i in range(1, 10_000))
    return packed({"xl/workbook.xml": f"<workbook xmlns='{MAIN}' xmlns:r='{OFFICE}'><sheets>{sheets}</sheets></workbook>"})


@hostile
def million_rows():
    rows = "".join(f"<row r='{n}'><c r='A{n}' t='s'><v>0</v></c><c r='B{n}'><v>{n}</v></c></row>" for n in range(1, 1_048_577))
    return packed({"xl/worksheets/sheet1.xml": sheet(rows)})


@hostile
def wide_rows():
    rows = "".join("<row>" + "".join(f"<c><v>{row * i}</v></c>" for i in range(16_384)) + "</row>" for row in range(1, 301))
    return packed({"xl/worksheets/sheet1.xml": sheet(rows)})


@hostile
def column_beyond():
    return packed({"xl/worksheets/sheet1.xml": sheet("<row r='1'><c r='ZZZZZZZ1'><v>1</v></c></row>")})


@hostile
def row_beyond():
    return packed({"xl/worksheets/sheet1.xml": sheet("<row r='1000000000'><c><v>1</v></c></row>")})


@hostile
def merged_everywhere():
    rows = "".join(f"<row r='{n}'><c r='A{n}' t='s'><v>0</v></c><c r='ZZ{n}' t='s'><v>0</v></c></row>" for n in range(1, 50_001))
    merged = "".join(f"<mergeCell ref='A{n}:XFD1048576'/>" for n in range(1, 50_001))
    return packed({"xl/worksheets/sheet1.xml": sheet(rows, after=f"<mergeCells>{merged}</mergeCells>")})


@hostile
def one_text_everywhere():
    """A text of a megabyte that a million cells have."""
    rows = "".join(f"<row r='{n}'>" + "<c t='s'><v>0</v></c>" * 10 + "</row>" for n in range(1, 100_001))
    text = random.Random(1).randbytes(400_000).hex()
    return packed({"xl/sharedStrings.xml": f"<sst xmlns='{MAIN}'><si><t>{text}</t></si></sst>", "xl/worksheets/sheet1.xml": sheet(rows)})


@hostile
def sheets_that_are_no_sheets():
    """Each of many sheets is looked up among as many relations."""
    sheets = "".join(f"<sheet name='{i}' sheetId='{i}' r:id='r{i}'/>" for i in range(1, 100_000))
    items = "".join(f"<Relationship Id='r{i}' Type='{OFFICE}/chartsheet' Target='c.xml'/>" for i in range(1, 100_000))
    return packed({
        "xl/workbook.xml": f"<workbook xmlns='{MAIN}' xmlns:r='{OFFICE}'><sheets>{sheets}<sheet name='x' r:id='x'/></sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f"<Relationships xmlns='{PACKAGE}'>{items}</Relationships>",
    })


def styles(formats, cells):
    return packed({
        "xl/_rels/workbook.xml.rels": relations(worksheet="worksheets/sheet1.xml", sharedStrings="sharedStrings.xml", styles="styles.xml"),
        "xl/styles.xml": f"<styleSheet xmlns='{MAIN}'><numFmts>{formats}</numFmts><cellXfs>{cells}</cellXfs></styleSheet>",
    })


@hostile
def many_formats():
    return styles("".join(f"<numFmt numFmtId='{i}' formatCode='{i}{'gy' * 100}'/>" for i in range(100_000)), "<xf numFmtId='1'/>")


@hostile
def many_styles():
    return styles("", "".join(f"<xf numFmtId='{i}'/>" for i in range(1_000_000)))


@hostile
def text_without_end():
    return packed({"xl/sharedStrings.xml": f"<sst xmlns='{MAIN}'><si>" + "".join(f"<r><t>{i}</t></r>" for i in range(300_000)) + "</si></sst>"})


# MARK: Large, but nothing is wrong with them

LARGE = {}


def large(function):
    LARGE[function.__name__] = function
    return function


@large
def million_empty_rows():
    """A sheet whose rows have heights and styles down to the last one."""
    rows = "".join(f"<row r='{n}' spans='1:3' ht='14.25' customHeight='1'/>" for n in range(2, 1_048_577))
    return packed({"xl/worksheets/sheet1.xml": sheet("<row r='1'><c r='A1' t='s'><v>0</v></c></row>" + rows)})


@large
def formats_of_a_kind():
    """As many and as long as they may be."""
    formats = "".join(f"<numFmt numFmtId='{i + 200}' formatCode='{i}{'gyg' * 83}'/>" for i in range(9_000))
    return styles(formats, "".join(f"<xf numFmtId='{i + 200}'/>" for i in range(9_000)))


@large
def dimension_beyond():
    return packed({"xl/worksheets/sheet1.xml": sheet("<row r='1'><c r='A1' t='s'><v>0</v></c></row>", before="<dimension ref='A1:ZZZZ1000000000'/><cols><col min='1' max='1000000000' hidden='1'/></cols>")})
