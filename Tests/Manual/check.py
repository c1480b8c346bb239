#!/usr/bin/env python3
"""The Chinese manual, held against the program: every example in it works as it stands there.

Use: check.py CASEBOOK [PAGE …]. The pages are docs/zh/*.md and docs/deploy.zh.md. Each page has a site of its own, which
begins as Tests/Manual/site; in a page with messages every section has. What the words after a block's ``` mean:

    markdown content/cases/a.md     the file of this path; when the page (or section) ends, `check --strict` finds nothing
        … 编码 GB18030              the same, saved in this encoding
    yaml 案例 / 报告 / 简报          fields of the header of a case, report or briefing: put into one, `check --strict`
                                    finds nothing
        … 有误                      … and here it does find something
    yaml 网站设置                    lines of content/site.yml, in place of those with the same keys
    yaml 地名                       lines under `slugs:` in content/regions.yml
    text 提示                       what `check` prints now, to the letter
    text 改成                       what stands in place of the line that this message names; then nothing is found
    text 改名 / text 删去            the file's name before and after; the file that goes
    console                         `$ casebook …` is run, and has to print what follows

A way of writing a number in a table's column 写法, or a period in its column 这样写, is put into a case or report, too.
In messages and output …… stands for anything, on a line of its own for any lines. Commands that the program does not have
yet, and commands of other programs, are not run, but counted. All other blocks (sh, nginx, …) are only looked at."""
import concurrent.futures
import dataclasses
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import unicodedata

PROJECT = pathlib.Path(__file__).resolve().parent.parent.parent
CASEBOOK = pathlib.Path(sys.argv[1]).resolve()
# 2026-12-01 in Beijing: the day on which the examples are read.
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("LC_")} | {
    "LANG": "zh_CN.UTF-8", "SOURCE_DATE_EPOCH": "1796097600"}
WIDTH = 80
CASE = {"标题": "老街装路灯", "地区": "浙江省/湖州市/南浔区", "日期": "2026-03-12"}
REPORT = {"标题": "南浔区协商工作情况", "地区": "浙江省/湖州市/南浔区", "时期": "2025"}
BRIEFING = {"标题": "南浔区协商工作情况", "简报名称": "工作简报", "编发单位": "南浔区政协办公室"}

failures = []
counts = dict.fromkeys(("pages", "files", "fields", "mistakes", "messages", "mended", "commands", "links"), 0)
waiting, others = [], []


@dataclasses.dataclass
class Block:
    line: int
    words: list
    text: str
    heading: int


def fail(page, line, what, found=""):
    failures.append(f"{page}:{line}: {what}" + "".join(f"\n    {each}" for each in found.splitlines()))


def blocks_of(text):
    """The fenced blocks of a page and its other lines, each with its number."""
    blocks, prose, fence, heading = [], [], None, 0
    for number, line in enumerate(text.splitlines(), 1):
        mark = re.match(r"(`{3,})(.*)", line)
        if fence is None and mark:
            fence, start, words, lines = mark[1], number, mark[2].split(), []
        elif fence is not None and line.rstrip() == fence:
            blocks.append(Block(start, words, "".join(each + "\n" for each in lines), heading))
            fence = None
        elif fence is not None:
            lines.append(line)
        else:
            heading = number if line.startswith("## ") else heading
            prose.append((number, line))
    if fence is not None:
        sys.exit(f"line {start}: a block that nothing ends")
    return blocks, prose


def run(folder, *arguments):
    result = subprocess.run([CASEBOOK, *arguments], cwd=folder, env=ENVIRONMENT, capture_output=True, text=True)
    return result.returncode, result.stderr + result.stdout


COMMANDS = {"--version", "--help"} | set(re.findall(r"^  (\w+) {2,}", run(PROJECT, "--help")[1], re.M))


def new_site(folder):
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(PROJECT / "Tests/Manual/site", folder)
    if "theme" not in COMMANDS:
        # The program has no templates in itself: as a theme, so that `templates/` holds only what a page changes.
        shutil.copytree(PROJECT / "templates", folder / "themes/casebook")
        with open(folder / "content/site.yml", "a") as settings:
            settings.write("主题: themes/casebook\n")
    shutil.copy(PROJECT / "content/metrics.yml", folder / "content/metrics.yml")


def write(folder, path, text, encoding="utf-8"):
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode(encoding))


def fits(wanted, found):
    """Whether the text is as the manual prints it, …… standing for anything."""
    parts = []
    for line in wanted.rstrip("\n").split("\n"):
        if line.strip() == "……":
            parts.append(r"(?:.*\n)*?")
        else:
            parts.append(".*".join(re.escape(part) for part in line.rstrip().split("……")) + r"[ ]*\n")
    return re.fullmatch("".join(parts), found.rstrip("\n") + "\n") is not None


def header(fields, base):
    keys = set(re.findall(r"^(\S+?):", fields, re.M))
    lines = "".join(f"{key}: {value}\n" for key, value in base.items() if key not in keys)
    return f"---\n{lines}{fields}---\n"


class Page:
    def __init__(self, path, folder):
        self.name = path.relative_to(PROJECT)
        self.path, self.folder = path, folder / "site"
        self.blocks, self.prose = blocks_of(path.read_text())
        self.fields = []
        self.in_sections = any(block.words[1:2] == ["提示"] for block in self.blocks)

    def check(self):
        self.check_prose()
        self.take_tables()
        new_site(self.folder)
        # The folder in which the reader is: `cd` in a console leads to another.
        self.here, self.written, self.last = self.folder, {}, None
        for number, block in enumerate(self.blocks):
            if self.in_sections and number and block.heading != self.blocks[number - 1].heading:
                self.end(self.blocks[number - 1])
                new_site(self.folder)
                self.written, self.last = {}, None
            self.take(block)
        if self.blocks:
            self.end(self.blocks[-1])
        found = self.check_fields(self.fields) if self.fields else ""
        for finding in re.split(r"\n\n", found):
            line = re.search(r"line-(\d+)-\d+\.md", finding)
            if line or found and not re.search(r"line-\d+-\d+\.md", found):
                fail(self.name, line[1] if line else self.fields[0][0].line, "check --strict:", finding)

    def end(self, block):
        status, found = run(self.here, "check", "--strict")
        if status:
            line = next((line for path, line in self.written.items() if found.startswith(path)), block.line)
            fail(self.name, line, "check --strict:", found)
            return
        if self.in_sections:
            return
        status, found = run(self.here, "build")
        if status:
            fail(self.name, block.line, "build:", found)

    def take(self, block):
        kind = block.words[1] if len(block.words) > 1 else block.words[0] if block.words else ""
        if "/" in kind or re.search(r"\.\w+$", kind):
            if kind in self.written and not self.in_sections:
                self.end(block)
            write(self.here, kind, block.text, block.words[3] if "编码" in block.words else "utf-8")
            self.written[kind] = block.line
            counts["files"] += 1
        elif kind in ("案例", "报告", "简报"):
            self.take_fields(block, kind)
        elif kind == "网站设置":
            path = self.here / "content/site.yml"
            keys = set(re.findall(r"^(\S+?):", block.text, re.M))
            kept = "".join(line for line in path.read_text().splitlines(True)
                           if line.split(":")[0] not in keys and not line.startswith(" "))
            path.write_text(kept + block.text)
            counts["fields"] += 1
            self.end(block)
        elif kind == "地名":
            path = self.here / "content/regions.yml"
            path.write_text(path.read_text() + "".join("  " + line.strip() + "\n" for line in block.text.splitlines()))
            counts["fields"] += 1
        elif kind == "提示":
            found = self.last = run(self.here, "check")[1]
            found = re.sub(r"\n+\d+ 个错误，\d+ 个警告\n$", "\n", found)
            if not fits(block.text, found):
                fail(self.name, block.line, "check prints:", found)
            counts["messages"] += 1
        elif kind == "改成":
            self.mend(block)
        elif kind == "改名":
            old, new = block.text.strip().split(" → ")
            (self.here / old).rename(self.here / new)
            counts["mended"] += 1
        elif kind == "删去":
            (self.here / block.text.strip()).unlink()
            counts["mended"] += 1
        elif kind == "console":
            self.take_console(block)
        elif kind == "sh":
            result = subprocess.run(["bash", "-n"], input=block.text, capture_output=True, text=True)
            if result.returncode:
                fail(self.name, block.line, "bash -n:", result.stderr)
        elif not block.words:
            fail(self.name, block.line, "this block does not say what it is")

    def take_tables(self):
        column = ""
        for number, line in self.prose:
            cells = [cell.strip() for cell in line.strip("|").split("|")] if line.startswith("|") else []
            column = "" if not cells else next((name for name in ("写法", "这样写") if name in cells), column)
            titles = cells if column in cells else titles if column else []
            for code in re.findall(r"`(.+?)`", cells[titles.index(column)]) if column and column not in cells else []:
                kind = "案例" if column == "写法" else "报告"
                text = f"参与人次: {code}\n" if kind == "案例" else f"时期: {code}\n数据:\n  协商场次: 1\n"
                self.fields.append((Block(number, [], text, 0), kind))
                counts["fields"] += 1

    def take_fields(self, block, kind):
        counts["mistakes" if block.words[2:] == ["有误"] else "fields"] += 1
        if block.words[2:] != ["有误"]:
            self.fields.append((block, kind))
        elif not self.check_fields([(block, kind)]):
            fail(self.name, block.line, "check --strict finds nothing")

    def check_fields(self, fields):
        """Puts each of these into a case, report or briefing of its own, of another place or title, into one site with what
        the page has about names: what is found, by file."""
        folder = self.folder.parent / "fields"
        new_site(folder)
        for path in self.written:
            if not re.match(r"content/(cases|reports|briefings)/", path):
                write(folder, path, (self.here / path).read_text())
        places = ""
        for number, (block, kind) in enumerate(fields):
            if kind == "案例":
                base = CASE | {"标题": f"{CASE['标题']}，{number}"}
                write(folder, f"content/cases/line-{block.line}-{number}.md", header(block.text, base))
            elif kind == "简报":
                base = BRIEFING | {"标题": f"{BRIEFING['标题']}，{number}", "系列": f"第{number}个系列"}
                base |= {} if "期数:" in block.text else {"期号": "第1期"}
                write(folder, f"content/briefings/line-{block.line}-{number}.md", header(block.text, base))
            else:
                base = REPORT | {"地区": f"{REPORT['地区']}/第{number}镇"}
                places += f"  {base['地区']}: place-{number}\n"
                write(folder, f"content/reports/line-{block.line}-{number}.md", header(block.text, base))
        (folder / "content/regions.yml").write_text((self.folder / "content/regions.yml").read_text() + places)
        status, found = run(folder, "check", "--strict")
        return found if status else ""

    def mend(self, block):
        place = re.match(r"(\S+?):(\d+):", self.last or "")
        if not place:
            return fail(self.name, block.line, "there is no message before it that names a line")
        path, line = self.here / place[1], int(place[2])
        lines = path.read_text().splitlines(True)
        lines[line - 1:line] = [block.text]
        path.write_text("".join(lines))
        counts["mended"] += 1

    def take_console(self, block):
        for command, wanted in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block.text, re.M):
            words = shlex.split(command.split("   #")[0])
            place = f"{self.name}:{block.line}: {command}"
            if words[0] == "cd" and (self.here / words[1]).is_dir():
                self.here = self.here / words[1]
            elif words[0] != "casebook":
                others.append(place)
            elif words[1] not in COMMANDS:
                waiting.append(place)
                return
            else:
                found = run(self.here, *words[1:])[1]
                if wanted and not fits(wanted, found):
                    fail(self.name, block.line, f"{command} prints:", found)
                counts["commands"] += 1

    def check_prose(self):
        """What a terminal prints as it stands: short lines, no HTML, no pictures; links lead somewhere."""
        for number, line in self.prose:
            bare = re.sub(r"(?<!`)(`+).*?\1", "", line)
            width = sum(2 if unicodedata.east_asian_width(each) in "WFA" else 1 for each in line)
            if width > WIDTH and not line.startswith("|") and "](" not in line:
                fail(self.name, number, f"a line of {width} columns")
            if re.search(r"<[a-z/!]", bare) or "![" in bare:
                fail(self.name, number, "HTML or a picture")
            if re.search(r"[一-鿿] ?[,;:!?()]|[,;:!?()] ?[一-鿿]", re.sub(r"\]\([^)]*\)", "", bare).replace("](", "")):
                fail(self.name, number, "half-width punctuation")
            bare = re.sub(r"^ *\d+\. ", "", bare)
            if re.search(r"[一-鿿] \d|(?<![\w.-])\d[\d.]* [一-鿿]", bare):
                fail(self.name, number, "a blank between Han and a figure")
            for target in re.findall(r"\]\(([^)\s]+)\)", bare):
                counts["links"] += 1
                if not re.match(r"https?:", target) and not (self.path.parent / target.split("#")[0]).exists():
                    fail(self.name, number, f"no such page: {target}")


def main():
    named = [pathlib.Path(name).resolve() for name in sys.argv[2:]]
    pages = named or sorted((PROJECT / "docs/zh").glob("*.md")) + [PROJECT / "docs/deploy.zh.md"]
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor() as workers:
        # Each page has a folder of its own.
        list(workers.map(lambda path: Page(path, pathlib.Path(folder) / path.stem).check(), pages))
        counts["pages"] = len(pages)
    for place in sorted(waiting):
        print(f"not in the program yet: {place}")
    if failures:
        sys.exit("\n".join(sorted(failures)) + f"\nmanual: {len(failures)} failures")
    print("manual: " + ", ".join(f"{number} {name}" for name, number in counts.items())
          + f"; {len(waiting)} commands not there yet, {len(others)} of other programs not run")


main()
