"""Every judge does complain: about a site with one mistake planted, of each kind."""

import judges
from print_test import A4, sizes
from server import PATH

MAIN = '<main id="main" class="wrap" tabindex="-1">'


def open_planted(new_page, plant, old, new):
    page = new_page(390, 844)
    page.goto(plant("about/index.html", old, new)[1] + "about/index.html")
    return page


def test_overflow_is_seen(new_page, plant):
    page = open_planted(new_page, plant, MAIN, MAIN)
    page.evaluate("document.querySelector('main p').style.minWidth = '900px'")
    assert len(judges.overflow(page)) >= 2


def test_clipped_overflow_is_no_overflow(new_page, plant):
    page = open_planted(new_page, plant, MAIN, MAIN + '<div class="scroll" id="box"><p>甲</p></div>')
    page.evaluate("document.querySelector('#box p').style.minWidth = '900px'")
    assert judges.overflow(page) == []


def test_missing_description_is_seen(new_page, plant):
    page = open_planted(new_page, plant, MAIN, MAIN + '<img src="../assets/none.svg">')
    page.problems.clear()
    assert any(complaint.startswith("image-alt") for complaint in judges.axe(page))


def test_faint_text_is_seen(new_page, plant):
    page = open_planted(new_page, plant, MAIN, MAIN)
    page.evaluate("document.querySelector('main p').style.color = 'rgb(200, 200, 200)'")
    assert any(complaint.startswith("color-contrast") for complaint in judges.axe(page))


def test_inline_style_is_refused(new_page, plant):
    page = open_planted(new_page, plant, MAIN, MAIN + '<p style="color: red">甲</p>')
    assert any("Content Security Policy" in problem for problem in page.problems)
    page.problems.clear()


def test_inline_script_is_refused(new_page, plant):
    page = open_planted(new_page, plant, MAIN, MAIN + "<script>document.title = '甲'</script>")
    assert any("Content Security Policy" in problem for problem in page.problems)
    assert page.title() != "甲"
    page.problems.clear()


def test_foreign_request_is_seen(new_page, plant):
    page = open_planted(new_page, plant, MAIN, MAIN + '<link rel="stylesheet" href="http://example.invalid/a.css">')
    assert page.problems != []
    page.problems.clear()


def test_bad_markup_is_seen(plant):
    folder, _ = plant("about/index.html", MAIN, MAIN + '<p align="right"><div id="main"></div></p>')
    for file in folder.rglob("*"):
        if file.is_file() and file.parent.name != "about" and file.suffix != ".css":
            file.unlink()
    assert len(judges.markup(folder)) >= 2


def test_bad_style_is_seen(new_page):
    sheet = "@media print { a { colour: red; width: 1xp; color: red } } a:hoover { top: 0 } b { color red } :root { --x: 1 }"
    assert len(judges.style_sheet(new_page(), sheet)) == 4


def test_broken_link_is_seen(plant, tmp_path):
    folder, _ = plant("about/index.html", MAIN, MAIN + '<a href="../nothing/index.html">甲</a>')
    assert len(judges.links(folder, PATH, tmp_path / "a")) == 1


def test_broken_fragment_is_seen(plant, tmp_path):
    folder, _ = plant("about/index.html", MAIN, MAIN + '<a href="../cases/index.html#nothing">甲</a>')
    assert len(judges.links(folder, PATH, tmp_path / "a")) == 1


def test_bad_feed_is_seen(site, served_url):
    feed = (site / "feed.xml").read_bytes()
    assert judges.feed(feed.replace(b"</entry>", b"", 1), served_url) != []
    assert judges.feed(feed, "http://127.0.0.1:1/") != []


def test_bad_site_map_is_seen(site, plant, served_url):
    folder, _ = plant("about/index.html", MAIN, MAIN)
    (folder / "about/index.html").rename(folder / "about/other.html")
    found = judges.sitemap(folder, served_url)
    assert any(complaint.startswith("no page") for complaint in found)
    assert any(complaint.startswith("not in the map") for complaint in found)


def test_other_paper_is_seen(new_page):
    page = new_page()
    page.set_content("<style>@page { size: letter }</style><p>甲</p>")
    assert sizes(page) != {A4}
