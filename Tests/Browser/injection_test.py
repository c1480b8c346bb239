"""What a stranger writes is shown as text or refused; it never runs, in no field, with or without a policy.

Every payload goes into every field of a case, and into a body. Lines that the program refuses are taken out, until the rest
is built; each page is then opened from disk, where nothing but the HTML itself protects it, and under the strictest policy.
"""

import json
import shutil
import struct
import subprocess
import zlib

import pytest

from conftest import PROJECT, casebook
from server import serve

RUN = "window.ran=1"
ELEMENTS = [
    f"<script>{RUN}</script>", f"<ScRiPt>{RUN}</sCrIpT>", f"<script\n>{RUN}</script>", f"<script/x>{RUN}</script>",
    f"<img src=x onerror={RUN}>", f"<img/src=x/onerror={RUN}>", f"<svg onload={RUN}>", f"<svg><script>{RUN}</script></svg>",
    f"<body onload={RUN}>", f"<details open ontoggle={RUN}>", f"<input autofocus onfocus={RUN}>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>", f"<iframe src=javascript:{RUN}></iframe>",
    f"<object data=javascript:{RUN}></object>", f"<embed src=javascript:{RUN}>", f"<math href=javascript:{RUN}>x</math>",
    f"<style>@import 'http://198.51.100.1/x.css'</style>", "<link rel=stylesheet href=http://198.51.100.1/x.css>",
    "<base href=http://198.51.100.1/>", "<meta http-equiv=refresh content='0;url=http://198.51.100.1/'>",
    f"<form action=javascript:{RUN}><button autofocus>x</button></form>", f"<template><script>{RUN}</script></template>",
    f"<noscript><p title=\"</noscript><img src=x onerror={RUN}>\">", f"<!--><img src=x onerror={RUN}>-->",
    f"<marquee onstart={RUN}>", f"<video><source onerror={RUN}></video>", f"<a href=javascript:{RUN} id=x>x</a>",
    f"<x contenteditable onfocus={RUN} autofocus tabindex=1>", f"<button popovertarget=p onbeforetoggle={RUN}>",
]
# Each ends what it may find itself in: an attribute, an element, a comment, a script, CDATA.
BREAKS = ["\"", "'", "\">", "'>", "</title>", "</textarea>", "</style>", "</script>", "-->", "]]>", "`", "\\\"", "&quot;>"]
ADDRESSES = [
    f"javascript:{RUN}", f"JaVaScRiPt:{RUN}", f"java\tscript:{RUN}", f"\x01javascript:{RUN}", f"javascript&colon;{RUN}",
    f"javascript&#58;{RUN}", f"&#106;avascript:{RUN}", f"%6aavascript:{RUN}", f"javascript%3A{RUN}", f"vbscript:{RUN}",
    f"data:text/html,<script>{RUN}</script>", f"data:text/html;base64,PHNjcmlwdD4=", f"feed:javascript:{RUN}",
    f"view-source:javascript:{RUN}", f"blob:{RUN}", "//198.51.100.1/x", "\\\\198.51.100.1\\x", f"jar:javascript:{RUN}!/",
    f"　javascript:{RUN}", f"javascript：{RUN}",
]
OTHERS = [
    f"{{{{ '<script>{RUN}</script>' }}}}", "{% include '/etc/passwd' %}", "${7*7}", "{{ 7 * 7 }}", "#{7*7}", "<%= 7*7 %>",
    f"\u2028<script>{RUN}</script>", f"＜script＞{RUN}＜/script＞", f"+ADw-script+AD4-{RUN}", f"\U0001f600<script>{RUN}</script>",
    f"%3Cscript%3E{RUN}", f"&lt;script&gt;{RUN}", f"&#60;script&#62;{RUN}", f"&amp;lt;script>{RUN}", "=1+1", "@SUM(1)",
]
PAYLOADS = (
    ELEMENTS + [end + f"<img src=x onerror={RUN}>" for end in BREAKS] + [end + f" onmouseover={RUN} autofocus onfocus={RUN} x=" for end in BREAKS]
    + ADDRESSES + OTHERS)

BODIES = ["{}", "[x]({})", "![x]({})", "<{}>", "[x]: {}\n\n[x]", "`{}`", "```{}\n{}\n```", "# {}", "| {} |\n|---|\n| {} |", "[^1]\n\n[^1]: {}",
          "[x](/a \"{}\")", "![{}](x.png)"]


def write_up(payload: str, body: str) -> list[str]:
    """The lines of a write-up with a payload in each field: one line, one field."""
    text = json.dumps(payload, ensure_ascii=False)
    return [
        "---", f"title: {text}", "region: 湖北省/武汉市", f"summary: {text}", f"note: {text}", f"title_en: {text}", f"summary_en: {text}",
        f"members: [{text}]", f"outcomes: [{{label: {text}, value: 3, unit: {text}}}]",
        f"projects: [{{name: {text}, state: {text}, note: {text}}}]", f"funding: [{{payer: {text}, amount: 3, unit: 万元}}]",
        f"documents: [{{type: {text}, number: {text}, addressee: {text}}}]", f"follow_ups: [{{date: 2022-01-01, finding: {text}}}]",
        f"corrections: [{text}]", f"platform: {text}", f"step: {text}", f"aliases: [{text}]",
        f"images: [{{file: lamp.png, alt: {text}, caption: {text}}}]",
        "source: {source: \"000\", line: 3, quote: " + text + "}", f"x-own: {text}", "---", "",
        *body.split("\n"), ""]


def picture() -> bytes:
    """A PNG of one pixel."""
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\0\0\0")) + chunk(b"IEND", b""))


@pytest.fixture(scope="module")
def attacked(tmp_path_factory):
    """The site of all payloads, its address behind a server, and how many lines were refused and how many were taken."""
    root = tmp_path_factory.mktemp("attacked")
    shutil.copytree(PROJECT / "templates", root / "templates")
    cases = root / "content/cases"
    cases.mkdir(parents=True)
    for name in ("site.yml", "regions.yml", "metrics.yml", "sources.yml"):
        shutil.copy(PROJECT / "content" / name, root / "content" / name)
    (root / "content/images").mkdir()
    (root / "content/images/lamp.png").write_bytes(picture())
    files = {}
    for i, payload in enumerate(PAYLOADS):
        body = BODIES[i % len(BODIES)].replace("{}", payload)
        files[f"content/cases/attack-{i}.md"] = write_up(payload, body)
    for i, form in enumerate(BODIES):
        paragraphs = "\n\n".join(form.replace("{}", payload) for payload in ADDRESSES)
        files[f"content/cases/body-{i}.md"] = [
            "---", f"title: 正文{i}", "region: 湖北省/武汉市", "---", "", *paragraphs.split("\n"), ""]
    total = sum(len(lines) for lines in files.values())
    refused = 0
    for _ in range(20):
        for path, lines in files.items():
            (root / path).write_text("\n".join(lines), encoding="utf-8")
        checked = subprocess.run(
            [casebook(), "check", "--root", str(root), "--format", "json"], capture_output=True, text=True)
        errors = [finding for finding in json.loads(checked.stdout) if finding["severity"] == "error"]
        if not errors:
            break
        dropped = {}
        for error in errors:
            assert error["file"] in files, error
            dropped.setdefault(error["file"], set()).add(error["line"] - 1)
        for path, numbers in dropped.items():
            lines = files[path]
            end = lines.index("---", 1)
            # A title or a header that is refused as a whole, and a body that is, leave nothing to look at.
            if any(lines[n].startswith(("title:", "region:", "---")) for n in numbers if n < end):
                del files[path]
                (root / path).unlink()
                refused += len(lines)
                continue
            if any(n > end for n in numbers) and "/attack-" in path:
                numbers = {n for n in numbers if n <= end} | set(range(end + 1, len(lines)))
            refused += len(numbers)
            files[path] = [line for n, line in enumerate(lines) if n not in numbers]
    else:
        pytest.fail(f"still refused: {errors[:3]}")
    with serve(root / "site") as url:
        built = subprocess.run(
            [casebook(), "build", "--root", str(root), "--base-url", url], capture_output=True, text=True)
        assert built.returncode == 0, built.stderr[-2000:]
        yield root / "site", url, sorted(files), (refused, total)


NOTHING = {"ran": False, "handlers": [], "addresses": [], "elements": []}


def foreign_code(page) -> dict:
    """What ran on a page, or would if somebody touched it."""
    return page.evaluate("""() => ({
        ran: window.ran !== undefined,
        handlers: [...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames().filter(n => n.startsWith('on'))),
        addresses: [...document.querySelectorAll('[href],[src],[action],[data]')]
            .flatMap(e => ['href', 'src', 'action', 'data'].map(n => e[n])).filter(v => typeof v === 'string')
            .filter(v => !/^(https?:|file:|mailto:|tel:|$)/.test(v)),
        elements: [...document.querySelectorAll('iframe,object,embed,base,math,[contenteditable],style,'
            + 'script:not([src]):not([type="application/ld+json"]),meta[http-equiv=refresh]')]
            .map(e => e.outerHTML.slice(0, 80)),
    })""")


@pytest.mark.parametrize("policy", [False, True], ids=["disk", "policy"])
def test_nothing_runs(new_page, attacked, policy):
    folder, url, files, (refused, total) = attacked
    assert len(files) > 80 and refused < total / 2, f"{refused} of {total} lines refused, {len(files)} files left"
    base = url if policy else folder.as_uri() + "/"
    page = new_page(900, 700)
    page.on("dialog", lambda dialog: page.problems.append(f"dialog on {page.url}"))
    pages = [f"cases/{file.split('/')[-1][:-3]}/index.html" for file in files]
    lists = ["index.html", "cases/index.html", "data/index.html", "search/index.html", "regions/hubei/wuhan/index.html"]
    for address in pages + [name for name in lists if (folder / name).exists()]:
        page.goto(base + address)
        assert foreign_code(page) == NOTHING, address
    # Opening all the same lists shows each title as it was written.
    page.goto(base + "cases/index.html")
    shown = page.inner_text("body")
    assert "<script>" in shown or "onerror" in shown


def test_search_shows_what_it_finds_as_text(new_page, attacked):
    folder, url, _, _ = attacked
    page = new_page(900, 700)
    for word in ("onerror", "script", "javascript"):
        page.goto(f"{url}search/index.html?q={word}")
        page.wait_for_timeout(300)
        assert page.evaluate("() => window.ran") is None
        assert page.evaluate("() => document.querySelectorAll('main img[onerror], main script').length") == 0


@pytest.mark.parametrize("planted, kind", [
    (f"<script>{RUN}</script>", "ran"), (f"<p onclick={RUN}>x</p>", "handlers"), (f"<a href=javascript:{RUN}>x</a>", "addresses"),
    ("<iframe></iframe>", "elements")])
def test_what_is_planted_is_seen(new_page, site, tmp_path, planted, kind):
    file = tmp_path / "index.html"
    text = (site / "about/index.html").read_text(encoding="utf-8")
    file.write_text(text.replace("</main>", planted + "</main>", 1), encoding="utf-8")
    page = new_page(900, 700)
    page.goto(file.as_uri())
    assert foreign_code(page)[kind]
    page.problems.clear()
