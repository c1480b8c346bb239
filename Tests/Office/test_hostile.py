"""Workbooks that would keep a reader busy are refused by the program within a second and 200 MB, and nothing is written."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from hostile import HOSTILE, LARGE, SLOW

CASEBOOK = str(Path(os.environ.get("CASEBOOK", ".build/release/casebook")).resolve())
MINIMAL = Path(__file__).resolve().parent.parent / "SiteTests/Fixtures/minimal"
# A debug build is ten times as slow.
SECONDS = float(os.environ.get("OFFICE_SECONDS", "1"))
MEMORY = 200 << 20


# A process begins with the memory of the one that starts it: a small one starts the program and says what it took.
LAUNCHER = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(code, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)
"""


def run(name, content):
    """Imports a file; returns exit code, what was said, seconds of a processor, and the largest resident set in bytes."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"{name}.xlsx"
        file.write_bytes(content)
        output = Path(folder) / "out"
        command = [CASEBOOK, "import", str(file), "--root", str(MINIMAL), "--output", str(output), "--lang", "zh"]
        result = subprocess.run([sys.executable, "-SE", "-c", LAUNCHER, *command], capture_output=True, text=True)
        code, seconds, memory = result.stdout.split()
        written = [path for path in output.rglob("*") if path.is_file()] if output.exists() else []
        assert written == [], result.stderr
        return int(code), result.stderr, float(seconds), int(memory)


@pytest.mark.parametrize("name", HOSTILE)
def test_is_refused(name):
    code, said, seconds, memory = run(name, HOSTILE[name]())
    assert code == 1, said
    assert any(f"[{it}]" in said for it in ("damaged-file", "unsafe-file", "encrypted-file", "file-too-large")), said
    assert f"{name}.xlsx" in said
    assert seconds < SECONDS * (4 if name in SLOW else 1) and memory < MEMORY, (seconds, memory >> 20)


@pytest.mark.parametrize("name", LARGE)
def test_is_read(name):
    """They have one cell, which is a head without rows: whatever is said of that, the file itself is fine."""
    code, said, seconds, memory = run(name, LARGE[name]())
    assert code in (0, 1), said
    assert not any(f"[{it}]" in said for it in ("damaged-file", "unsafe-file", "encrypted-file", "file-too-large")), said
    assert seconds < 2 * SECONDS and memory < MEMORY, (seconds, memory >> 20)
