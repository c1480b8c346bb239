"""Compares `casebook stats`, `stats --by`, `diff` and what `check` says of contradictions with the recount: real content, and contents made at random.

Use: compare.py BINARY [--contents 200] [--seed 1] [--keep FOLDER]. Prints every difference, both rows; exit 1 if any.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

from changes import figure_changes, write_up_changes
from contradictions import CODES, contradictions
from breakdowns import BREAKDOWNS, breakdown_rows
from generate import generate
from recount import rows

REPOSITORY = Path(__file__).resolve().parents[2]
PERIODS = ["all", "2022", "2023", "2024", "2024H1"]


def answer_of_casebook(binary, root, period, *more):
    return answer(binary, "stats", "--root", str(root), "--period", period, *more)


def answer(binary, *arguments, codes=(0,)):
    command = [binary, *arguments, "--format", "json", "--today", "2026-01-01"]
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode not in codes:
        raise RuntimeError(run.stderr.strip() or f"exit {run.returncode}")
    return json.loads(run.stdout, parse_float=Decimal, parse_int=Decimal)


def compared(row):
    """What must agree: everything but the id; the sources in any order, coverage's numbers as numbers."""
    row = {key: value for key, value in row.items() if key != "id"}
    row["sources"] = sorted((source["file"], int(source["line"])) for source in row["sources"])
    row["coverage"] = (row["coverage"]["reporting"], row["coverage"]["of"])
    row.setdefault("change", None)
    row["period"] = (row["period"]["start"], row["period"]["end"])
    return row


def differences(binary, root, period):
    """(number of figures, [text])"""
    try:
        theirs = answer_of_casebook(binary, root, period)
    except RuntimeError as error:
        return 0, [f"casebook failed: {error}"]
    ours = {(row["region"], row["metric"]): compared(row) for row in rows(root, period)}
    found = []
    keys = [(row["region"], row["period"]["start"] or "", row["period"]["end"], row["metric"]) for row in theirs]
    if keys != sorted(keys):
        found.append("rows are not sorted by region, period, metric")
    theirs = {(row["region"], row["metric"]): compared(row) for row in theirs}
    for key in sorted(ours.keys() | theirs.keys()):
        a, b = theirs.get(key), ours.get(key)
        if a is None or b is None:
            found.append(f"{' '.join(key)}\n    casebook: {a}\n    recount:  {b}")
        elif a != b:
            lines = [f"    {name}: casebook {a.get(name)!s}, recount {b.get(name)!s}" for name in sorted(b) if a.get(name) != b[name]]
            found.append("\n".join([" ".join(key), *lines, f"    casebook: {readable(a)}", f"    recount:  {readable(b)}"]))
    return len(ours), found


def breakdown_differences(binary, root, period, breakdown):
    """(number of rows, [text])"""
    try:
        theirs = answer_of_casebook(binary, root, period, "--by", breakdown)
    except RuntimeError as error:
        return 0, [f"casebook failed: {error}"]

    def key(row):
        return row["group"], row["region"], row["metric"] or "", row["records"] or ""

    for row in theirs:
        row["sources"] = sorted({(source["file"], int(source["line"])) for source in row["sources"]})
        row["period"] = row["period"] and (row["period"]["start"], row["period"]["end"])
    ours = {key(row): row for row in breakdown_rows(root, breakdown, period)}
    found = [] if len({row["id"] for row in theirs}) == len(theirs) else ["an id stands twice"]
    theirs = {key(row): row for row in theirs}
    for name in sorted(ours.keys() | theirs.keys()):
        a, b = theirs.get(name), ours.get(name)
        if a is None or b is None or any(a[field] != b[field] for field in b):
            found.append(f"--by {breakdown}, {' '.join(name)}\n    casebook: {a and readable(a)}\n    recount:  {b and readable(b)}")
    return len(ours), found


def contradiction_differences(binary, root):
    """(number of contradictions, [text])"""
    try:
        theirs = answer(binary, "check", "--root", str(root), codes=(0, 1))  # 1: it has no templates
    except RuntimeError as error:
        return 0, [f"casebook failed: {error}"]
    said = set()
    for item in theirs:
        if item["code"] in CODES:
            places = [item] + [note for note in item["notes"] if note.get("file")]
            said.add((item["code"], frozenset((place["file"], int(place["line"])) for place in places)))
    ours = contradictions(root)
    found = [f"casebook alone: {code} {sorted(places)}" for code, places in sorted(said - ours, key=str)]
    found += [f"recount alone: {code} {sorted(places)}" for code, places in sorted(ours - said, key=str)]
    return len(ours), found


def diff_differences(binary, old, new):
    """(number of changes, [text])"""
    try:
        theirs = answer(binary, "diff", str(old), str(new))
    except RuntimeError as error:
        return 0, [f"casebook failed: {error}"]
    moved, found, number = {}, [], 0
    for row in theirs["figures"]:
        sides = tuple(
            side and (side["display"], side["value"], side["low"], side["high"], side["qualifier"], side["basis"], side["partial"],
                      side["period"]["start"], side["period"]["end"], side["coverage"]["reporting"], side["coverage"]["of"])
            for side in (row["old"], row["new"])
        )
        moved[(row["region"], row["metric"], row["id"].rsplit(":", 1)[1])] = sides
    ours = figure_changes(old, new)
    number += len(ours)
    for key in sorted(ours.keys() | moved.keys()):
        # A gap, and the time over which a counted stock was named, are not in the JSON.
        mine = tuple(side and side[:-2] for side in ours[key]) if key in ours else None
        if moved.get(key) != mine:
            found.append(f"diff, {' '.join(key)}\n    casebook: {moved.get(key)}\n    recount:  {mine}")
    for folder in ("cases", "reports"):
        told = [(row["change"], row["file"].rsplit("/", 1)[1].removesuffix(".md"), set(row["fields"])) for row in theirs[folder]]
        seen = write_up_changes(old, new, folder)
        number += len(seen)
        if told != seen:
            found.append(f"diff, {folder}\n    casebook: {told}\n    recount:  {seen}")
    return number, found


def readable(row):
    return {key: str(value) if isinstance(value, Decimal) else value for key, value in row.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("binary")
    parser.add_argument("--contents", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", help="write the contents here instead of into a temporary folder")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        base = Path(arguments.keep or temporary)
        contents = [("content", REPOSITORY)]
        for seed in range(arguments.seed, arguments.seed + arguments.contents):
            generate(seed, base / str(seed))
            contents.append((f"seed {seed}", base / str(seed)))
        work = [(f"{name}, --period {period}", differences, (root, period)) for name, root in contents for period in PERIODS]
        for n, (name, root) in enumerate(contents):
            for k, breakdown in enumerate(BREAKDOWNS):  # each breakdown of each content for one period, of the real content for two
                for period in {PERIODS[(n + k) % len(PERIODS)], "all" if n == 0 else PERIODS[(n + k) % len(PERIODS)]}:
                    work.append((f"{name}, --period {period}", breakdown_differences, (root, period, breakdown)))
        work += [(f"{name}, check", contradiction_differences, (root,)) for name, root in contents]
        for (name, old), (other, new) in zip(contents[1:], contents[2:]):
            work.append((f"{name} to {other}", diff_differences, (old, new)))
        passed = failed = figures = 0
        with ThreadPoolExecutor(2) as pool:
            results = pool.map(lambda item: item[1](arguments.binary, *item[2]), work)
            for (name, _, _), (number, found) in zip(work, results):
                figures += number
                passed, failed = (passed, failed + 1) if found else (passed + 1, failed)
                for difference in found:
                    print(f"{name}: {difference}")
    print(f"{figures} figures compared")
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
