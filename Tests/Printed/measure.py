#!/usr/bin/env python3
"""Measures a printed sheet: measure.py KIND PAGE.html SHEET.pdf. Says what is wrong, and ends with 1 if anything is.

What the pages hold is read from the PDF itself: its text, its bookmarks and the sizes of its pages."""
import html
import re
import sys

import pypdf

kind, page, file = sys.argv[1:]
source = open(page, encoding="utf-8").read()
reader = pypdf.PdfReader(file)
texts = [re.sub(r"\s", "", each.extract_text()) for each in reader.pages]
failures = []


def expect(truth, what):
    if not truth:
        failures.append(what)


def size(width, height):
    for number, each in enumerate(reader.pages, 1):
        box = each.mediabox
        expect(abs(float(box.width) - width) < 0.2 and abs(float(box.height) - height) < 0.2, f"page {number}: {box}")


def plain(markup):
    return re.sub(r"\s", "", html.unescape(re.sub(r"<[^>]*>", "", markup)))


def bookmarks(items, found):
    for item in items:
        if isinstance(item, list):
            bookmarks(item, found)
        else:
            found.append((re.sub(r"\s", "", item.title), reader.get_destination_page_number(item)))
    return found


def volume():
    """The number beside each entry of the contents is the one at the foot of the page where its case begins."""
    size(595.28, 841.89)
    titles = [plain(each) for each in re.findall(r"<article id=[^>]*>\s*<h1>(.*?)</h1>", source, re.S)]
    starts = bookmarks(reader.outline, [])
    cases = [each for each in starts if each[0] in titles]
    first = next(number for number, text in enumerate(texts) if text.startswith("目录"))
    last = cases[0][1]
    contents = "".join(re.sub(r"—\d+—", "", text) for text in texts[first:last])
    expect([each[0] for each in cases] == titles, f"bookmarks: {len(cases)} of {len(titles)}")
    place = 0
    for title, number in cases:
        entry = re.compile(re.escape(title) + r"[.．…·]+(\d+?)(?=\D|$)").search(contents, place)
        expect(entry, f"{title}: not in the contents")
        if not entry:
            continue
        place = entry.end()
        foot = re.search(r"—(\d+)—", texts[number])
        expect(foot and foot[1] == entry[1], f"{title}: {entry[1]} in the contents, page {foot and foot[1]}")
        expect(title in texts[number], f"{title}: not on its page")
    expect(not re.search(r"—\d+—", texts[0]), "the title page is numbered")
    running = plain(re.search(r'<header class="cover">.*?<h1>(.*?)</h1>', source, re.S)[1])
    for number, text in enumerate(texts[last:], last + 1):
        expect(running in text, f"page {number}: without its running head")


def register():
    size(841.89, 595.28)
    heads = [plain(each) for each in re.findall(r"<th scope=\"col\">(.*?)</th>", source)]
    rows = source.count('<td class="number">')
    for number, text in enumerate(texts, 1):
        expect("".join(heads) in text, f"page {number}: without the heads of the table")
        expect(f"第{number}页，共{len(texts)}页" in text, f"page {number}: without its number")
    expect(rows == int(re.search(r"共(\d+)件", source)[1]), f"{rows} rows")


def one_page_each(count):
    size(595.28, 841.89)
    expect(len(texts) == count, f"{len(texts)} pages for {count} sheets")


def followups():
    orders = source.count('<article class="order">')
    one_page_each(orders)
    for number, text in enumerate(texts, 1):
        expect(text.startswith("督办单") and "回执" in text and "办结期限" in text, f"page {number}: {text[:20]}")


def form():
    one_page_each(source.count('<article class="case-form">'))


def overview():
    one_page_each(1)


def handout():
    size(595.28, 841.89)
    expect(len(texts) <= 2, f"{len(texts)} pages")


{"volume": volume, "register": register, "followups": followups, "form": form, "overview": overview,
 "handout": handout}[kind]()
for each in re.findall(r'data-figure="[^"]*">(.*?)</span></span>', source):
    expect(kind == "volume" or plain(each) in "".join(texts), f"{plain(each)}: not in the PDF")
if failures:
    sys.exit(f"{file}: " + "\n".join(failures))
print(f"{kind}: {len(texts)} pages")
