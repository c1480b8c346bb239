"""Pages print on A4, and briefings as the official form has it."""

import io

import pytest
from pypdf import PdfReader

A4 = (595, 842)  # points


def sizes(page) -> set[tuple[int, int]]:
    """The sizes of a page's sheets when it is printed."""
    reader = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=True)))
    return {(round(float(sheet.mediabox.width)), round(float(sheet.mediabox.height))) for sheet in reader.pages}


@pytest.mark.parametrize("kind", ["home", "region", "case", "statistics", "briefings"])
def test_a4(new_page, kinds, served_url, kind):
    page = new_page()
    page.goto(served_url + kinds[kind][0])
    assert all(abs(w - A4[0]) <= 1 and abs(h - A4[1]) <= 1 for w, h in sizes(page))


def test_print_has_no_menu_and_keeps_the_text(new_page, kinds, served_url):
    page = new_page()
    page.goto(served_url + kinds["case"][0])
    heading = page.locator("h1").inner_text()
    page.emulate_media(media="print")
    assert not page.locator(".nav").first.is_visible()
    assert page.locator("h1").is_visible()
    text = "".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages)
    assert heading[:6] in text.replace("\n", "")
