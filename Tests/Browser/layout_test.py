"""Nothing reaches past the edge of the window, on any kind of page, at any width, with large letters, too."""

import pytest

from judges import overflow


@pytest.mark.parametrize("width", [360, 390, 768, 1440])
def test_no_overflow(new_page, kinds, served_url, width):
    page = new_page(width, 844)
    found = []
    for addresses in kinds.values():
        for address in addresses:
            page.goto(served_url + address)
            found += [f"{address}: {complaint}" for complaint in overflow(page)]
    assert found == []


# Letters twice as large on a desk (WCAG 1.4.4), and as much larger on small screens as a mode for the elderly makes them.
@pytest.mark.parametrize("width, size", [(1440, "200%"), (768, "150%"), (390, "125%")])
def test_no_overflow_of_large_text(new_page, kinds, served_url, width, size):
    page = new_page(width, 844)
    found = []
    for addresses in kinds.values():
        page.goto(served_url + addresses[0])
        page.evaluate("size => { document.documentElement.style.fontSize = size }", size)
        found += [f"{addresses[0]}: {complaint}" for complaint in overflow(page)]
    assert found == []
