"""Every kind of page opens, from disk and behind a server, without any problem."""


def test_every_kind_opens_from_the_server(new_page, kinds, served_url):
    assert {"home", "region", "regions", "case", "cases", "brand", "statistics", "metric", "about"} <= set(kinds)
    open_all(new_page(), served_url, kinds)


def test_every_kind_opens_from_disk(new_page, kinds, disk_url):
    # Only a server shows 404.html, at any address, so that it names its files from the root of the host.
    open_all(new_page(), disk_url, {kind: found for kind, found in kinds.items() if kind != "not_found"})


def open_all(page, root, kinds):
    for addresses in kinds.values():
        for address in addresses:
            page.goto(root + address)
            assert page.locator("h1").count() == 1, address
            assert page.title(), address
