"""A PDF in millimetres: its characters with their faces, its lines and its rules, from the upper left corner."""

import ctypes
from dataclasses import dataclass
from functools import cached_property

import pypdfium2
import pypdfium2.raw as raw

MM = 72 / 25.4
# The type area of GB/T 9704, and one character of its 28.
LEFT, RIGHT, TOP, BOTTOM = 28.0, 184.0, 37.0, 262.0
EM, LINE = 15.79 / MM, 28.98 / MM


@dataclass
class Character:
    text: str
    left: float
    right: float
    baseline: float
    # What is printed of it.
    ink: tuple[float, float, float, float]
    face: str
    # In points.
    size: float


@dataclass
class Line:
    characters: list[Character]

    @property
    def text(self):
        return "".join(it.text for it in self.characters)

    @property
    def left(self):
        return self.characters[0].left

    @property
    def right(self):
        return max(it.right for it in self.characters)

    @property
    def baseline(self):
        return self.characters[0].baseline


@dataclass
class Rule:
    top: float
    bottom: float
    has_colour: bool

    @property
    def thickness(self):
        return self.bottom - self.top


class Page:
    def __init__(self, page):
        self.width, self.height = page.get_width() / MM, page.get_height() / MM
        text = page.get_textpage()
        self.characters = [it for it in map(lambda i: self._character(text, i), range(text.count_chars())) if it]
        self._page = page

    @cached_property
    def rules(self):
        """The rules across the type area, as printed: upper and lower edge, and whether it has a colour."""
        image = self._page.render(scale=600 / 72).to_pil().convert("RGB")
        scale, rows = 600 / 25.4, []
        # A rule has ink at all of these.
        places = [round((LEFT + 1 + i * 4.05) * scale) for i in range(39)]
        for y in range(round(TOP * scale) - 20, round(BOTTOM * scale) + 20):
            colours = [image.getpixel((x, y)) for x in places]
            if all(min(it) < 160 for it in colours):
                if rows and rows[-1][1] == y - 1:
                    rows[-1][1] = y
                else:
                    rows.append([y, y, max(colours[0]) - min(colours[0]) > 60])
        return [Rule(first / scale, (last + 1) / scale, is_red) for first, last, is_red in rows]

    def _character(self, page, index):
        text = page.get_text_range(index, 1)
        if not text.strip():
            return None
        left, _, right, _ = page.get_charbox(index, loose=True)
        ink = page.get_charbox(index)
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(page, index, x, y)
        name = ctypes.create_string_buffer(200)
        raw.FPDFText_GetFontInfo(page, index, name, 200, None)
        return Character(
            text, left / MM, right / MM, self.height - y.value / MM,
            (ink[0] / MM, self.height - ink[3] / MM, ink[2] / MM, self.height - ink[1] / MM),
            # A PDF of WeasyPrint counts in CSS pixels.
            name.value.decode().split("+")[-1], raw.FPDFText_GetFontSize(page, index) * 0.75)

    def lines(self, face=None):
        """The lines of the page from above, each from left to right; what is on one baseline is one line."""
        found = []
        for it in sorted(self.characters, key=lambda it: (round(it.baseline, 1), it.left)):
            if found and abs(found[-1].baseline - it.baseline) < 0.2:
                found[-1].characters.append(it)
            else:
                found.append(Line([it]))
        for line in found:
            line.characters.sort(key=lambda it: it.left)
        return found

    @property
    def text(self):
        return "".join(it.text for it in self.lines() for it in it.characters)

    def line(self, part):
        """The first line with these words."""
        return next(it for it in self.lines() if part in it.text)


def pages(path):
    document = pypdfium2.PdfDocument(path)
    return [Page(it) for it in document]


def body_lines(page):
    """The lines in the type of the text, inside the type area."""
    return [
        it for it in page.lines()
        if TOP < it.baseline < BOTTOM and abs(it.characters[0].size - 15.79) < 0.1
    ]
