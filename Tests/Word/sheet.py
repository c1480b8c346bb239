"""The text of a printed sheet, as its page has it, and as the Word file made of it has it."""

import io
import re
import zipfile
from html.parser import HTMLParser
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
EMPTY = {"meta", "link", "br", "hr", "img", "input", "col", "wbr"}


class Page(HTMLParser):
    """Collects the text of `main`, without what is not printed; the numbers of a chart are in its drawing."""

    def __init__(self, page: str):
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.text: list[str] = []
        self.notes: list[str] = []
        # The places where the page prints a number of the data, in order: its id.
        self.figures: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        classes = (attributes.get("class") or "").split()
        hidden = (
            tag in ("svg", "details", "summary", "script", "style")
            or tag == "nav" and "contents" not in classes
            or "hidden" in attributes
            or bool({"footnote-ref", "footnote-backref", "chart-data", "vh"} & set(classes))
        )
        self.open += [] if tag in EMPTY else [(tag + "." + ".".join(classes), hidden)]
        if attributes.get("data-figure") and self.is_in("main") and not self.is_hidden():
            self.figures.append(attributes["data-figure"])
        if "th-unit" in classes:
            self.add("（")

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag):
        while self.open and tag not in EMPTY:
            name, _ = self.open[-1]
            if "th-unit" in name:
                self.add("）")
            self.open.pop()
            if name.split(".")[0] == tag:
                break

    def handle_data(self, data):
        self.add(data)

    def add(self, text):
        if self.is_in("main") and not self.is_hidden():
            (self.notes if self.is_in("section.footnotes") else self.text).append(text)

    def is_in(self, name):
        return any(it.startswith(name) for it, _ in self.open)

    def is_hidden(self):
        return any(hidden for _, hidden in self.open)


def without_blanks(text: str) -> str:
    return re.sub(r"[\s\u200b]", "", text)


class Word:
    """The parts of a Word file."""

    def __init__(self, file: bytes):
        self.zip = zipfile.ZipFile(io.BytesIO(file))
        assert self.zip.testzip() is None

    def part(self, name: str) -> ElementTree.Element:
        return ElementTree.fromstring(self.zip.read(name))

    def names(self, pattern: str) -> list[str]:
        return [it for it in self.zip.namelist() if re.fullmatch(pattern, it)]

    def text(self, name: str = "word/document.xml") -> str:
        """The text without the numbers of footnotes, which Word counts."""
        texts = []
        for run in self.part(name).iter(W + "r"):
            style = run.find(f"{W}rPr/{W}rStyle")
            if style is None or style.get(W + "val") != "FootnoteReference":
                texts += [it.text or "" for it in run.iter(W + "t")]
        return without_blanks("".join(texts))
