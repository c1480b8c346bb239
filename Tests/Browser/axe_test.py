"""axe-core reports nothing on any kind of page, in both colour schemes, wide and narrow."""

import pytest

from judges import axe


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe(new_page, kinds, served_url, width, dark):
    page = new_page(width, 900, dark=dark)
    found = []
    for addresses in kinds.values():
        # The smallest page of a kind says what it says without data; its colours are those of the largest.
        for address in addresses if width == 1440 and not dark else addresses[:1]:
            page.goto(served_url + address)
            found += [f"{address}: {complaint}" for complaint in axe(page)]
    assert found == []
