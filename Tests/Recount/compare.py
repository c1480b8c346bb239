"""Compares `casebook stats --format json` with the recount: real content, and contents made at random.

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

from generate import generate
from recount import rows

REPOSITORY = Path(__file__).resolve().parents[2]
PERIODS = ["all", "2022", "2023", "2024", "2024H1"]


def answer_of_casebook(binary, root, period):
    command = [binary, "stats", "--root", str(root), "--format", "json", "--period", period, "--today", "2026-01-01"]
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode:
        raise RuntimeError(run.stderr.strip() or f"exit {run.returncode}")
    return json.loads(run.stdout, parse_float=Decimal, parse_int=Decimal)


def compared(row):
    """What must agree: everything but the id; the sources in any order, coverage's numbers as numbers."""
    row = {key: value for key, value in row.items() if key != "id"}
    row["sources"] = sorted((source["file"], int(source["line"])) for source in row["sources"])
    row["coverage"] = (row["coverage"]["reporting"], row["coverage"]["of"])
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
        work = [(name, root, period) for name, root in contents for period in PERIODS]
        passed = failed = figures = 0
        with ThreadPoolExecutor(2) as pool:
            results = pool.map(lambda item: differences(arguments.binary, item[1], item[2]), work)
            for (name, _, period), (number, found) in zip(work, results):
                figures += number
                passed, failed = (passed, failed + 1) if found else (passed + 1, failed)
                for difference in found:
                    print(f"{name}, --period {period}: {difference}")
    print(f"{figures} figures compared")
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
