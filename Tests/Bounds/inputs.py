"""Inputs that are as large, as deep or as wrong as they may be, and some that are more.

Each is a function from a size in bytes to the files of a site (over the minimal content) or to the one file that a
command is given. The limit on a text is 4 MiB: a size of 4 << 20 is that limit, more or less.
"""

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

LIMIT = (4 << 20) - (64 << 10)


@dataclass
class Input:
    name: str
    make: Callable[[int], dict]
    command: list
    # The size at the limit, and the greatest in CI.
    limit: int
    small: int


INPUTS = []


def text(*command, limit=LIMIT, small=60_000):
    """A function from a size to a site's files."""

    def add(make):
        INPUTS.append(Input(make.__name__.replace("_", "-"), make, list(command or ["check"]), limit, small))
        return make

    return add


def units(size, unit, start=0):
    """As many units as have a size; `{}` in one is its number."""
    made, length, i = [], 0, start
    while length < size:
        piece = unit.replace("{}", str(i))
        made.append(piece)
        length += len(piece.encode())
        i += 1
    return made


def fill(size, unit):
    return "".join(units(size, unit))


HEADER = """title: 修公园
region: 湖北省/宜昌市/西陵区/学院街道
date: 2022-08
source: {source: "000", line: 33}
"""


def case(body="", header="", base=HEADER):
    return {"content/cases/large.md": f"---\n{base}{header}---\n{body}\n"}


# Texts of bodies: name, what comes before, what is repeated, what comes after.
BODIES = {
    "broken-links": ("", "[a](x{}.md)", ""),
    "broken-pictures": ("", "![a](x{}.png)", ""),
    "unknown-schemes": ("", "[a](foo{}:x)", ""),
    "links-within": ("", "[a](#x{})", ""),
    "live-figures": ("", "```figure\nmetric: 协商场次\nregion: 湖北省\n```\n\n", ""),
    "live-figures-wrong": ("", "```figure\nmetric: 协商{}\nregion: 湖{}北省\n```\n\n", ""),
    "short-lines": ("", "字\n", ""),
    "blank-lines": ("", "\n", ""),
    "paragraphs": ("", "字。\n\n", ""),
    "one-long-line": ("", "协商议事为民", ""),
    "latin-without-blank": ("", "abcdefghij", ""),
    "long-words": ("", "a", ""),
    "headings": ("", "## 一\n\n", ""),
    "headings-unlike": ("", "## 一{}\n\n", ""),
    "footnotes": ("", "字[^{}]\n\n[^{}]: 注\n\n", ""),
    "footnote-uses": ("[^1]: 注\n\n", "字[^1]", ""),
    "footnotes-unused": ("", "[^{}]: 注\n\n", ""),
    "footnotes-undefined": ("", "字[^{}] ", ""),
    "footnotes-twice": ("", "[^1]: 注\n\n", ""),
    "open-brackets": ("", "[", ""),
    "open-pictures": ("", "![", ""),
    "closed-brackets": ("", "]", ""),
    "bracket-pairs": ("", "[a]", ""),
    "nested-links": ("", "[a](", ""),
    "nested-link-texts": ("", "[", "](b)"),
    "reference-links": ("[x]: https://example.org\n\n", "[x]", ""),
    "definitions": ("", "[x{}]: /u{}\n", ""),
    "definitions-alike": ("", "[x]: /u\n", ""),
    "emphasis-opened": ("", "*a **a ", ""),
    "emphasis-closed": ("", "a** ", ""),
    "emphasis-runs": ("", "a**b*c_d__", ""),
    "emphasis-mixed": ("", "*a_ ", ""),
    "emphasis-in-chinese": ("", "中**“文”**", ""),
    "stars": ("", "*", ""),
    "underscores": ("", "a_", ""),
    "tildes": ("", "~~a ", ""),
    "tildes-alone": ("", "~", ""),
    "backticks": ("", "`a``", ""),
    "backticks-growing": None,
    "cdata": ("", "<![CDATA[", ""),
    "declarations": ("", "<!A ", ""),
    "instructions": ("", "<?", ""),
    "comments": ("", "<!-- a ", ""),
    "tags-open": ("", "<a ", ""),
    "tags-closed": ("", "</a>", ""),
    "tags": ("", "<b>", ""),
    "angles": ("", "<", ""),
    "entities": ("", "&", ""),
    "entities-known": ("", "&amp;", ""),
    "backslashes": ("", "\\", ""),
    "dollars": ("", "$a", ""),
    "quotes-deep": ("", ">", ""),
    "quotes": ("", "> 字\n\n", ""),
    "quote-lines-deeper": None,
    "lists-deep": ("", "- ", ""),
    "lists-deeper": None,
    "numbered-deep": ("", "1. ", ""),
    "lists-of-all-starts": ("", "{}. a\n\n字\n\n", ""),
    "list-items": ("", "- a\n", ""),
    "list-items-chinese": ("", "（一）字\n", ""),
    "list-items-circled": ("", "①字\n", ""),
    "list-numbers": ("", "{}、字\n", ""),
    "tasks": ("", "- [ ] a\n", ""),
    "table-rows": ("| a | b |\n|---|---|\n", "| 1 | 2 |\n", ""),
    "table-rows-short": ("| a | b |\n|---|---|\n", "| 1\n", ""),
    "tables": ("", "| a |\n|---|\n| 1 |\n\n", ""),
    "table-columns": None,
    "pipes": ("", "|", ""),
    "dashes-lines": ("", "a\n---\n", ""),
    "equals-lines": ("", "a\n===\n", ""),
    "fences": ("", "```\n", ""),
    "fences-open": ("", "```a\n\n~~~\n", ""),
    "indented": ("", "    a\n\n", ""),
    "bare-addresses": ("", "https://example.org/a ", ""),
    "bare-address-long": ("https://example.org/", "a(", ""),
    "bare-address-closed": ("https://example.org/", ")", ""),
    "bare-addresses-joined": ("", "https://", ""),
    "bare-www": ("", "www.a", ""),
    "mails": ("", "a@b.cn ", ""),
    "at-signs": ("", "a@", ""),
    "spaces": ("a", " ", "b"),
    "tabs": ("a", "\t", "b"),
    "zero-widths": ("", "\u200b", ""),
    "combining": ("a", "\u0301", ""),
    "combining-mixed": ("a", "\u0301\u0323", ""),
    "ideographic-spaces": ("", "\u3000", ""),
    "full-width": ("", "１２，", ""),
    "wrong-punctuation": ("", "中文,中文 ", ""),
    "quotation-marks": ("", "“", ""),
    "quotation-pairs": ("", "“字”", ""),
    "parentheses-open": ("", "（", ""),
    "book-titles": ("", "《", ""),
    "controls": ("", "\x01", ""),
    "carriage-returns": ("", "a\r", ""),
    "figures-in-text": ("", "解决问题12件，", ""),
    "dates-in-text": ("", "2022年8月{}日，", ""),
    "conflict-marks": ("", "<<<<<<< a\n=======\n>>>>>>> b\n", ""),
    "tabs-in-lists": ("", "-\ta\n\t-\tb\n", ""),
    "smart-quotes": ("", '"a\' ', ""),
    "line-breaks": ("", "字  \n", ""),
    "line-breaks-backslash": ("", "字\\\n", ""),
    "radicals": ("", "⼈⺠", ""),
}


def growing(size, unit, start=""):
    """Lines of 1, 2, 3 … units."""
    lines, length, i = [], 0, 1
    while length < size:
        line = start * (i - 1) + unit * i if not start else start * i + unit
        lines.append(line)
        length += len(line) + 1
        i += 1
    return "\n".join(lines)


def body(name, parts):
    def make(size):
        match name:
            case "backticks-growing":
                return case(" a ".join(line for line in growing(size, "`").split("\n")))
            case "quote-lines-deeper":
                return case("".join(line + " a\n" for line in growing(size, ">").split("\n")))
            case "lists-deeper":
                return case(growing(size, "- a", "  "))
            case "table-columns":
                n = size // 5
                return case("|a" * n + "|\n" + "|-" * n + "|\n" + "|1" * 10 + "|\n")
        before, unit, after = parts
        return case(before + fill(size, unit) + after)

    make.__name__ = "body-" + name
    return make


for name, parts in BODIES.items():
    text()(body(name, parts))

# Parts of headers: what is repeated below the usual fields.
HEADERS = {
    "unknown-keys": ("", "a{}: 1\n", ""),
    "unknown-keys-near": ("", "titl{}e: 1\n", ""),
    "unknown-key-long": ("", "a", ": 1\n"),
    "keys-twice": ("", "note: 1\n", ""),
    "sequence-deep": ("x-a: ", "[", "\n"),
    "sequence-deep-closed": None,
    "mapping-deep": ("x-a: ", "{a: ", "\n"),
    "dashes-deep": ("x-a:\n  ", "- ", "a\n"),
    "indents": None,
    "aliases": ("aliases: [", "/a{}.html, ", "/z.html]\n"),
    "aliases-alike": ("aliases: [", "/a.html, ", "/a.html]\n"),
    "topics-unknown": ("topics: [", "议题{}, ", "基础设施]\n"),
    "topics-alike": ("topics: [", "基础设施, ", "基础设施]\n"),
    "images-missing": ("images:\n", "  - {file: a{}.png, alt: 字}\n", ""),
    "outcomes": ("outcomes:\n", "  - {label: 字{}, value: {}, unit: 件}\n", ""),
    "outcomes-wrong": ("outcomes:\n", "  - {labl: 字{}, value: x, unit: 件}\n", ""),
    "members": ("members: [", "张{}, ", "李]\n"),
    "follow-ups": ("follow_ups:\n", "  - {date: 2022-09, finding: 字{}, state: 字}\n", ""),
    "documents-wrong": ("documents:\n", "  - {type: 字, number: {}, date: 2022-13}\n", ""),
    "sources-wrong": ("x-a: 1\nimages: [", "{source: '{}'}, ", "]\n"),
    "number-long": ("sessions: ", "9", "\n"),
    "number-chinese": ("sessions: ", "九千", "\n"),
    "number-qualified": ("sessions: ", "近", "\n"),
    "number-zeros": ("sessions: 1.", "0", "\n"),
    "deadline-long": ("deadline: ", "2022-01", "\n"),
    "summary-long": ("summary: ", "字", "\n"),
    "summary-lines": ("summary: |\n", "  字\n", ""),
    "summary-folded": ("summary: >\n", "  字\n\n", ""),
    "summary-quoted": ('summary: "', "\\u4e00", '"\n'),
    "summary-of-marks": ('summary: "', "\\u0301\\u0323", '"\n'),
    "summary-plain-lines": ("summary: a\n", "  字\n", ""),
    "summary-with-figures": ("summary: ", "解决12件，", "\n"),
    "comments": ("", "# a\n", ""),
    "blank-lines": ("", "\n", ""),
    "blanks": ("x-a: 1", " ", "\n"),
    "no-colons": ("", "abc\n", ""),
    "full-width-colons": ("", "x-a{}：1\n", ""),
    "tabs": ("", "\tx: 1\n", ""),
    "wrong-indents": ("", "   x-a{}: 1\n  y: 1\n", ""),
    "anchors": ("", "x-a{}: &a 1\n", ""),
    "quotes-open": ("x-a: '", "a''", "\n"),
    "flow-items": ("x-a: [", "a, ", "a]\n"),
    "flow-pairs": ("x-a: {", "a{}: 1, ", "a: 1}\n"),
    "sequence-items": ("x-a:\n", "  - a\n", ""),
    "mapping-items": ("x-a:\n", "  a{}: 1\n", ""),
    "commas": ("x-a: [", ",", "]\n"),
    "dashes": ("", "-", "\n"),
    "odd-blanks": ("x-a: 1\n", "\u3000\n", ""),
}


def header(name, parts):
    def make(size):
        match name:
            case "sequence-deep-closed":
                n = size // 2
                return case(header=f"x-a: {'[' * n}{']' * n}\n")
            case "indents":
                lines, length, i = [], 0, 0
                while length < size:
                    lines.append(" " * i + "a:\n")
                    length += i + 3
                    i += 1
                return case(header="x-a:\n" + "".join(" " + line for line in lines))
        before, unit, after = parts
        return case(header=before + fill(size, unit) + after)

    make.__name__ = "header-" + name
    return make


for name, parts in HEADERS.items():
    text()(header(name, parts))

# The same field of the usual header, as long as it may be.
FIELDS = {
    "title-long": ("title: ", "字", ""),
    "title-words": ("title: ", "a ", ""),
    "region-path": ("region: ", "村/", "村"),
    "region-path-known": ("region: 湖北省/", "宜昌市/", ""),
    "region-name": ("region: 湖北省/宜昌市/西陵区/", "村", ""),
    "date-long": ("date: ", "2022", ""),
    "date-chinese": ("date: ", "二〇二二年", ""),
    "date-dots": ("date: ", "..", ""),
    "source-lines": ('source: {source: "000", line: [', "33, ", "33]}"),
    "sources": ("source: [", '{source: "{}"}, ', "]"),
    "status-long": ("status: ", "已", ""),
}


def field(name, parts):
    def make(size):
        before, unit, after = parts
        key = before.split(":")[0]
        base = "".join(line for line in HEADER.splitlines(True) if not line.startswith(key + ":"))
        return case(base=base, header=before + fill(size, unit) + after + "\n")

    make.__name__ = "field-" + name
    return make


for name, parts in FIELDS.items():
    text()(field(name, parts))


def registry(name, path, before, unit, after=""):
    def make(size):
        return {path: before + fill(size, unit) + after}

    make.__name__ = "registry-" + name
    text()(make)


registry("metrics", "content/metrics.yml", "metrics:\n",
         "  m{}: {name: 数{}, unit: 件, kind: flow, adds: [], definition: 字。}\n")
registry("metrics-wrong", "content/metrics.yml", "metrics:\n", "  m{}: {nam: 数{}, unit: 件}\n")
registry("metrics-checks", "content/metrics.yml",
         "metrics:\n  a: {name: 甲, unit: 件, kind: flow, adds: [], definition: 字。}\nchecks:\n", "  - a = a + b{}\n")
registry("sources", "content/sources.yml", "", '- {id: "{}", title: 字, issuer: 字, date: 2022-01-01}\n')
registry("sources-alike", "content/sources.yml", "", '- {id: "1", title: 字, issuer: 字, date: 2022-01-01}\n')
registry("site-keys", "content/site.yml", "title: 字\nhome: 湖北省\npublisher: 字\nbase_url: https://a.example/\n", "k{}: 1\n")
registry("site-checks", "content/site.yml",
         "title: 字\nhome: 湖北省\npublisher: 字\nbase_url: https://a.example/\nchecks:\n", "  k{}: off\n")
registry("catalogue", "templates/words.zh-Hans.yml", "", "k{}: 字\n")
registry("theme-tokens", "templates/assets/tokens.css", ":root {\n", "--k{}: 1;\n", "}\n")


REGIONS = """regions:
- code: 420000
  name: 湖北省
  slug: hubei
  children:
  - {code: 420500, name: 宜昌市, slug: yichang, children: [{code: 420502, name: 西陵区, slug: xiling}]}
"""
registry("slugs-misspelt", "content/regions.yml", REGIONS + "slugs:\n", "  湖北省/宜昌市/西零区/第{}街道: si\n")
registry("slugs-respelt", "content/regions.yml", REGIONS + "slugs:\n", "  湖北省 / 宜昌市 / 西陵区 / 第{}街道: s{}\n")
registry("regions-counted-misspelt", "content/regions.yml", REGIONS,
         "- {code: {}, name: 第{}省, slug: p{}, counted_under: 湖北省/宜昌市/西零区}\n")


def record(name, path, before, unit, after=""):
    def make(size):
        return {path: before + fill(size, unit) + after}

    make.__name__ = "record-" + name
    text()(make)


REPORT = "---\ntitle: 字\nregion: 湖北省/宜昌市\nperiod: 2022\nsource: {source: \"000\", line: 33}\n"
record("figures-unknown", "content/reports/large.md", REPORT + "figures:\n", "  数{}: 1\n", "---\n")
record("figures-twice", "content/reports/large.md", REPORT + "figures:\n", "  协商场次: 1\n", "---\n")
record("revisions", "content/reports/large.md", REPORT + "figures: {协商场次: 3}\nrevisions:\n",
       "  - {metric: 协商场次, old: {}, new: 3, date: 2022-09-01, reason: 字}\n", "---\n")
record("period", "content/reports/large.md", REPORT.replace("period: 2022\n", "") + "period: ", "2022..", "\n---\n")
record("explains", "content/reports/large.md", REPORT + "figures: {协商场次: 3}\nexplains:\n",
       "  - {check: sum-mismatch, metric: 协商场次, own: {}, other: 3, reason: 字}\n", "---\n")
record("method-steps", "content/methods/large.md", "---\nname: 法\nsteps:\n", "  - {name: 步{}}\n", "---\n")


@text(limit=8000, small=300)
def many_cases(count):
    return {f"content/cases/c{i}.md": f"---\n{HEADER}---\n字{i}\n" for i in range(count)}


@text(limit=8000, small=300)
def many_wrong_cases(count):
    return {f"content/cases/c{i}.md": f"---\n{HEADER.replace('region', 'regin')}---\n字{i}\n" for i in range(count)}


@text(limit=4000, small=300)
def many_unknown_regions(count):
    return {
        f"content/cases/c{i}.md": f"---\n{HEADER.replace('西陵区', f'西陵{i}区')}---\n字{i}\n" for i in range(count)
    }


@text(limit=20000, small=300)
def many_villages(count):
    return {
        f"content/cases/c{i}.md": f"---\n{HEADER.replace('学院街道', f'学院街道/村{i}')}---\n字{i}\n"
        for i in range(count)
    }


@text("build", limit=66, small=2)
def texts_for_the_search(count):
    return {f"content/cases/c{i}.md": f"---\n{HEADER}---\n{chr(0x4E00 + i) * (LIMIT // 3)}\n" for i in range(count)}


@text("build", limit=LIMIT, small=60_000)
def long_text_for_a_page(size):
    return case(fill(size, "协商议事为民办实事，解决群众急难愁盼。\n\n"))


# Numbers of a source.
@text("check", "--sources", "texts", limit=20_000, small=500)
def numbers_of_one_source_line(count):
    outcomes = "".join(f"  - {{label: 字{i}, value: 1, unit: 件}}\n" for i in range(count))
    base = HEADER.replace("line: 33", "line: 1")
    return case(header="outcomes:\n" + outcomes, base=base) | {"texts/000.txt": "1 " * count + "\n"}


@text("check", "--sources", "texts", limit=20_000, small=500)
def numbers_not_of_one_source_line(count):
    outcomes = "".join(f"  - {{label: 字{i}, value: {i + 9000}, unit: 件}}\n" for i in range(count))
    base = HEADER.replace("line: 33", "line: 1")
    return case(header="outcomes:\n" + outcomes, base=base) | {"texts/000.txt": "1 " * count + "\n"}


@text("build", limit=2000, small=300)
def live_tables(count):
    districts = "".join(f"      - {{code: {700_000 + i}, name: 第{i}区, slug: s{i}}}\n" for i in range(400))
    minimal = (Path(__file__).parent.parent / "SiteTests/Fixtures/minimal/content/regions.yml").read_text()
    province = "  - code: 600000\n    name: 试省\n    slug: shi\n    children:\n"
    regions = minimal.replace("slugs:", province + districts + "slugs:")
    block = "```table\n指标: [协商场次, 解决问题, 下沉委员]\n地区: 试省\n下级: 是\n```\n\n"
    return case(block * count) | {"content/regions.yml": regions}


# Personal data.
@text(limit=800_000)
def personal_telephones(size):
    return case("".join(f"电话138{i:08}。\n" for i in range(size // 22)))


def allowing(numbers):
    return "personal_data:\n" + "".join(f'  "{number}": 公开的热线，本人同意公开。\n' for number in numbers)


@text(limit=3000, small=300)
def personal_allowances(count):
    numbers = [13_900_100_000 + i for i in range(count)]
    return case("\n\n".join(f"电话{number}" for number in numbers * 4), header=allowing(numbers))


@text(limit=3000, small=300)
def personal_allowances_of_the_site(count):
    site = "title: 字\nhome: 湖北省\npublisher: 字\nbase_url: https://a.example/\n"
    lines = "".join(f"电话{82_000_000 + i}。\n" for i in range(count * 10))
    return case(lines) | {"content/site.yml": site + allowing(f"027-{81_000_000 + i}" for i in range(count))}


@text()
def personal_zeros(size):
    return case("手机&#" + "0" * size + "49;3800138000")


# Drawings.
def drawing(name, before, unit, after="", last=""):
    def make(size):
        count = max(1, size // len((unit + after).encode()))
        svg = before + unit * count + last + after * count + "</svg>\n"
        return {"content/images/large.svg": svg} | case("![字](../images/large.svg)")

    make.__name__ = "drawing-" + name
    text()(make)


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">'
drawing("elements", SVG, '<path d="M0 0"/>')
drawing("deep", SVG, "<g>", "</g>")
drawing("open", SVG, "<g>")
drawing("attributes", SVG + "<path", " fill='#000'", last="/>")
drawing("attribute-long", SVG + '<path d="', "M0 0", last='"/>')
drawing("text", SVG + "<text>", "字&amp;", last="</text>")
drawing("comments", SVG, "<!-- a -->")
drawing("angles", SVG, "<")
drawing("entities", "<!DOCTYPE svg [", '<!ENTITY a "a">', last="]>" + SVG)


drawing("masks-in-each-other", SVG, '<mask id="a"><g mask="url(#a)">', "</g></mask>")
drawing("references", SVG + '<mask id="a">', '<g class="x" fill="url(#b)"/>', last="</mask>")
drawing("rules", SVG + "<style>", ".x{mask:url(#a)}", last='</style><mask id="a"><g class="y"/></mask>')


# Articles to harvest.
def article(name, unit):
    text("harvest", "article.txt", limit=250 << 10)(lambda size: {"article.txt": unit * (size // len(unit.encode()))})
    INPUTS[-1].name = name


article("article-of-one-sentence", "今年以来，全市开展协商活动78场，解决问题近700个；")
article("article-of-stories", "古城社区居民反映问题，协商议事以后解决了3件。\n")
article("article-of-numbers", "7个")
article("article-of-fractions", "分之三")
article("article-of-regions", "全市区政协")
article("article-of-marks", "“《")


# Tables to import.
COLUMNS = ["title", "region", "date", "source"]


def table(rows):
    out = io.StringIO()
    csv.writer(out).writerows([COLUMNS, *rows])
    return {"import.csv": out.getvalue()}


IMPORT = ["import", "import.csv", "--output", "imported"]


@text(*IMPORT, limit=LIMIT * 4)
def rows_wrong(size):
    return table([f"字{i}", "湖北省/无此市", "2022-13", "x"] for i in range(size // 50))


@text(*IMPORT, limit=LIMIT * 4)
def rows_right(size):
    return table([f"字{i}", "湖北省/宜昌市", "2022", "000:33"] for i in range(size // 50))


@text(*IMPORT, limit=LIMIT)
def cell_long(size):
    return table([["字" * (size // 3), "湖北省/宜昌市", "2022", "000:33"]])


@text(*IMPORT, limit=LIMIT)
def cell_open(size):
    return {"import.csv": 'title,region\n"' + "a,b\n" * (size // 4)}


@text(*IMPORT, limit=LIMIT)
def quotes_in_cells(size):
    return {"import.csv": "title,region\n" + 'a"b,c\n' * (size // 6)}


@text(*IMPORT, limit=LIMIT)
def columns_unknown(size):
    return {"import.csv": ",".join(f"c{i}" for i in range(size // 7)) + "\n" + ",".join("1" * (size // 7)) + "\n"}


# Data for a template.
RENDER = ["render", "data.html", "--data", "data.json", "--templates", "bounds"]


def data(template, json):
    return {"bounds/data.html": template, "data.json": json}


@text(*RENDER)
def json_arrays_deep(size):
    return data("{{ a|tojson }}", '{"a":' + "[" * (size // 2) + "]" * (size // 2) + "}")


@text(*RENDER)
def json_objects_deep(size):
    return data("{{ a|tojson }}", '{"a":' * (size // 6) + "1" + "}" * (size // 6))


@text(*RENDER)
def json_members(size):
    return data("{{ a|tojson|length }}", '{"a":{' + ",".join(f'"k{i}":{i}' for i in range(size // 14)) + "}}")


@text(*RENDER)
def json_members_alike(size):
    return data("{{ a }}", "{" + ",".join('"a":1' for i in range(size // 6)) + "}")


@text(*RENDER)
def json_number(size):
    return data("{{ a }}", '{"a":' + "9" * size + "}")


@text(*RENDER)
def json_text(size):
    return data("{{ a|length }}", '{"a":"' + "\\u4e00" * (size // 6) + '"}')


@text(*RENDER)
def json_name_of_marks(size):
    return data("{{ a }}", '{"' + "\\u0301\\u0323" * (size // 12) + '":1,"a":1}')


@text(*RENDER)
def json_unfinished(size):
    return data("{{ a|length }}", '{"a":[' + "1," * (size // 2))


@text(*RENDER, limit=20_000, small=2000)
def keys_of_mapping(count):
    found = "{% for i in [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] %}" * 5 + "{{ 1 if 'k0' in d }}" + "{% endfor %}" * 5
    return data("{% set d = {" + ", ".join(f"'k{i}': 1" for i in range(count)) + "} %}" + found, "{}")


# Templates that never end, or grow: size counts for nothing.
TWICE = "{% set a = 1 %}{% set b = 1 %}" + "{% set a = [a, a] %}{% set b = [b, b] %}" * 60
HALF = "{% set a = 'ab' %}" + "{% set a = a ~ a %}" * 18
LONG = HALF + "{% set a = a ~ a %}{% set b = a ~ 'ac' %}{% set a = a ~ 'ab' %}"


def ever(body, loops=8):
    return "{% for i in [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] %}" * loops + body + "{% endfor %}" * loops


TEMPLATES = {
    "doubled-compared": TWICE + "{{ a == b }}",
    "doubled-ordered": TWICE + "{{ a < b }}",
    "doubled-json": TWICE + "{{ a|tojson|length }}",
    "doubled-sorted": TWICE + "{{ [a, b, a]|sort|length }}",
    "doubled-grouped": TWICE + "{{ [{'k': a}, {'k': b}]|groupby('k')|length }}",
    "doubled-in": TWICE + "{{ a in [b, b] }}",
    "doubled-text": "{% set a = 'ab' %}" + "{% set a = a ~ a %}" * 60,
    "texts-compared": LONG + ever("{{ 1 if a == b }}"),
    "texts-ordered": LONG + ever("{{ 1 if a < b }}"),
    "texts-searched": LONG + ever("{{ 1 if 'zz' in b }}"),
    "texts-searched-hard": HALF + "{% set c = a ~ 'c' %}{% set a = a ~ a %}" + ever("{{ 1 if c in a }}"),
    "texts-replaced": LONG + ever("{% set c = a|replace('b', 'c') %}"),
    "texts-raised": LONG + ever("{% set c = a|upper ~ a|lower %}"),
    "texts-quoted": LONG + ever("{% set c = [a]|tojson|length %}"),
    "texts-sorted-by-case": LONG + ever("{% set c = [a, b]|sort|length %}"),
    "texts-trimmed": LONG + ever("{% set c = a|trim|length %}"),
    "texts-encoded": LONG + ever("{% set c = a|replace('a', '字')|urlencode|length %}"),
    "outputs": LONG + "{{ a }}" * 50000,
    "sets": LONG + "{% set b = a ~ 'x' %}" * 20000,
    "macro-long": "{% macro m() %}" + "{% set a = 1 %}" * 50000 + "{% endmacro %}" + ever("{{ m() }}"),
    "macro-itself": "{% macro m(x) %}{{ m(x) }}{% endmacro %}{{ m(1) }}",
    "macro-branching": "{% macro m(x) %}{% if x %}{{ m(x - 1) }}{{ m(x - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
    "include-itself": "{% include 'data.html' %}",
    "loops": ever("x", loops=16),
    "parentheses": "{{ " + "(" * 100000 + "1" + ")" * 100000 + " }}",
    "lists-nested": "{{ " + "[" * 100000 + "1" + "]" * 100000 + " }}",
    "nots": "{{ " + "not " * 100000 + "1 }}",
    "signs": "{{ " + "-" * 100000 + "1 }}",
    "filters": "{{ 1" + "|abs" * 100000 + " }}",
    "members": "{{ a" + ".b" * 100000 + " }}",
    "sums": "{{ 1" + " + 1" * 100000 + " }}",
    "ifs": "{% if 1 %}" * 100000 + "{% endif %}" * 100000,
    "elifs": "{% if 0 %}" + "{% elif 0 %}" * 50000 + "{% endif %}",
    "digits": "{{ " + "9" * 100000 + " }}",
    "unclosed": "{{" * 100000,
}


def template(name, source):
    def make(size):
        return data(source, "{}")

    make.__name__ = "template-" + name
    text(*RENDER, limit=1, small=1)(make)


for name, source in TEMPLATES.items():
    template(name, source)


# What never ends.
def endless(name, *command):
    def make(size):
        return {"bounds/data.html": "{{ a }}"}

    make.__name__ = "endless-" + name
    text(*command, limit=1, small=1)(make)


endless("markdown", "markdown", "/dev/zero")
endless("markdown-stdin", "markdown", "-")
endless("data", "render", "data.html", "--data", "/dev/zero", "--templates", "bounds")
endless("import", "import", "/dev/zero", "--output", "imported")
endless("inspect", "inspect", "/dev/zero")
endless("tables", "import", "-", "--output", "imported")
