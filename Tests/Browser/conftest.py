"""What the tests in a browser share: the real site, built once, on disk and behind a server, and pages in Chromium.

    def test_something(new_page, served_url):
        page = new_page(390, 844, dark=True)
        page.goto(served_url + "cases/index.html")
        ...

site          the folder of the built site (Path)
disk_url      its address on disk, `file:///…/`
served_url    its address behind a server below a path, `http://127.0.0.1:PORT/hezuo/`; the server sends POLICY
kinds         kind of page → addresses of one or two pages of it, the largest first
new_page      a page in Chromium of a given size; when the test ends, anything in `page.problems` fails it
plant         copies the site, changes one page of the copy and gives the copy's address behind a server

Set CASEBOOK to the program (else the release build, else the debug build) and CHROMIUM to the browser.
"""

import os
import re
import shutil
import subprocess
from collections import defaultdict
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from server import serve

PROJECT = Path(__file__).resolve().parents[2]


def casebook() -> str:
    """The program under test."""
    builds = [PROJECT / ".build" / kind / "casebook" for kind in ("release", "debug")]
    named = os.environ.get("CASEBOOK")
    found = [PROJECT / named] if named else [path for path in builds if path.exists()]
    return str(found[0]) if found else "casebook"


@pytest.fixture(scope="session")
def served(tmp_path_factory):
    """The site's folder and its address; built for that address, as an office builds it for its own."""
    folder = tmp_path_factory.mktemp("site") / "site"
    with serve(folder) as url:
        command = [casebook(), "build", "--root", str(PROJECT), "--output", str(folder), "--base-url", url]
        built = subprocess.run(command, capture_output=True, text=True)
        if built.returncode != 0:
            pytest.fail(f"the site is not built:\n{built.stderr[-2000:]}", pytrace=False)
        yield folder, url


@pytest.fixture(scope="session")
def site(served) -> Path:
    return served[0]


@pytest.fixture(scope="session")
def served_url(served) -> str:
    return served[1]


@pytest.fixture(scope="session")
def disk_url(site) -> str:
    return site.as_uri() + "/"


@pytest.fixture(scope="session")
def kinds(site) -> dict[str, list[str]]:
    """The largest and the smallest page of each kind: most of what can go wrong is on one of them."""
    found = defaultdict(list)
    for file in site.rglob("*.html"):
        kind = re.search(r'<body class="page-([a-z_]+)', file.read_text(encoding="utf-8"))
        address = file.relative_to(site).as_posix()
        found[kind[1] if kind else address.split("/")[0]].append((-file.stat().st_size, address))
    return {kind: [p[1] for p in ([min(pages), max(pages)] if len(pages) > 1 else pages)] for kind, pages in sorted(found.items())}


@pytest.fixture(scope="session")
def browser():
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        pytest.fail("there is no chromium: Tools/setup test installs it")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--force-color-profile=srgb"])
        yield browser
        browser.close()


@pytest.fixture
def new_page(browser: Browser):
    """Opens pages. `page.problems` gathers what must not happen: messages of the console that are errors (also those
    about the Content-Security-Policy), exceptions, requests that fail or leave the site. A test that wants a problem
    looks at it and clears the list."""
    contexts = []

    def open_page(width: int = 1440, height: int = 900, dark: bool = False, js: bool = True, **more) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light",
            java_script_enabled=js, locale="zh-CN", reduced_motion="reduce", **more)
        context.set_default_timeout(15_000)
        page = context.new_page()
        page.problems = []
        contexts.append((context, page))
        watch(page)
        return page

    yield open_page
    problems = [problem for _, page in contexts for problem in page.problems]
    for context, _ in contexts:
        context.close()
    assert problems == []


def watch(page: Page) -> None:
    """Writes down what goes wrong on a page."""
    def note(kind):
        return lambda event: page.problems.append(f"{kind} on {page.url}: {getattr(event, 'text', event)}")

    page.on("console", lambda message: message.type == "error" and note("console")(message))
    page.on("pageerror", note("exception"))
    # Leaving a page while its icon is on the way is no failure.
    page.on("requestfailed", lambda request: request.failure != "net::ERR_ABORTED"
            and note("failed request")(f"{request.url} {request.failure}"))
    page.on("response", lambda response: response.status >= 400 and note("status")(f"{response.status} {response.url}"))
    page.on("request", lambda request: is_foreign(request.url) and note("foreign request")(request.url))


def is_foreign(url: str) -> bool:
    return not url.startswith(("file:", "data:", "blob:", "about:", "http://127.0.0.1:"))


@pytest.fixture
def plant(site, tmp_path):
    """`plant("about/index.html", old, new)`: the site with one mistake in it, and its address."""
    servers = []

    def copy(address: str, old: str, new: str) -> tuple[Path, str]:
        folder = tmp_path / f"planted-{len(servers)}"
        shutil.copytree(site, folder)
        file = folder / address
        text = file.read_text(encoding="utf-8")
        assert old in text, f"{address} has no {old!r}"
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        server = serve(folder)
        servers.append(server)
        return folder, server.__enter__()

    yield copy
    for server in servers:
        server.__exit__(None, None, None)
