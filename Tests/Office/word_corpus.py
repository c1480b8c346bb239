#!/usr/bin/env python3
"""Writes the Word files that other programs make: Tests/Office/word_corpus.py

The files are in the repository, since LibreOffice takes minutes to install. To write them again:

    python3 -m venv /tmp/corpus
    /tmp/corpus/bin/pip install python-docx==1.2.0 pillow==11.3.0
    apt-get install -y --no-install-recommends pandoc libreoffice-writer-nogui
    /tmp/corpus/bin/python Tests/Office/word_corpus.py

What must come out of each is in NAME.md and NAME.txt (what is said of it), read against what is declared here before it
was accepted.
"""

import io
import re
import subprocess
import tempfile
import zipfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "OfficeFilesTests/Fixtures/word"
STAMP = (2024, 1, 1, 0, 0, 0)

A = "今年7月，西陵区政协委员到学院街道开展协商活动，听取居民对路灯改造的意见。"
B = "会上，委员、居民代表和区住建局围绕路灯的位置、亮度和费用进行了讨论，共提出意见12条。"
C = "目前，12盏路灯已全部安装到位，居民夜间出行更加方便。"


def picture(colour=(200, 80, 40)):
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, "PNG")
    out.seek(0)
    return out


def fixed(path):
    """The same zip file with one date, so that writing it again changes nothing."""
    old = zipfile.ZipFile(path)
    names = [(name, old.read(name)) for name in old.namelist()]
    old.close()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in names:
            entry = zipfile.ZipInfo(name, STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, content)


def python_docx(path):
    """Styles of Word: headings, lists, a table of fields, a table with merged cells, a picture with its caption."""
    import docx
    from docx.enum.text import WD_BREAK
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    document = docx.Document()
    document.core_properties.author = "西陵区政协"
    document.add_heading("路灯亮起来", 0)
    table = document.add_table(rows=0, cols=2)
    for name, value in [("地区", "湖北省/宜昌市/西陵区"), ("日期", "2022年8月31日"), ("状态", "已解决"),
                        ("场次", "２场"), ("成效", "")]:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = name, value
    document.add_heading("基本情况", 1)
    paragraph = document.add_paragraph("今年")
    paragraph.add_run("７月").bold = True
    paragraph.add_run("，西陵区政协委员到学院街道开展协商活动，见")
    link = OxmlElement("w:hyperlink")
    part = document.part
    link.set(qn("r:id"), part.relate_to("https://example.org/a?b=(1)", RELATIONSHIP_TYPE.HYPERLINK, True))
    run = paragraph.add_run("公开的记录")
    link.append(run._r)
    paragraph._p.append(link)
    paragraph.add_run("。")
    document.add_heading("摸清底数", 2)
    document.add_paragraph("走访居民", style="List Bullet")
    document.add_paragraph("登记损坏的路灯", style="List Bullet")
    document.add_paragraph("逐盏编号", style="List Bullet 2")
    document.add_paragraph("议定位置", style="List Number")
    document.add_paragraph("议定费用", style="List Number")
    document.add_heading("协商解决", 2)
    document.add_paragraph(B)
    document.add_picture(picture())
    document.add_paragraph("图1 居民在协商会上发言", style="Caption")
    table = document.add_table(rows=4, cols=3)
    table.style = "Table Grid"
    rows = [["单位", "协商场次", ""], ["", "2021年", "2022年"], ["西陵区", "８", "12"], ["伍家岗区", "5|6", "*"]]
    for row, texts in zip(table.rows, rows):
        for cell, text in zip(row.cells, texts):
            if text:
                cell.text = text
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(3, 2).paragraphs[0].add_run("待报")
    table.cell(3, 2).add_paragraph("已催")
    document.add_heading("结果", 1)
    paragraph = document.add_paragraph(C)
    paragraph.add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("* 不是列表，5*6 是乘法，<b> 不是代码，A&amp;B 也不是；x_1、`命令`、[甲](乙)、~~丙~~。")
    section = document.sections[0]
    section.header.paragraphs[0].text = "政协工作材料"
    section.footer.paragraphs[0].text = "第 1 页"
    document.save(path)


def pandoc(path):
    """What pandoc makes of Markdown: its styles, footnotes, nested lists, a quote."""
    source = f"""---
title: 路灯亮起来
---

地区：湖北省/宜昌市/西陵区

日期：2022-08-31

# 基本情况

{A}[^1]

> 居民说：“早该装了。”

1.  议定位置
2.  议定费用
    - 市里出一半
    - 区里出一半

# 结果

{C}*重点*是**“照明”**。

| 项目 | 数量 |
|------|------|
| 路灯 | 12   |
| 电缆 | 3    |

[^1]: 见区政协工作报告。
"""
    subprocess.run(["pandoc", "-f", "markdown", "-o", str(path)], input=source.encode(), check=True)


def libreoffice(path):
    """What LibreOffice makes of a web page: its own styles and lists."""
    page = f"""<!DOCTYPE html><html lang="zh"><meta charset="utf-8"><body>
<h1>路灯亮起来</h1>
<p>地区：湖北省/宜昌市/西陵区<br>日期：2022年8月31日</p>
<h2>一、基本情况</h2><p>{A}</p><p>{B}</p>
<ul><li>走访居民<ul><li>逐户登记</li></ul></li><li>现场察看</li></ul>
<ol><li>议定位置</li><li>议定费用</li></ol>
<h2>二、结果</h2><p>{C}<b>居民满意</b>，<a href="https://example.org/">见记录</a>。</p>
<table border="1"><tr><th>项目</th><th>数量</th></tr><tr><td>路灯</td><td>12</td></tr></table>
</body></html>"""
    with tempfile.TemporaryDirectory() as folder:
        name = Path(folder, "a.html")
        name.write_text(page, encoding="utf-8")
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--infilter=HTML (StarWriter)",
             "--convert-to", "docx:MS Word 2007 XML", "--outdir", folder, str(name)], check=True, capture_output=True)
        path.write_bytes(Path(folder, "a.docx").read_bytes())


# Files by hand, as WPS writes them.

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = (
    f'xmlns:w="{MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)


def relations(*items):
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    rows = "".join(
        f'<Relationship Id="{id}" Type="{base}{kind}" Target="{target}"'
        + (' TargetMode="External"' if external else "") + "/>"
        for id, kind, target, external in items)
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def p(text="", properties="", runs=""):
    words = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{words}{runs}</w:p>"


def write(path, body, parts=(), links=()):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        def put(name, text):
            entry = zipfile.ZipInfo(name, STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            head = b"" if isinstance(text, bytes) else b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
            file.writestr(entry, head + (text if isinstance(text, bytes) else text.encode()))
        put("[Content_Types].xml", TYPES)
        put("_rels/.rels", relations(("rId1", "officeDocument", "word/document.xml", False)))
        put("word/document.xml", f"<w:document {NAMES}><w:body>{body}</w:body></w:document>")
        put("word/_rels/document.xml.rels", relations(*links))
        for name, text in parts:
            put(name, text)


STYLES = f"""<w:styles {NAMES}><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="1"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 1"/><w:basedOn w:val="1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="3"><w:name w:val="heading 2"/><w:basedOn w:val="1"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="9"><w:name w:val="toc 1"/><w:basedOn w:val="1"/></w:style>
<w:style w:type="paragraph" w:styleId="a5"><w:name w:val="二级标题"/><w:basedOn w:val="1"/></w:style></w:styles>"""

NUMBERING = f"""<w:numbering {NAMES}>
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimalEnclosedCircle"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num><w:num w:numId="4"><w:abstractNumId w:val="3"/></w:num>
<w:num w:numId="5"><w:abstractNumId w:val="3"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>"""


def numbered(number, level=0):
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def field(code, result):
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'<w:r><w:t>{result}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>')


def like_wps(path):
    """A document as offices write it: no styles, a centred title in large letters, numbers that are typed, blanks in front."""
    centred = '<w:jc w:val="center"/>'
    large = '<w:r><w:rPr><w:b/><w:sz w:val="44"/></w:rPr><w:t>{}</w:t></w:r>'
    body = "".join([
        p(properties=centred, runs=large.format("学院街道路灯改造")),
        p(properties=centred, runs=large.format("协商工作情况")),
        p(properties=centred, text="——西陵区政协“家话西陵”协商纪实"),
        p(),
        p("类型：案例"), p("地　区：湖北省/宜昌市/西陵区"), p("日期：２０２２年８月３１日"),
        p("议题：基础设施"), p("作者：张三"),
        p("一、基本情况", '<w:ind w:firstLineChars="200"/>'), p("　　" + A),
        p("（一）摸清底数"), p("社区走访居民２００余户，逐户登记路灯损坏的位置和时间,并在街道公示。"),
        p("1.现场察看"), p("委员两次到现场，逐盏查看，登记了损坏的路灯和居民的意见。"),
        p("2.会商方案"), p("住建局拿出两个方案，委员、居民和社区一起比较，选定了第二个。"),
        p("（二）协商解决"), p(B + "<w:br/>".join([]), runs="<w:r><w:br/></w:r><w:r><w:t>住建局当场答复，年底前完成。</w:t></w:r>"),
        p("二、工作成效"), p("●安装路灯１２盏"), p("●铺设电缆３千米"), p(C),
        p("西陵区政协办公室", '<w:jc w:val="right"/>'), p("2022年9月1日", '<w:jc w:val="right"/>'),
    ])
    write(path, body)


def numbers(path):
    """Numbers that Word puts in front, heads of levels by outline, restarted lists, a contents table, links in fields."""
    body = "".join([
        p("路灯亮起来", '<w:pStyle w:val="2"/>'),
        p(properties='<w:pStyle w:val="9"/>', runs='<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>一、基本情况</w:t><w:tab/><w:t>1</w:t></w:r>'),
        p("二、结果", '<w:pStyle w:val="9"/>'), p(runs='<w:r><w:fldChar w:fldCharType="end"/></w:r>'),
        p("地区：湖北省/宜昌市/西陵区"),
        p("基本情况", '<w:pStyle w:val="3"/>' + numbered(1)), p(A),
        p("摸清底数", '<w:pStyle w:val="a5"/>' + numbered(1, 1)), p(B),
        p("协商解决", '<w:outlineLvl w:val="1"/>' + numbered(1, 1)), p(C),
        p("结果", '<w:pStyle w:val="3"/>' + numbered(1)),
        p("第一项", numbered(2)), p("第二项", numbered(2)),
        p("走访", numbered(3)), p("登记", numbered(3)),
        p("甲", numbered(4)), p("乙", numbered(4)), p("中间一段。"), p("丙", numbered(4)), p("重来", numbered(5)),
        p(runs="<w:r><w:t>见</w:t></w:r>" + field('HYPERLINK "https://example.org/记录"', "公开的记录")
          + "<w:r><w:t>和图</w:t></w:r>" + field("SEQ 图 \\* ARABIC", "1")
          + '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>EQ \\o\\ac(○,3)</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>。</w:t></w:r>'),
        p(runs='<w:r><w:t>每平方米m</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>'
          '<w:r><w:t>，</w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>作废，</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t> 斜体 </w:t></w:r>'
          '<w:r><w:rPr><w:b/></w:rPr><w:t>粗</w:t></w:r><w:r><w:rPr><w:b w:val="1"/></w:rPr><w:t>体</w:t></w:r><w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t>。</w:t></w:r>'),
    ])
    write(path, body, [("word/styles.xml", STYLES), ("word/numbering.xml", NUMBERING)],
          [("rId1", "styles", "styles.xml", False), ("rId2", "numbering", "numbering.xml", False)])


def changes(path):
    """Tracked changes, comments, text boxes, charts, objects, equations, hidden text: kept, or said."""
    author = 'w:id="1" w:author="李四" w:date="2022-09-01T00:00:00Z"'
    box = (
        '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:docPr id="2" name="文本框 1"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx><w:txbxContent>'
        + p("框里的话：灯亮了。") + "</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>" + p("框里的话：灯亮了。")
        + "</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>")
    shown = (
        '<w:r><w:drawing><wp:inline><wp:docPr id="3" name="图片 3" descr="{}"/><a:graphic><a:graphicData><pic:pic><pic:blipFill>'
        '<a:blip r:embed="{}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>')
    body = "".join([
        p("路灯亮起来", '<w:jc w:val="center"/>'), p("地区：湖北省/宜昌市/西陵区"),
        p(runs=f'<w:r><w:t>装了</w:t></w:r><w:del {author}><w:r><w:delText>十</w:delText></w:r></w:del>'
          f'<w:ins {author}><w:r><w:t>12</w:t></w:r></w:ins><w:r><w:t>盏灯</w:t></w:r><w:r><w:commentReference w:id="0"/></w:r>'
          '<w:r><w:rPr><w:vanish/></w:rPr><w:t>内部掌握</w:t></w:r><w:r><w:t>。</w:t></w:r>'),
        p("这一段和", f"<w:rPr><w:del {author}/></w:rPr>"), p("下一段合成一段，是因为段落标记删了。"),
        p("有框。", runs=f"<w:r>{box}</w:r>"),
        p(runs=shown.format("", "rId3")), p("图2 新装的路灯"),
        p(runs=shown.format("会场全景", "rId3")), p(runs=shown.format("", "rId4")), p(runs=shown.format("", "rId5")),
        p(runs='<w:r><w:drawing><wp:inline><wp:docPr id="9" name="图表 1" descr="各区场次"/><a:graphic><a:graphicData>'
          '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="rId6"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'),
        p(runs='<w:r><w:object><v:shape><v:imagedata r:id="rId4"/></v:shape><o:OLEObject ProgID="Excel.Sheet.12" r:id="rId7"/></w:object></w:r>'),
        p("满意率为", runs='<m:oMath><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>c</m:t></m:r></m:den></m:f></m:oMath><w:r><w:t>。</w:t></w:r>'),
        '<w:tbl><w:tr><w:tc>' + p("框成一格的话不是表格。") + "</w:tc></w:tr></w:tbl>",
        p("脚注见此", runs='<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>，尾注见此</w:t></w:r><w:r><w:endnoteReference w:id="1"/></w:r><w:r><w:t>。</w:t></w:r>'),
    ])
    footnotes = (
        f'<w:footnotes {NAMES}><w:footnote w:type="separator" w:id="0">{p()}</w:footnote>'
        f'<w:footnote w:id="2">{p("见报告。")}</w:footnote></w:footnotes>')
    endnotes = f'<w:endnotes {NAMES}><w:endnote w:id="1">{p("第一段。")}{p("第二段。")}</w:endnote></w:endnotes>'
    header = f"<w:hdr {NAMES}>{p('内部材料')}</w:hdr>"
    write(path, body, [
        ("word/footnotes.xml", footnotes), ("word/endnotes.xml", endnotes), ("word/header1.xml", header),
        ("word/media/image1.png", picture().read()), ("word/media/image2.emf", b"\1\0\0\0" + bytes(100))],
        [("rId1", "footnotes", "footnotes.xml", False), ("rId2", "endnotes", "endnotes.xml", False),
         ("rId3", "image", "media/image1.png", False), ("rId4", "image", "media/image2.emf", False),
         ("rId5", "image", "file:///C:/a.png", True), ("rId6", "chart", "charts/chart1.xml", False),
         ("rId7", "package", "embeddings/a.xlsx", False), ("rId8", "header", "header1.xml", False)])


def form(path):
    """A form that is a table of two pairs of columns, with long texts in it, and a report of numbers."""
    def row(*cells):
        return "<w:tr>" + "".join(
            f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>{"".join(p(line) for line in text.split("/n"))}</w:tc>'
            for text, span in cells) + "</w:tr>"
    body = p("工作情况报告表", '<w:jc w:val="center"/>') + "<w:tbl>" + "".join([
        row(("标题", 1), ("西陵区2022年协商情况", 3)),
        row(("地区", 1), ("湖北省/宜昌市/西陵区", 1), ("时期", 1), ("2022年", 1)),
        row(("数据", 1), ("协商场次：12场；解决问题：30件", 3)),
        row(("主要做法", 1), (A + "/n" + B, 3)),
        row(("备注", 1), ("无", 3)),
    ]) + "</w:tbl>"
    write(path, body)


def manual(path):
    """The document that the manual imports."""
    author = 'w:id="1" w:author="李四" w:date="2026-03-20T00:00:00Z"'
    body = "".join([
        p("老街装路灯", '<w:jc w:val="center"/>'),
        p("地区：浙江省/湖州市/吴兴区"), p("日期：２０２６年３月１２日"), p("状态：已解决"), p("场次：2场"),
        p("一、反映问题"), p("老街晚上没有路灯，居民出门不便，向委员反映了三次。"),
        p("二、协商办理"), p("委员、居民和街道商量两次，商定装１２盏灯,由街道出钱。", runs='<w:r><w:commentReference w:id="0"/></w:r>'),
        p("●老街东段8盏"), p("●老街西段4盏"),
        p("三、办理结果"), p(runs=f'<w:r><w:t>路灯已</w:t></w:r><w:ins {author}><w:r><w:t>全部</w:t></w:r></w:ins><w:r><w:t>装好，居民满意。</w:t></w:r>'),
    ])
    write(path, body)


if __name__ == "__main__":
    manual(FOLDER.parents[2] / "Manual/site/来稿.docx")
    FOLDER.mkdir(parents=True, exist_ok=True)
    for make in [python_docx, pandoc, libreoffice, like_wps, numbers, changes, form]:
        path = FOLDER / (re.sub("_", "-", make.__name__) + ".docx")
        make(path)
        if make in (python_docx, pandoc, libreoffice):
            fixed(path)
        print(path.name)
