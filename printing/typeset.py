"""Sets pages as PDF by WeasyPrint, with what Chinese papers need beyond it.

    python3 typeset.py <requests >answers

A request is a line of JSON, and so is its answer; one process sets as many sheets as there are requests:

    {"page": "/tmp/x/0.html", "pdf": "/tmp/x/0.pdf", "address": "https://…/briefings/1/", "archive": "3a",
     "attachments": [{"path": "/tmp/x/0.csv", "name": "figures.csv", "about": "本期数据"}]}
    {"pages": 4, "missing": [{"character": "塆", "before": "黄陂区大余", "after": "村"}], "warnings": []}
    {"error": "…"}

`archive` (`2a`, `3a`) asks for PDF/A beside PDF/UA; only `3a` holds attachments. A page fetches nothing but what it
brings with it in `data:` addresses: whatever else it asks for is an error.

What this file adds needs the insides of WeasyPrint 70. Under another version the page is set without it, and the first
line of output says so: {"weasyprint": "62.3", "complete": false}
"""

import csv
import json
import logging
import re
import sys
from base64 import b64encode
from datetime import datetime, timezone
from io import BytesIO, StringIO
from math import ceil
from xml.etree.ElementTree import Element, SubElement

import weasyprint
from fontTools import subset
from weasyprint import Attachment, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher

# The version whose insides this file knows.
KNOWN = "70."
# One line of the type area, and its width, in CSS pixels (`briefing.css`: --line, 156 mm).
LINE, WIDTH = 28.98 * 4 / 3, 156 / 25.4 * 96

# MARK: Fonts

# Fandol's 仿宋 and 楷体 have letters, digits and marks of another style; those of its 宋体 go with them, in the same width.
MARKS = [(0x20, 0x24F), (0x2010, 0x205E), (0x3000, 0x3003), (0x3008, 0x3011), (0x3014, 0x301B), (0xFF01, 0xFF5E)]


def font_file(fonts, name):
    """The path of an installed font, by its PostScript name."""
    from weasyprint.text.ffi import ffi, fontconfig
    pattern = ffi.gc(fontconfig.FcPatternCreate(), fontconfig.FcPatternDestroy)
    fontconfig.FcPatternAddString(pattern, b"postscriptname", name.encode())
    fontconfig.FcConfigSubstitute(fonts._config, pattern, fontconfig.FcMatchFont)
    fontconfig.FcDefaultSubstitute(pattern)
    found = fontconfig.FcFontMatch(fonts._config, pattern, ffi.new("FcResult *"))
    values = {}
    for key in ("postscriptname", "file"):
        text = ffi.new("FcChar8 **")
        if found != ffi.NULL and not fontconfig.FcPatternGetString(found, key.encode(), 0, text):
            values[key] = ffi.string(text[0]).decode()
    return values.get("file") if values.get("postscriptname") == name else None


def add_marks(fonts):
    """Makes a family of the letters and marks of FandolSong alone: fontconfig leaves a whole font that has all characters
    of the next one no place before it."""
    path = font_file(fonts, "FandolSong-Regular")
    if path is None:
        return
    options = subset.Options()
    options.layout_features, options.name_IDs = [], []
    font = subset.load_font(path, options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[it for first, last in MARKS for it in range(first, last + 1)])
    subsetter.subset(font)
    # The lines of one family are as high as those of the other.
    font["hhea"].ascent, font["hhea"].descent = 880, -120
    font["OS/2"].sTypoAscender, font["OS/2"].sTypoDescender = 880, -120
    content = BytesIO()
    font.save(content)
    address = "data:font/otf;base64," + b64encode(content.getvalue()).decode()
    source = {"font_family": "Fandol Marks", "src": (("external", address),)}
    fonts.add_font_face(source, URLFetcher(allowed_protocols=["data"]))


# The part of the style that no browser knows: bookmarks, notes at the foot of a page, numbers in rings.
PAGED = """
@counter-style ringed { system: fixed; symbols: ① ② ③ ④ ⑤ ⑥ ⑦ ⑧ ⑨ ⑩ ⑪ ⑫ ⑬ ⑭ ⑮ ⑯ ⑰ ⑱ ⑲ ⑳; suffix: "" }
h1, h2, h3, h4, h5, h6 { bookmark-level: none; bookmark-label: attr(data-label) }
h1, .annex h2, .body .annex-head { bookmark-level: 1 }
.body h2 { bookmark-level: 2 }
.body h3 { bookmark-level: 3 }
.body ol ol ol > li::before { content: counter(item, ringed) }
.footnote { float: footnote; footnote-display: block }
.footnote::footnote-call { content: counter(footnote, ringed); font-size: 10.5pt; line-height: 0; vertical-align: super }
.footnote::footnote-marker { content: counter(footnote, ringed); padding-right: .25em }
.baowei { margin-top: 10pt }
"""

# MARK: Characters

BREAK = "\u200b"
OPENING, CLOSING = "“‘（《〈「『【〔［｛(", "”’）》〉」』】〕］｝)，。、；：！？…—·,.;:!?"
WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffee“”‘’—…·\u3000①-⒛★☆\U00020000-\U0003fffd]")
# What has no place to break, and may be as long as a line: addresses, names of files.
LONG_WORD = re.compile(r"[!-~]{13,}")


def is_wide(character):
    return bool(WIDE.match(character))


def width(text):
    """The room a text takes, in ems of its size."""
    return sum(1 if is_wide(it) else 0.55 for it in text)


def breakable(text):
    """The text with a sign that takes no room wherever a line may end and Pango does not know it.

    Pango breaks on neither side of “ and ”: 推进“一线 has a place before “, 行动”取得 one after ”. In a long address a
    line may end after a mark, or anywhere if there is none near.
    """
    text = re.sub(r"([^\s%s\u200b])(?=[“‘])" % re.escape(OPENING), r"\1" + BREAK, text)
    text = re.sub(r"([”’])(?=[^\s%s\u200b])" % re.escape(CLOSING), r"\1" + BREAK, text)
    return LONG_WORD.sub(lambda it: re.sub(r"(:?/+|[.?&=_%#-]|[^/.?&=_%#:-]{12}(?=...))(?=.)", r"\1" + BREAK, it[0]), text)


# MARK: Lines

def may_open(before, after):
    """Whether a line may be stretched between two characters: not in a word, a number, —— or ……."""
    if before == after and before in "—…":
        return False
    if " " in (before, after):
        return before == " "
    return is_wide(before) or is_wide(after)


def line_texts(box):
    """The text boxes of a line, in order; None for what else takes room in it."""
    from weasyprint.formatting_structure import boxes
    if isinstance(box, boxes.TextBox):
        yield box
    elif isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        for child in box.children:
            if child.is_in_normal_flow():
                yield from line_texts(child)
    else:
        yield None


def justify_line(context, line, extra):
    """Stretches a line by `extra` pixels: evenly between Chinese characters, and at blanks."""
    characters = []
    for box in line_texts(line):
        if box is None:
            characters.append((None, 0, "\ufffc"))
        else:
            characters += [(box, i, it) for i, it in enumerate(box.text.replace(BREAK, ""))]
    pairs = list(zip(characters, characters[1:]))
    gaps = [a for a, b in pairs if a[0] is not None and may_open(a[2], b[2])]
    # A line that is nearly one long word would be torn at its few gaps.
    if not gaps or extra / len(gaps) > line.style["font_size"] / 2:
        gaps = [a for a, b in pairs if a[0] is not None and not (a[2] == b[2] and a[2] in "—…")]
    if not gaps:
        return
    # The PDF has widths in whole thousandths of the size: what one gap is short of, the next has more.
    spread, carried = {}, 0
    for box, index, _ in gaps:
        wanted, size = extra / len(gaps) + carried, box.style["font_size"]
        thousandths = round(wanted * 1000 / size)
        carried = wanted - thousandths * size / 1000
        spread.setdefault(id(box), {})[index] = thousandths
    stretch(context, line, spread, 0)


def stretch(context, box, spread, moved):
    """Moves a box, and what is in it, by what was opened before it. Returns what is opened up to its end."""
    from weasyprint.formatting_structure import boxes
    from weasyprint.text.line_break import create_layout
    if isinstance(box, boxes.TextBox):
        box.position_x += moved
        if own := spread.get(id(box)):
            # Some readers lose the widths beside a sign of no width.
            text = box.text.replace(BREAK, "")
            layout = create_layout(text, box.style, context, max_width=None, justification_spacing=0)
            layout.spread = own
            layout.deactivate()
            box.pango_layout = layout
            opened = sum(own.values()) * box.style["font_size"] / 1000
            box.width += opened
            moved += opened
    elif isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        before = moved
        box.position_x += moved
        for child in box.children:
            if child.is_in_normal_flow():
                moved = stretch(context, child, spread, moved)
        box.width += moved - before
    else:
        box.translate(moved, 0)
    return moved


def spreading(get_first_line):
    """`Layout.get_first_line`, with the glyphs of a stretched line as wide as they are printed."""
    from weasyprint.text.ffi import ffi

    def first_line(self):
        line, index = get_first_line(self)
        spread = getattr(self, "spread", None)
        if not spread or getattr(self, "spread_in", None) is self.layout:
            return line, index
        self.spread_in = self.layout
        bytes_before, opened = 0, {}
        for i, character in enumerate(self.text):
            if i in spread:
                opened[bytes_before] = spread[i]
            bytes_before += len(character.encode())
        unit = self.style["font_size"] * 1024 / 1000
        run = line.runs[0]
        while run != ffi.NULL:
            item, glyphs = run.data.item, run.data.glyphs
            for i in range(glyphs.num_glyphs):
                start = glyphs.log_clusters[i]
                if i + 1 < glyphs.num_glyphs:
                    end = glyphs.log_clusters[i + 1]
                else:
                    end = item.length
                more = sum(opened.get(item.offset + it, 0) for it in range(start, end))
                if more:
                    geometry = glyphs.glyphs[i].geometry
                    geometry.width = ceil((round(geometry.width / unit) + more) * unit)
            run = run.next
        return line, index

    return first_line


def on_one_baseline(split_first_line):
    """`split_first_line`, with the height and baseline of the style's first font: a character of another font would make
    its line higher."""
    from weasyprint.text.line_break import strut

    def first_line(text, style, *arguments, **options):
        layout, length, resume_at, width, _, _ = split_first_line(text, style, *arguments, **options)
        line_height, baseline = strut(style)
        return layout, length, resume_at, width, style["font_size"], baseline - (line_height - style["font_size"]) / 2

    return first_line


def with_foot(layout_document):
    """`layout_document`, with the foot of the sheet at the lower edge of the last page, below the notes of that page.

    It is laid out after the text: one that is higher than what is left goes to a page of its own, and one that is higher
    than a page over as many as it needs.
    """
    def layout(*arguments, **options):
        pages = list(layout_document(*arguments, **options))
        page = pages[-1]
        if foot := foot_of(page):
            if notes := notes_of(page):
                notes.translate(dy=-foot.margin_height())
            foot.translate(dy=page.content_box_y() + page.height - foot.position_y - foot.margin_height())
        return pages

    return layout


def foot_of(page):
    """The box of the foot of the sheet, or of the part of it that is on a page."""
    boxes = page.children[0].descendants()
    return next((it for it in boxes if it.element is not None and has_class(it.element, "baowei")), None)


def notes_of(page):
    """The box of the notes of a page."""
    from weasyprint.formatting_structure.boxes import FootnoteAreaBox
    return next((it for it in page.children if isinstance(it, FootnoteAreaBox) and it.children), None)


# MARK: The page

def has_class(element, name):
    return name in element.get("class", "").split()


def elements(root, *tags):
    return [it for it in root.iter() if it.tag in tags]


def text_of(element):
    return "".join(element.itertext())


def prepare(root, has_endnotes=False, has_long_foot=False):
    """What the form asks for and CSS cannot say.

    `has_endnotes`: notes are after the text instead of at the foot of its pages. `has_long_foot`: the foot of the sheet is
    higher than a page, and goes on over pages.
    """
    parents = {child: parent for parent in root.iter() for child in parent}
    for head in elements(root, "head"):
        SubElement(head, "style").text = PAGED
    for body in (it for it in root.iter() if has_class(it, "body")):
        if has_endnotes:
            set_endnotes(body)
        else:
            set_footnotes(body, parents)
        for paragraph in elements(body, "p"):
            set_run_in(paragraph)
        set_annexes(root, body)
    for foot in (it for it in root.iter() if has_class(it, "baowei")):
        if has_long_foot:
            foot.set("class", "baowei long")
        # Those who answer for the issue, and the number of copies, are one row.
        last = [it for it in foot if has_class(it, "responsible") or has_class(it, "copies")]
        if len(last) == 2:
            row = Element("div", {"class": "row"})
            for part in last:
                foot.remove(part)
                row.append(part)
            foot.append(row)
    for heading in elements(root, "h1", "h2", "h3", "h4"):
        heading.set("data-label", "".join(text_of(heading).split()) if heading.tag == "h1" else text_of(heading))
    for table in elements(root, "table"):
        set_table(table)
    for listing in elements(root, "ol"):
        if (start := listing.get("start", "")).isdecimal():
            listing.set("style", f"counter-reset: item {int(start) - 1}")
    for holder in list(root.iter()):
        for place, drawing in enumerate(list(holder)):
            if drawing.tag == SVG + "svg":
                set_chart(drawing)
                if bars := bars_of(drawing):
                    bars.tail = drawing.tail
                    holder[place] = bars
                    holder.set("class", (holder.get("class", "") + " barred").strip())
    for element in root.iter():
        if element.tag in ("style", "script", "title", "head", "svg") or not isinstance(element.tag, str):
            continue
        if element.text and "{" not in element.tag:
            element.text = breakable(element.text)
        if element.tail:
            element.tail = breakable(element.tail)


# The label of an annex, alone or before its title: 附件, 附件2, 附件1　名称, 附件2：照片; 附件清单 is none.
ANNEX = re.compile(r"(附件\s*(\d+|[一二三四五六七八九十]+)?)\s*(?:$|[：:．.\s]\s*(.*)|(?<=\d)([^\s和与及至、，的之—-].*))", re.S)
NUMBERED = re.compile(r"[一二三四五六七八九十]+、|（|\d+[.．、]|第\S+[章节条]")


def set_annexes(root, body):
    """Gives the annexes of the author's own, which are headings in the text, their labels and titles, and names all
    annexes of the sheet after the text itself. `Sheet+Annexes.swift` does the same for Word."""
    named, first = [], None
    for heading in elements(body, "h2", "h3", "h4", "h5", "h6"):
        found = ANNEX.fullmatch(text_of(heading).strip())
        if not found:
            continue
        holder = next(it for it in body.iter() if heading in list(it))
        place = list(holder).index(heading) + 1
        title = (found[3] or found[4] or "").strip()
        if title:
            holder.insert(place, Element("p", {"class": "annex-title"}))
            holder[place].text = title
        elif place < len(holder) and is_annex_title(holder[place]):
            holder[place].tag = "p"
            holder[place].set("class", "annex-title")
            title = text_of(holder[place]).strip()
        heading.text = "附件" + (found[2] or "")
        for child in list(heading):
            heading.remove(child)
        heading.set("class", "annex-head")
        first = first or (holder, heading)
        number = int(found[2]) if (found[2] or "").isdecimal() else len(named) + 1
        named.append((number, title or heading.text))
    if not named:
        return
    holder, heading = first
    before = list(holder)[:list(holder).index(heading)]
    for notes in [it for it in holder if has_class(it, "endnotes")]:
        holder.remove(notes)
        holder.insert(list(holder).index(heading), notes)
    # An author who has named them does not want them twice.
    if any(it.tag == "p" and re.match("附件[：:]", text_of(it)) for it in before):
        return
    for figures in [it for it in root.iter() if has_class(it, "annex-list")]:
        next(it for it in root.iter() if figures in list(it)).remove(figures)
        named.append((max(number for number, _ in named) + 1, text_of(figures).partition("：")[2]))
    for rank, (number, title) in enumerate(named):
        names = ["annex-list", "following" if rank else "", "single" if len(named) == 1 else ""]
        line = Element("p", {"class": " ".join(names).strip()})
        line.text = "附件：" if rank == 0 else ""
        if len(named) == 1:
            line.text += title
        else:
            mark = SubElement(line, "span", {"class": "annex-number"})
            mark.text, mark.tail = f"{number}. ", title
        holder.insert(list(holder).index(heading), line)


def is_annex_title(element):
    """Whether what follows the label of an annex is its title: a short paragraph, or a heading without a number."""
    text = text_of(element).strip()
    if element.tag == "p":
        return 0 < len(text) <= 60 and text[-1] not in "。；：;:"
    return element.tag in ("h2", "h3", "h4", "h5", "h6") and not ANNEX.fullmatch(text) and not NUMBERED.match(text)


def set_run_in(paragraph):
    """Gives the lead of `（一）标题。正文` a face of its own: up to the first full stop; 出席： up to the colon."""
    text = paragraph.text or ""
    if re.match("（[一二三四五六七八九十]+）", text):
        kind, mark = "run-in", "。"
    elif re.match("(出席|列席|缺席|请假|主持|记录|时间|地点|议题)[人员者]*：", text):
        kind, mark = "label", "："
    else:
        return
    lead = Element("span", {"class": kind})
    if mark in text:
        end = text.index(mark) + 1
        lead.text, lead.tail, paragraph.text = text[:end], text[end:], ""
        paragraph.insert(0, lead)
        return
    lead.text, moved = text, []
    for child in paragraph:
        moved.append(child)
        tail = child.tail or ""
        if mark in tail:
            end = tail.index(mark) + 1
            lead.tail, child.tail = tail[end:], tail[:end]
            break
    paragraph.text = ""
    for child in moved:
        paragraph.remove(child)
        lead.append(child)
    paragraph.insert(0, lead)


def set_endnotes(body):
    """Leaves the notes after the text, with numbers in rings where they are called."""
    for link in [it for reference in body.iter() if has_class(reference, "footnote-ref") for it in elements(reference, "a")]:
        if (number := (link.text or "").strip()).isdecimal() and 0 < int(number) <= 20:
            link.text = chr(0x2460 + int(number) - 1)
    for section in [it for it in body.iter() if has_class(it, "footnotes")]:
        section.set("class", "footnotes endnotes")


def set_footnotes(body, parents):
    """Moves each note to its first reference, so that it comes to the foot of that page."""
    sections = [it for it in body.iter() if has_class(it, "footnotes")]
    notes = {it.get("id"): it for section in sections for it in elements(section, "li")}
    numbers = {}
    for reference in [it for it in body.iter() if has_class(it, "footnote-ref")]:
        links = elements(reference, "a")
        name = links[0].get("href", "#")[1:] if links else None
        note = notes.get(name)
        # A second reference to a note is its number.
        if 0 < numbers.get(name, 0) <= 20:
            links[0].text = chr(0x2460 + numbers[name] - 1)
        if note is None or any(it in parents and parents[it] in sections for it in ancestors(reference, parents)):
            continue
        del notes[name]
        numbers[name] = len(numbers) + 1
        for back in [it for it in note.iter() if has_class(it, "footnote-backref")]:
            holder = next(it for it in note.iter() if back in list(it))
            holder.remove(back)
        reference.tag, reference.text = "span", None
        reference.set("class", "footnote")
        reference.set("id", name)
        for child in list(reference):
            reference.remove(child)
        reference.text = (note.text or "").strip() or None
        reference.extend(list(note))
        for paragraph in elements(reference, "p"):
            paragraph.tag = "span"
            if paragraph.tail is not None:
                paragraph.tail = paragraph.tail.strip() or None
    for section in sections:
        for listing in elements(section, "ol", "ul"):
            for item in [it for it in listing if it.get("id") and it.get("id") not in notes]:
                listing.remove(item)
        if not elements(section, "li"):
            parents[section].remove(section)


def ancestors(element, parents):
    while element is not None:
        yield element
        element = parents.get(element)


def set_table(table):
    """Keeps short words in a cell whole, as far as the columns have room; many columns get smaller type."""
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in elements(table, "tr")]
    columns = max((len(row) for row in rows), default=0)
    if columns == 0:
        return
    # The head of a column may be two lines: 平台 and （个）.
    for cell in (it for head in elements(table, "thead") for it in elements(head, "th")):
        pieces = re.split(r"(?=（)", (cell.text or "").strip()) if len(cell) == 0 else []
        if len(pieces) > 1:
            cell.text = None
            for piece in pieces:
                span = Element("span", {"class": "short"})
                span.text, span.tail = piece, BREAK
                cell.append(span)
    widths = [[longest_piece(cell) for cell in row] for row in rows]
    numbers = [[longest_number(cell) for cell in row] for row in rows]
    name, limit = fitting(widths, numbers, columns)
    if limit == 0:
        logging.getLogger("weasyprint.tables").warning(
            f"有一张{columns}列的表太宽，纸上放不下，有的数在中间断开了；请减少列数，或者分成两张表"
            f" (a table of {columns} columns is too wide for the paper, and numbers are broken: make two of it)")
    names = [table.get("class", ""), name, "whole" if len(rows) <= 9 else ""]
    if any(names):
        table.set("class", " ".join(filter(None, names)))
    for cell, length in ((cell, length) for row, all in zip(rows, widths) for cell, length in zip(row, all)):
        if length > limit:
            # More columns than fit: rather a torn word than one beside the paper.
            for piece in (it for it in cell if has_class(it, "short")):
                del piece.attrib["class"]
            if limit:
                keep_numbers(cell)
        elif not any(has_class(it, "short") for it in cell):
            cell.set("class", (cell.get("class", "") + " short").strip())


NUMBER = re.compile(r"[-+]?\d[\d.,:/%‰]+")


def longest_number(cell):
    return max((width(it) for it in NUMBER.findall(text_of(cell))), default=0)


def keep_numbers(cell):
    """Keeps each number in a text whole."""
    for element in list(cell.iter()):
        for holder, key, place in [(element, "text", 0)] + [(it, "tail", None) for it in list(element)]:
            text = getattr(holder, key) or ""
            found = list(NUMBER.finditer(text))
            if not found:
                continue
            at = 0 if place == 0 else list(element).index(holder) + 1
            setattr(holder, key, text[:found[0].start()])
            for match, following in zip(found, found[1:] + [None]):
                span = Element("span", {"class": "short"})
                span.text, span.tail = match[0], text[match.end():following.start() if following else None]
                element.insert(at, span)
                at += 1


def longest_piece(cell):
    """The room that a cell takes if it is broken only where it has to be."""
    pieces = text_of(cell).split(BREAK)
    for unit in [it for it in cell.iter() if has_class(it, "th-unit")]:
        pieces = [text_of(cell).replace(text_of(unit), ""), text_of(unit) + "（）"]
    return max(width(re.sub(r"\s+", " ", piece).strip()) for piece in pieces)


def fitting(widths, numbers, columns):
    """The class of the largest type, and then the longest words that are kept whole, with which all columns fit the page,
    and all numbers are whole; 0 where that cannot be."""
    for name, size, least, padding in (
            ("", 10.5, 6, 10.5), ("small-9", 9, 5, 10.5), ("small-7", 7.5, 2, 10.5), ("small-7 tight", 7.5, 2, 3.5),
            ("small-6 tight", 6.5, 2, 3.5)):
        room = (WIDTH * 0.75 - columns * padding) / size
        for limit in (20, 16, 14, 12, 10, 9, 8, 7, 6, 5, 4, 3, 2):
            needed = [
                max((max(min(row[i], limit), own[i]) for row, own in zip(widths, numbers) if i < len(row)), default=0)
                for i in range(columns)]
            if limit >= least and sum(needed) <= room:
                return name, limit
    return "small-6 tight", 0


SVG = "{http://www.w3.org/2000/svg}"
# Dark enough for text beside it, light enough to be told from it on a printer without colours.
INK = "#3f5f86"


def set_chart(drawing):
    """Gives a chart type that can be read on paper and a colour that can be printed.

    Style sheets do not reach into a drawing here.
    """
    drawing.set("font-size", "14")
    drawing.set("font-family", "FandolHei, Noto Sans CJK SC")
    for part in drawing.iter():
        names = part.get("class", "").split()
        if "solid" in names or "dot" in names:
            part.set("fill", INK)
        elif {"hollow", "open", "striped", "path", "limit"} & set(names):
            part.set("stroke", INK)
        elif "rule" in names:
            part.set("stroke", "#999")
        if part.get("font-weight"):
            part.set("font-weight", "400")


def bars_of(drawing):
    """A chart of bars as a table with a row for each: lower than the drawing, and it may go on over a page. None where
    the drawing is of another kind."""
    table, row, track = Element("table", {"class": "bars"}), None, None
    for part in drawing:
        names = part.get("class", "").split()
        if "rank" in names:
            row = SubElement(table, "tr")
            cells = [SubElement(row, "th", {"scope": "row"}), SubElement(row, "td", {"class": "track"})]
            track, number = cells[1], SubElement(row, "td", {"class": "amt"})
        elif row is None or part.tag == SVG + "line":
            continue
        elif "name" in names:
            cells[0].text = text_of(part)
        elif "amt" in names:
            number.text = text_of(part)
            number.set("data-figure", part.get("data-figure", ""))
        elif part.tag == SVG + "rect":
            kind = names[0] + (" endless" if part.get("stroke-dasharray") else "")
            SubElement(track, "span", {"class": "bar " + kind, "style": f"width: {part.get('width')}"})
    return table if row is not None else None


# MARK: The PDF

class Findings(logging.Handler):
    """What WeasyPrint says of a page."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.missing, self.warnings = [], []

    def emit(self, record):
        text = record.getMessage()
        if ".notdef glyph" in text and (found := re.search(r"U\+([0-9A-Fa-f]+)", text)):
            self.missing.append(chr(int(found[1], 16)))
        elif not re.match("Ignored |Expected a media type|Invalid media type", text):
            # What a style sheet says to browsers is no mistake.
            self.warnings.append(re.sub(r"data:[^\"\s]{40,}", "data:…", text))


def contexts(characters, root):
    """Each character that no font has, with what is before and after it where it is first."""
    text = re.sub(r"\s+", "", text_of(next(iter(elements(root, "main")), root))).replace(BREAK, "")
    found = []
    for character in dict.fromkeys(characters):
        at = text.find(character)
        before, after = (text[max(0, at - 8):at], text[at + 1:at + 9]) if at >= 0 else ("", "")
        found.append({"character": character, "before": before, "after": after})
    return found


# PDF/A knows no properties but its own: a file that is PDF/UA as well declares those of PDF/UA.
UA = """<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""


def declare_accessible(metadata):
    write = metadata.generate_rdf_metadata

    def with_accessibility(*arguments):
        before, end, after = write(*arguments).rpartition(b"</rdf:RDF>")
        return before + UA.encode() + end + after

    metadata.generate_rdf_metadata = with_accessibility


def finish(document, pdf):
    """What PDF/UA asks of a header cell, and of an attachment's place in time: none that changes."""
    elements = {it.reference: it for it in pdf.objects if isinstance(it, dict) and it.get("Type") == "/StructElem"}
    for cell in elements.values():
        if cell.get("S") != "/TH" or "A" not in cell:
            continue
        holder = elements.get(elements.get(cell["P"], {}).get("P"), {})
        cell["A"]["Scope"] = "/Column" if holder.get("S") == "/THead" else "/Row"


def figures(root):
    """The figures of a page as CSV, or None where it has none: those of the annex with all that it says of them, then
    those that are in the text alone."""
    rows, known = [["编号", "指标", "数字", "时期", "依据", "出处"]], set()
    for row in elements(root, "tr"):
        if name := row.get("data-figure"):
            rows.append([name] + [text_of(cell).strip() for cell in row])
            known.add(name)
    for element in root.iter():
        name = element.get("data-figure")
        if name and name not in known:
            rows.append([name, "", text_of(element).strip(), "", "", ""])
            known.add(name)
    if len(rows) == 1:
        return None
    table = StringIO()
    csv.writer(table).writerows(rows)
    return b"\xef\xbb\xbf" + table.getvalue().encode()


def attachments(request, table, base):
    """The write-up, and the figures that were taken from its page, with no moment of their own."""
    files = [("figures.csv", table, "本期数据", "Data")] if table else []
    for it in request.get("attachments", []):
        with open(it["path"], "rb") as file:
            files.append((it["name"], file.read(), it.get("about"), "Source"))
    moment = datetime(1980, 1, 1, tzinfo=timezone.utc)
    for name, content, about, relationship in files:
        yield Attachment(
            file_obj=BytesIO(content), base_url=base, name=name, description=about, created=moment, modified=moment,
            relationship=relationship)


def rendered(text, request, fonts, is_known, **changes):
    """The tree of a page, its figures as CSV, and its sheets."""
    # Relative links lead to the page's place in the site, never to that of the file.
    base = request.get("address") or None
    fetcher = URLFetcher(allowed_protocols=["data"], fail_on_errors=True)
    html = HTML(string=text, base_url=base, url_fetcher=fetcher, encoding=None)
    root = html.etree_element
    if not base:
        for link in elements(root, "a"):
            if not link.get("href", "").startswith(("#", "http:", "https:", "mailto:")):
                link.attrib.pop("href", None)
    table = figures(root)
    if is_known:
        prepare(root, **changes)
    return root, table, html.render(font_config=fonts)


def has_many_notes(pages):
    """Whether notes leave too little of a page for its text, or run into it: they take more than a third."""
    return any((notes := notes_of(it)) and notes.margin_height() > it.height / 3 for it in pages)


def set_sheet(request, fonts, is_known):
    findings, logger = Findings(), logging.getLogger("weasyprint")
    logger.handlers, logger.propagate = [findings], False
    logger.setLevel(logging.WARNING)
    with open(request["page"], encoding="utf-8") as file:
        text = file.read()
    root, table, document = rendered(text, request, fonts, is_known)
    # Some things have to be seen to be known; they are set once more then.
    boxes = [it._page_box for it in document.pages]
    changes = {"has_endnotes": has_many_notes(boxes), "has_long_foot": sum(foot_of(it) is not None for it in boxes) > 1}
    if is_known and any(changes.values()):
        findings.missing.clear()
        findings.warnings.clear()
        root, table, document = rendered(text, request, fonts, is_known, **changes)
    archive = request.get("archive")
    options = {"pdf_variant": "pdf/a-" + archive if archive else "pdf/ua-1", "finisher": finish}
    if archive:
        declare_accessible(document.metadata)
    if archive == "3a":
        options["attachments"] = list(attachments(request, table, request.get("address") or None))
    document.write_pdf(request["pdf"], **options)
    return {
        "pages": len(document.pages), "missing": contexts(findings.missing, root),
        "warnings": list(dict.fromkeys(findings.warnings)),
    }


def main():
    is_known = weasyprint.__version__.startswith(KNOWN)
    if is_known:
        from weasyprint import document
        from weasyprint.layout import inline
        from weasyprint.text.line_break import Layout
        document.layout_document = with_foot(document.layout_document)
        inline.justify_line = justify_line
        inline.split_first_line = on_one_baseline(inline.split_first_line)
        Layout.get_first_line = spreading(Layout.get_first_line)
    print(json.dumps({"weasyprint": weasyprint.__version__, "complete": is_known}), flush=True)
    fonts = FontConfiguration()
    if is_known:
        add_marks(fonts)
    for line in sys.stdin:
        try:
            answer = set_sheet(json.loads(line), fonts, is_known)
        except (Exception, FatalURLFetchingError) as error:
            cause = error.__cause__
            answer = {"error": f"{error}" + (f" ({cause})" if cause else "")}
        print(json.dumps(answer, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
