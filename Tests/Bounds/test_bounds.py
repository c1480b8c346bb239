"""Whatever is put in, there is an answer: exit code 0 or 1, in ten seconds and a gigabyte, and not a book of messages.

    CASEBOOK=.build/release/casebook pytest Tests/Bounds          sizes for CI
    BOUNDS=full CASEBOOK=.build/release/casebook pytest Tests/Bounds    the limits themselves

The limits are those of the operating system (`setrlimit`), so that what never ends is ended. A debug build has four times as long, and
wants BOUNDS_SECONDS=120 for the limits themselves.
"""

import os
from pathlib import Path

import pytest

from inputs import INPUTS
from measure import ask

PROGRAM = str(Path(os.environ.get("CASEBOOK", ".build/debug/casebook")).resolve())
IS_FULL = os.environ.get("BOUNDS") == "full"
SECONDS = int(os.environ.get("BOUNDS_SECONDS", "10" if IS_FULL else "40"))
# The limit of addresses, which a program has more of than it uses: threads, arenas, libraries.
GIGABYTES = 2


@pytest.mark.parametrize("given", INPUTS, ids=lambda given: given.name)
def test_answers(given):
    size = given.limit if IS_FULL else given.small
    answer = ask(PROGRAM, given, size, SECONDS, GIGABYTES)
    # 74: what never ends cannot be read.
    assert answer.code in (0, 1, 74), answer
    assert answer.kilobytes <= 1 << 20, answer
    assert answer.code == 0 or "error: " in answer.said, answer
    assert answer.printed < (4 << 20) + 4 * size, answer
