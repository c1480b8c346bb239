"""The search of a finished site: finds every page that has the words, and no other.

What is expected comes from the pages and from the texts of the index by plain substring search in Python.
"""

import json
import random
import re
import shutil
import subprocess
import unicodedata
from html.parser import HTMLParser

import pytest

from conftest import PROJECT, casebook

ODD = """---
title: 𠮷野家前的𬭊路 cafe\u0301店
region: 湖北省/武汉市/青山区
date: 2021-05
---

ＡＰＰ报修 WiFi 覆盖98.5％，葛城说：“\\\\加装\\\\电梯”！

## 𠮷祥如意

全角１２３号，Ünïcödé 与 ΣΊΣΥΦΟΣ，reso<em>r</em>t 与 re\u0301sume\u0301，\uf9b4域，か\u3099き。我们协商甘肃的做法。⼈⺠代表到老\u200b旧\u00ad街\u2060区。
"""

# It comes before all others, so that its name begins the index: the first pair of all stands at the place 0.
FIRST = """regions:
  - code: 620000
    name: 甘肃省
    slug: gansu
    aliases: [甘肃]
"""


@pytest.fixture(scope="session")
def odd_site(tmp_path_factory):
    """A site in two languages with what a search may stumble over: its folder."""
    root = tmp_path_factory.mktemp("odd")
    for folder in ("content", "templates"):
        shutil.copytree(PROJECT / folder, root / folder)
    (root / "content/cases/odd.md").write_text(ODD, encoding="utf-8")
    regions = root / "content/regions.yml"
    regions.write_text(regions.read_text(encoding="utf-8").replace("regions:\n", FIRST, 1), encoding="utf-8")
    settings = root / "content/site.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(re.sub(r"languages: .*", "languages: [zh-Hans, en]", text), encoding="utf-8")
    subprocess.run([casebook(), "build", "--root", str(root)], check=True, capture_output=True)
    return root / "site"


@pytest.fixture(params=["disk_url", "served_url"])
def url(request):
    """The site from disk, and below a path of a server with a strict Content-Security-Policy."""
    return request.getfixturevalue(request.param)


def fold(text):
    """Small letters, half width, characters for radicals; nothing for what is not seen, blanks for what separates."""
    folded = []
    for character in text:
        code = ord(character)
        if 0xFF01 <= code <= 0xFF5E:
            character = chr(code - 0xFEE0)
        if unicodedata.category(character) == "Cf" or 0xFE00 <= code <= 0xFE0F:
            continue
        if 0x2F00 <= code <= 0x2FD5:
            character = unicodedata.normalize("NFKC", character)
        if code == 0x2EA0:
            character = "民"
        if character.isspace() or unicodedata.category(character) == "Cc":
            character = " "
        lower = "σ" if character == "Σ" else character.lower()
        folded.append(lower if len(lower) == 1 else character)
    return "".join(folded)


def documents(site):
    """Address → folded title and text, in the order of the results."""
    head = next((site / "search").glob("head-*.js")).read_text(encoding="utf-8")
    names = re.findall(".{12}", json.loads(head[len("casebookSearch("):-3])["texts"])
    found = {}
    for name in names:
        text = (site / f"search/text-{name}.js").read_text(encoding="utf-8")
        for address, _, _, title, body in json.loads(text[len("casebookSearch("):-3]):
            found[address] = (fold(title), fold(body))
    return found


def expected(found, query):
    terms = fold(unicodedata.normalize("NFC", query)).split()
    all_of = [a for a, texts in found.items() if all(any(t in text for text in texts) for t in terms)]
    in_title = [a for a in all_of if all(term in found[a][0] for term in terms)]
    return in_title + [a for a in all_of if a not in in_title]


def search(page, query):
    """Types a query, waits, and gives the number that is said."""
    page.fill("#q", query)
    page.press("#q", "Enter")
    return settled(page)


def settled(page):
    page.wait_for_selector("#search[data-state='']")
    said = page.inner_text("#search [role=status]")
    number = re.search(r"找到 (\d+) 条", said)
    return int(number[1]) if number else 0


def shown(page):
    root = page.url.split("search/index.html")[0]
    return [a.evaluate("a => a.href").removeprefix(root) for a in page.query_selector_all(".card-title a")]


def show_all(page):
    while page.is_visible(".search-more"):
        count = len(shown(page))
        page.click(".search-more")
        page.wait_for_selector(f".search-results > li:nth-child({count + 1})")
    return shown(page)


@pytest.mark.parametrize("which", ["site", "odd_site"])
def test_finds_what_is_there_and_nothing_else(which, request, new_page):
    folder, dice = request.getfixturevalue(which), random.Random(6)
    found, page = documents(folder), new_page()
    page.goto(folder.as_uri() + "/search/index.html")
    texts = [text for pair in found.values() for text in pair if text]
    queries = ["的", "武", "𠮷", "app", "98.5%", "龘", "不存在的说法", '说:“', "\\加装\\", "constructor", "__proto__", "123号", "σίσυφοσ"]
    for length in (1, 1, 2, 2, 3, 4, 5, 8, 13, 40) * 4:
        text = dice.choice(texts)
        start = dice.randrange(max(1, len(text) - length))
        queries.append(text[start:start + length])
        # Of two texts, so that not all of what is looked for is anywhere.
        other = dice.choice(texts)
        queries.append(f"{text[start:start + 2]} {other[:2]}")
        # What ends one and begins the other: nothing, as a rule.
        queries.append(text[-2:] + other[:2])
    # With what begins a text, in the midst of others; the first text begins the index.
    beginnings = [text[:2] for text in texts[:1] + dice.sample(texts, 5)]
    for beginning in beginnings:
        inside = [(text, text.find(beginning, 1)) for text in texts]
        text, at = dice.choice([place for place in inside if place[1] > 0] or [(beginning, 0)])
        queries += [text[max(0, at - before):at + 2 + after] for before, after in ((1, 0), (2, 0), (3, 3))]
    for query in [query for query in queries if query.strip()]:
        pages = expected(found, query)
        assert search(page, query) == len(pages), query
        assert shown(page) == pages[:10], query
        if len(pages) <= 60:
            assert show_all(page) == pages, query


@pytest.mark.parametrize("query, count", [
    ("我们协商甘肃的做法", 1), ("协商甘肃", 1), ("商甘肃", 1),  # the rarest pair of these begins the index
    ("café店", 1), ("cafe\u0301店", 1), ("RÉSUMÉ", 1), ("林域", 0), ("\uf9b4域", 1), ("領域", 1), ("がき", 1),
    ("cafe", 0), ("resort", 1), ("人民代表", 1), ("⼈⺠代表", 1), ("老旧街区", 1), ("老\ufeff旧街区", 1),
])
def test_finds_what_stands_in_an_odd_case(odd_site, new_page, query, count):
    page = new_page()
    page.goto(odd_site.as_uri() + "/search/index.html")
    odd = [address for address in expected(documents(odd_site), query) if "cases/odd/" in address]
    assert search(page, f"{query} 𬭊路") == count == len(odd)
    # All of it is marked, and nothing else.
    if count:
        marks = [unicodedata.normalize("NFC", mark.inner_text()) for mark in page.query_selector_all("mark")]
        assert fold(unicodedata.normalize("NFC", query)) in [fold(mark) for mark in marks]


class Paragraphs(HTMLParser):
    """The paragraphs of a write-up."""

    def __init__(self, text):
        super().__init__()
        self.depth, self.inside, self.all = 0, False, []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        classes = dict(attributes).get("class") or ""
        if tag in ("div", "section", "article"):
            self.depth += self.depth > 0 or "prose" in classes.split()
        if tag == "p" and self.depth:
            self.inside = True
            self.all.append("")

    def handle_endtag(self, tag):
        if tag in ("div", "section", "article") and self.depth:
            self.depth -= 1
        self.inside = self.inside and tag != "p"

    def handle_data(self, data):
        if self.inside:
            self.all[-1] += data


def test_finds_what_pages_say(site, disk_url, new_page):
    """Sentences read off the pages themselves, not off the index."""
    dice, page, tried = random.Random(8), new_page(), 0
    page.goto(disk_url + "search/index.html")
    for file in dice.sample(sorted(site.glob("cases/*/index.html")), 30):
        paragraphs = [p for p in Paragraphs(file.read_text(encoding="utf-8")).all if len(p) > 12]
        if not paragraphs:
            continue
        text = dice.choice(paragraphs)
        start = dice.randrange(len(text) - 9)
        query = re.sub(r"\s+", " ", text[start:start + 9]).strip()
        assert search(page, query) > 0, query
        assert file.relative_to(site).as_posix() in show_all(page), query
        tried += 1
    assert tried > 20


def test_marks_what_was_found(url, new_page):
    page = new_page()
    page.goto(url + "search/index.html?q=" + "一线协商 委员")
    assert settled(page) > 5
    for card in page.query_selector_all(".search-results .card"):
        marks = {mark.inner_text() for mark in card.query_selector_all("mark")}
        assert marks == {"一线协商", "委员"}


def test_region_and_year_narrow(site, url, new_page):
    page = new_page()
    page.goto(url + "search/index.html?q=协商")
    everything = settled(page)
    page.select_option("#search-region-0", "hubei/wuhan")
    inside = settled(page)
    assert 0 < inside < everything
    assert all("武汉市" in place.inner_text() for place in page.query_selector_all(".card-place"))
    option = page.query_selector("#search-region-1 option:nth-child(2)")
    count = int(re.search(r"（(\d+)）", option.inner_text())[1])
    page.select_option("#search-region-1", option.get_attribute("value"))
    assert settled(page) == count
    page.select_option("#search-region-1", index=0)
    assert settled(page) == inside
    year = page.query_selector("#search-year option:nth-child(2)")
    count = int(re.search(r"（(\d+)）", year.inner_text())[1])
    page.select_option("#search-year", year.get_attribute("value"))
    assert settled(page) == count
    # All of it stands in the address.
    address = page.url
    assert "region=hubei%2Fwuhan" in address and "year=" + year.get_attribute("value") in address
    other = new_page()
    other.goto(address)
    assert settled(other) == count and shown(other) == shown(page)
    page.go_back()
    assert settled(page) == inside


def test_keys_lead_through(url, new_page):
    page = new_page()
    page.goto(url + "search/index.html#q=议事")
    assert settled(page) > 3 and page.input_value("#q") == "议事"
    focused = "document.activeElement.textContent || document.activeElement.id"
    page.focus("#q")
    titles = [title.inner_text() for title in page.query_selector_all(".card-title a")]
    page.keyboard.press("ArrowDown")
    assert page.evaluate(focused) == titles[0]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    assert page.evaluate(focused) == titles[1]
    page.keyboard.press("Escape")
    assert page.evaluate(focused) == "q"
    page.keyboard.press("Escape")
    assert settled(page) == 0 and page.input_value("#q") == "" and not shown(page)
    page.keyboard.type("同心圆")
    page.wait_for_selector(".search-results > li")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector("body:not(.page-search)")
    assert "同心圆" in page.inner_text("h1")


def test_more_results_take_the_focus(disk_url, new_page):
    page = new_page(390, 844)
    page.goto(disk_url + "search/index.html?q=的")
    assert settled(page) > 20 and len(shown(page)) == 10
    page.click(".search-more")
    page.wait_for_selector(".search-results > li:nth-child(20)")
    assert page.evaluate("document.activeElement.closest('li') === document.querySelectorAll('.search-results > li')[10]")


def test_every_page_leads_here(url, new_page):
    page = new_page()
    page.goto(url + "regions/index.html")
    page.fill(".seek input", "青山区 协商")
    page.press(".seek input", "Enter")
    page.wait_for_selector("#search:not([hidden])")
    assert settled(page) > 0 and page.input_value("#q") == "青山区 协商"


def test_in_english(odd_site, new_page):
    """The words are English, the content is Chinese and says so; regions are found by both names."""
    page = new_page()
    page.goto(odd_site.as_uri() + "/en/search/index.html?q=𬭊路")
    page.wait_for_selector(".search-results > li")
    assert page.inner_text("[role=status]") == "1 result"
    assert page.get_attribute(".card-title a", "lang") == page.get_attribute(".card-sum", "lang") == "zh-Hans"
    page.select_option("#search-region-0", label="Wuhan (1)")
    assert page.inner_text(".card-marks") == "Case"
    for query in ("qingshan", "青山区"):
        page.goto(odd_site.as_uri() + "/en/search/index.html?q=" + query)
        page.wait_for_selector(".search-results > li")
        assert "regions/hubei/wuhan/qingshan/index.html" in shown(page) and "/en/" in page.url


def test_no_results_and_no_index_are_said(served_url, new_page):
    page = new_page()
    page.goto(served_url + "search/index.html?q=全无此说")
    assert settled(page) == 0
    assert "没有找到“全无此说”" in page.inner_text("[role=status]")
    assert page.is_visible(".search-hint") and page.is_visible("#search-lists")
    page.route("**/pairs-*.js", lambda route: route.abort())
    page.reload()
    assert settled(page) == 0 and "没有读到索引" in page.inner_text("[role=status]")
    assert page.is_visible("#search-lists")
    page.unroute("**/pairs-*.js")
    assert search(page, "协商") > 0
    assert page.problems
    page.problems.clear()


def test_without_scripts_the_lists_are_there(site, url, new_page):
    page = new_page(js=False)
    page.goto(url + "search/index.html")
    assert not page.is_visible("#search") and page.is_visible("#search-lists noscript p, #search-lists .aside-line")
    links = page.query_selector_all("#search-lists li a")
    assert len(links) > 8
    for link in links:
        assert (site / "search" / link.get_attribute("href")).resolve().is_file()


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [360, 1440])
def test_axe_finds_nothing(served_url, new_page, dark, width):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = new_page(width, 900, dark=dark)
    for query in ("", "?q=协商&region=hubei%2Fwuhan", "?q=全无此说"):
        page.goto(served_url + "search/index.html" + query)
        settled(page)
        assert axe.Axe().run(page).response["violations"] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
