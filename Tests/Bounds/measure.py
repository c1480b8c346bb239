#!/usr/bin/env python3
"""Runs the program over the inputs, one after another: what it answers, and what that costs.

    measure.py PROGRAM [--size BYTES | --full] [NAME …]
"""

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from inputs import INPUTS

MINIMAL = Path(__file__).parent.parent / "SiteTests/Fixtures/minimal"
WORDS = Path(__file__).parent.parent.parent / "templates/words.zh-Hans.yml"


@dataclass
class Answer:
    code: int
    seconds: float
    kilobytes: int
    printed: int
    said: str


def ask(program, given, size, seconds, gigabytes):
    """The answer to an input, within limits of processor time and of memory."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree(MINIMAL, root, dirs_exist_ok=True)
        shutil.copy(WORDS, root / "templates")
        for path, content in given.make(size).items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(content, newline="")

        def limits():
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
            resource.setrlimit(resource.RLIMIT_AS, (gigabytes << 30, gigabytes << 30))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

        out, err = root / ".out", root / ".err"
        with open("/dev/zero") as zero, open(out, "wb") as stdout, open(err, "wb") as stderr:
            environment = os.environ | {"SWIFT_BACKTRACE": "enable=no", "SOURCE_DATE_EPOCH": "1795219200"}
            process = subprocess.Popen(
                [program, *given.command, "--lang", "en"], cwd=root, env=environment, stdin=zero, stdout=stdout,
                stderr=stderr, preexec_fn=limits)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        said = err.read_bytes()[:4000].decode(errors="replace").strip() or out.read_bytes()[:400].decode(errors="replace")
        lines = [line for line in said.split("\n") if line.strip()]
        # Warnings may come before what it fails for.
        first = next((line for line in lines if "error: " in line), lines[0] if lines else "")
        return Answer(
            process.returncode, usage.ru_utime + usage.ru_stime, usage.ru_maxrss,
            out.stat().st_size + err.stat().st_size, first[:100])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--size", type=int)
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--gigabytes", type=int, default=3)
    parser.add_argument("names", nargs="*")
    options = parser.parse_intermixed_args()
    program = str(Path(options.program).resolve())
    print("| input | size | s | MB | exit | printed | answer |\n|---|---|---|---|---|---|---|")
    for given in INPUTS:
        if options.names and not any(name in given.name for name in options.names):
            continue
        size = given.limit if options.full else min(options.size or given.small, given.limit)
        answer = ask(program, given, size, options.seconds, options.gigabytes)
        print(
            f"| {given.name} | {size} | {answer.seconds:.2f} | {answer.kilobytes // 1024} | {answer.code} "
            f"| {answer.printed} | {answer.said} |", flush=True)


if __name__ == "__main__":
    sys.exit(main())
