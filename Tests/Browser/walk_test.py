"""A visitor walks through the site: from the home page to the source of a case and back, with a mouse and by keyboard."""

import pytest


@pytest.fixture(params=["server", "disk", "server without scripts"])
def home(request, new_page, served_url, disk_url):
    page = new_page(js="without" not in request.param)
    page.goto((disk_url if request.param == "disk" else served_url) + "index.html")
    return page


def follow(page, link):
    """Follows a link and comes to a page with what the link says in its title or heading."""
    before = page.url
    link.click()
    page.wait_for_load_state()
    assert page.url != before
    return page.locator("h1").inner_text()


def test_from_tile_to_source(home):
    page = home
    heading = follow(page, page.locator(".tiles a", has_text="武汉").first)
    assert "武汉" in heading
    assert "青山" in follow(page, page.locator(".tiles a", has_text="青山").first)
    case = page.locator("main a[href*='cases/']:not([href*='cases/index'])").first
    title = case.inner_text()
    assert follow(page, case) == title
    assert page.locator("text=来源").count() > 0
    # Up again by the breadcrumb.
    assert "青山" in follow(page, page.locator(".crumbs a", has_text="青山").first)
    assert "武汉" in follow(page, page.locator(".crumbs a", has_text="武汉").first)
    follow(page, page.locator(".crumbs a").first)
    assert page.locator("body.page-home").count() == 1


def test_menu_leads_everywhere(home):
    page = home
    for number in range(page.locator(".nav a").count()):
        link = page.locator(".nav a").nth(number)
        if link.get_attribute("aria-current") == "page":
            continue
        name = link.inner_text()
        follow(page, link)
        current = page.locator(".nav a[aria-current]")
        assert current.count() == 1 and current.inner_text() == name
        page.go_back()


def test_missing_page(new_page, served_url):
    page = new_page()
    page.goto(served_url + "cases/nothing/here/")
    # The server says 404, which the browser writes down.
    assert len(page.problems) == 2 and all("404" in problem for problem in page.problems)
    page.problems.clear()
    assert page.locator("body.page-not_found").count() == 1
    follow(page, page.locator("main a").first)


def test_skip_link(new_page, served_url):
    page = new_page()
    page.goto(served_url + "statistics/index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    box = page.locator(".skip").bounding_box()
    page.wait_for_function("document.querySelector('.skip').getBoundingClientRect().top >= 0")
    assert box is not None
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


FOCUS = """() => {
  const element = document.activeElement, style = getComputedStyle(element), box = element.getBoundingClientRect();
  const all = [...document.querySelectorAll("*")];
  return {
    place: all.indexOf(element), name: element.outerHTML.slice(0, 80), isBody: element === document.body,
    isShown: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1,
    isVisible: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
  };
}"""


@pytest.mark.parametrize("address", ["index.html", "statistics/index.html", "cases/index.html"])
def test_focus_goes_down_the_page_and_is_seen(new_page, served_url, address):
    page = new_page()
    page.goto(served_url + address)
    places = []
    for _ in range(40):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus["isBody"]:
            break
        assert focus["isShown"], f"no outline: {focus['name']}"
        assert focus["isVisible"], f"out of sight: {focus['name']}"
        places.append(focus["place"])
    assert len(places) > 5
    assert places == sorted(places)


def test_pages_say_the_same_without_scripts(new_page, kinds, served_url):
    with_scripts, without = new_page(), new_page(js=False)
    for kind, addresses in kinds.items():
        # Without scripts the page of the search offers the lists instead: search_test.py.
        if kind == "search":
            continue
        texts = []
        for page in (with_scripts, without):
            page.goto(served_url + addresses[0])
            texts.append(page.locator("main").first.inner_text())
        # Scripts may add something to use; what there is to read is there without them.
        missing = [line for line in texts[0].split("\n") if line.strip() and line not in texts[1]]
        assert len(missing) <= len(texts[0].split("\n")) * 0.05, (addresses[0], missing[:5])
