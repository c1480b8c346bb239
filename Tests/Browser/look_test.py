"""The basic facts of what a page looks like: its colours, its letters, the length of its lines."""

import io

import pytest
from PIL import Image


def picture(page) -> Image.Image:
    return Image.open(io.BytesIO(page.screenshot())).convert("L")


@pytest.mark.parametrize("width, height", [(1440, 900), (390, 844)])
def test_light_and_dark(new_page, served_url, width, height):
    means = {}
    for dark in (False, True):
        page = new_page(width, height, dark=dark)
        page.goto(served_url + "index.html")
        image = picture(page)
        assert image.size == (width, height)
        histogram = image.histogram()
        means[dark] = sum(value * count for value, count in enumerate(histogram)) / sum(histogram)
        # Something is drawn, and most of it is paper.
        assert 0.5 < max(histogram) / sum(histogram) < 0.995
    assert means[False] > 180 and means[True] < 80


def test_lines_are_read_with_ease(new_page, kinds, served_url):
    page = new_page()
    page.goto(served_url + kinds["case"][0])
    width, size = page.evaluate(
        """() => {
          const paragraph = [...document.querySelectorAll(".prose > p")].find(p => p.getClientRects().length && p.textContent.length > 80);
          return [paragraph.getBoundingClientRect().width, parseFloat(getComputedStyle(paragraph).fontSize)];
        }""")
    assert 24 <= width / size <= 41
    assert size >= 16


def test_targets_are_large_enough_on_a_telephone(new_page, served_url):
    """WCAG 2.5.8 for what is no link in a line of text: menus, tiles, pages of lists."""
    page = new_page(390, 844)
    for address in ("index.html", "cases/index.html"):
        page.goto(served_url + address)
        small = page.evaluate(
            """() => [...document.querySelectorAll("nav a, .tiles a, button, input, select")]
                 .map(e => [e, e.getBoundingClientRect()]).filter(([e, r]) => r.width > 1 && (r.width < 24 || r.height < 24))
                 .map(([e, r]) => `${e.outerHTML.slice(0, 80)} ${r.width}×${r.height}`)""")
        assert small == [], address
