#!/usr/bin/env python3
"""What `casebook harvest` finds in the texts of the sources, held against the reports and cases that people made of them.

Use: measure.py CASEBOOK SOURCES [--root DIR] [--rows]. SOURCES holds the texts by id (001.txt, 001_*.txt), which are never
part of the repository. A figure of a report or a number of a case counts as found where a row of its line (or the line
before or after) has its value and its qualifier; its wording, where the text of the number is the same, the unit aside.

--rows lists what is missing and what is wrong."""
import argparse
import collections
import json
import pathlib
import shutil
import subprocess
import tempfile

parser = argparse.ArgumentParser()
parser.add_argument("casebook", type=pathlib.Path)
parser.add_argument("sources", type=pathlib.Path)
parser.add_argument("--root", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parents[2])
parser.add_argument("--rows", action="store_true")
asked = parser.parse_args()


def casebook(*arguments):
    return json.loads(subprocess.run(
        [asked.casebook.resolve(), *map(str, arguments), "--root", asked.root], stdout=subprocess.PIPE, check=True).stdout)


Number = collections.namedtuple("Number", "file source lines metric region period quantity")


def quantities(value):
    """Every quantity below a value of a record."""
    if isinstance(value, dict):
        if {"raw", "value", "low", "high", "qualifier"} == set(value):
            yield value
        else:
            for each in value.values():
                yield from quantities(each)
    elif isinstance(value, list):
        for each in value:
            yield from quantities(each)


def sources_of(record):
    sources = record.get("source", [])
    return [(each["source"], each["line"]) for each in (sources if isinstance(sources, list) else [sources])]


reported, told = [], []
for path in sorted(asked.root.glob("content/reports/*.md")):
    record = casebook("inspect", path.relative_to(asked.root))
    cited = sources_of(record)
    for metric, figures in record["figures"].items():
        for figure in figures if isinstance(figures, list) else [figures]:
            plain = "raw" in figure
            lines = cited[0][1] if plain else figure.get("line", cited[0][1])
            period = record.get("period") if plain else figure.get("as_of") or figure.get("period") or record.get("period")
            reported.append(Number(path.stem, cited[0][0], lines, metric, record["region"], period,
                                   figure if plain else figure["value"]))
for path in sorted(asked.root.glob("content/cases/*.md")):
    record = casebook("inspect", path.relative_to(asked.root))
    for quantity in quantities({key: value for key, value in record.items() if key != "source"}):
        told.append(Number(path.stem, sources_of(record), None, None, record["region"], None, quantity))


def plain(raw, unit=""):
    """A wording without its unit, in half width."""
    text = raw.translate({0xFF10 + digit: str(digit) for digit in range(10)}).replace(" ", "").removesuffix(unit)
    return text.rstrip("场次个件条项人名户") if len(text) > 1 else text


def near(row, lines):
    return any(abs(row["line"] - line) <= 1 for line in lines)


def stands(number, source, rows):
    lines = dict(number.source).get(source, [])
    return any(near(row, lines) and row["value"] == number.quantity["value"] for row in rows)


harvests = {text.stem.split("_")[0]: casebook("harvest", text, "--source", text.stem.split("_")[0], "--format", "json")
            for text in sorted(asked.sources.glob("*.txt"))}
# A case that two pages tell of has its number on one of them.
told = [number._replace(source=source, lines=dict(number.source)[source]) for number in told
        for source in [next((source for source, _ in number.source if stands(number, source, harvests.get(source, []))),
                            number.source[0][0] if number.source else None)]
        if source]
table, missing, wrong = [], [], collections.Counter()
wrong_rows = []
total = collections.Counter()
for source, rows in harvests.items():
    counts = collections.Counter(rows=len(rows))
    used = {}
    for number in [each for each in reported + told if each.source == source]:
        kind = "reported" if number.metric else "told"
        counts[kind] += 1
        same = [(index, row) for index, row in enumerate(rows)
                if near(row, number.lines) and row["value"] == number.quantity["value"]
                and row["qualifier"] == number.quantity["qualifier"]]
        # The same number may stand twice: the row of the right metric is meant.
        same.sort(key=lambda each: each[1]["metric"] != number.metric)
        if not same:
            missing.append((number, "not found"))
            continue
        index, row = same[0]
        counts[kind + " found"] += 1
        for index, _ in same:
            used.setdefault(index, []).append(number)
        if plain(row["raw"], row["unit"]) == plain(number.quantity["raw"], row["unit"]):
            counts[kind + " worded"] += 1
        else:
            missing.append((number, "worded " + row["raw"]))
        if not number.metric:
            continue
        for part in ("metric", "region", "period"):
            mine = row[part]
            if part == "period" and number.period and mine and len(number.period) == 10:
                mine = number.period if mine.split("..")[-1][:7] == number.period[:7] else mine
            if mine == getattr(number, part):
                counts[part] += 1
            else:
                missing.append((number, f"{part} {row[part]}"))
    for index, row in enumerate(rows):
        numbers = used.get(index, [])
        if row["metric"]:
            counts["proposed"] += 1
            if any(number.metric == row["metric"] for number in numbers):
                continue
            if not numbers:
                reason = "no figure of the reports"
            else:
                reason = "another metric" if any(number.metric for number in numbers) else "a number of a case"
            counts["wrong"] += 1
            wrong[reason] += 1
            wrong_rows.append((source, reason, row))
    table.append((source, counts))
    total.update(counts)

# The cases that are proposed, and those that people wrote of the same lines.
proposed = written = matched = 0
with tempfile.TemporaryDirectory() as folder:
    for part in ("content", "templates"):
        shutil.copytree(asked.root / part, pathlib.Path(folder) / part)
    own = set(pathlib.Path(folder).glob("content/*/*.md"))
    for text in sorted(asked.sources.glob("*.txt")):
        source = text.stem.split("_")[0]
        subprocess.run([asked.casebook.resolve(), "harvest", text, "--source", source, "--root", asked.root, "--output",
                        folder], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    written_files = set(pathlib.Path(folder).glob("content/*/*.md")) - own
    drafts = sorted(path for path in written_files if path.parent.name == "cases")
    found = json.loads(subprocess.run(
        [asked.casebook.resolve(), "check", "--root", folder, "--sources", asked.sources, "--format", "json"],
        stdout=subprocess.PIPE).stdout)
    errors = sum(each["severity"] == "error" for each in found)
    cases = [casebook("inspect", path.relative_to(asked.root)) for path in sorted(asked.root.glob("content/cases/*.md"))]
    for path in drafts:
        draft = casebook("inspect", path)
        own = {(source, line) for source, lines in sources_of(draft) for line in lines}
        same = [case for case in cases
                if own & {(source, line) for source, lines in sources_of(case) for line in lines}
                and (case["region"].startswith(draft["region"]) or draft["region"].startswith(case["region"]))]
        proposed += 1
        matched += bool(same)
        if asked.rows:
            print(f"case {draft['title']} ({draft['region']}): {', '.join(case['title'] for case in same) or 'none'}")
    written = len(cases)

columns = ["rows", "reported", "reported found", "reported worded", "metric", "region", "period", "told", "told found",
           "told worded", "proposed", "wrong"]
print("source  " + "  ".join(columns))
for source, counts in table + [("all", total)]:
    print(source.ljust(6), " ".join(str(counts[column]).rjust(len(column) + 1) for column in columns))


def share(part, whole):
    return f"{100 * part / whole:.1f} %" if whole else "-"


print(f"""
figures of reports: {share(total["reported found"], total["reported"])} found, {share(total["reported worded"], total["reported"])} worded alike
of those found: metric {share(total["metric"], total["reported found"])}, region {share(total["region"], total["reported found"])}, \
period {share(total["period"], total["reported found"])}
numbers of cases: {share(total["told found"], total["told"])} found, {share(total["told worded"], total["told"])} worded alike
drafts: {len(written_files)}, errors of check --sources: {errors}
cases: {proposed} proposed, of them {matched} on a matter of the {written} that people wrote
proposed metrics: {total["proposed"]}, of them not as in the reports: {total["wrong"]} {dict(wrong)}""")
if asked.rows:
    for number, what in missing:
        print(f"{number.source}:{number.lines} {number.quantity['raw']} {number.metric} ({number.file}): {what}")
    for source, reason, row in wrong_rows:
        print(f"{source}:{row['line']} {row['raw']}{row['unit']} {row['metric']}: {reason}: {row['phrase']}")
