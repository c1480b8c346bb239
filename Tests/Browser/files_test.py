"""The site's files: markup, style sheets, links, feeds, the site map."""

import judges
from server import PATH


def test_markup(site):
    assert judges.markup(site) == []


def test_style_sheets(site, new_page):
    page, sheets = new_page(), list(site.glob("assets/*.css"))
    assert sheets != []
    for file in sheets:
        assert judges.style_sheet(page, file.read_text(encoding="utf-8")) == [], file.name


def test_links(site, tmp_path):
    assert judges.links(site, PATH, tmp_path) == []


def test_feeds(site, served_url):
    feeds = list(site.rglob("feed*.xml"))
    assert site / "feed.xml" in feeds
    for file in feeds:
        assert judges.feed(file.read_bytes(), served_url) == [], file


def test_sitemap(site, served_url):
    assert judges.sitemap(site, served_url) == []
