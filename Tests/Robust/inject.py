"""Runs a command under strace, which lets one of its system calls fail, or kills the process there."""

import random
import re
import subprocess
from pathlib import Path

# Every call by which the program changes the file system, locks it or waits for the disk; openat where it makes a file.
CALLS = (
    "openat write mkdirat linkat unlinkat renameat renameat2 fchown fchmod fsetxattr fremovexattr utimensat flock fsync syncfs"
).split()
ERRORS = ["ENOSPC", "EIO", "EACCES", "EDQUOT", "EROFS", "EPERM"]


def run(command: list[str], *options: str) -> subprocess.CompletedProcess:
    # On one processor the program has one thread, and its calls have one order.
    strace = ["taskset", "-c", "0", "strace", "-f", "-qq", "-o", "/dev/null", *options]
    return subprocess.run(strace + command, capture_output=True, text=True)


def points(command: list[str], log: Path, *options: str) -> list[tuple[str, int]]:
    """All calls that change something from the lock on: the name of each, and which of that name it is."""
    done = run(command, *options, "-e", "trace=" + ",".join(CALLS), "-o", str(log))
    assert done.returncode == 0, done.stderr
    seen: dict[str, int] = {}
    found = []
    for line in log.read_text(errors="replace").splitlines():
        if match := re.match(r"\d+ +(\w+)\(", line):
            call = match[1]
            seen[call] = seen.get(call, 0) + 1
            if (found or "lock" in line) and (call != "openat" or "O_CREAT" in line):
                found.append((call, seen[call]))
    assert found, log.read_text()
    return found


def sample(points: list[tuple[str, int]], size: int, seed: str) -> list[tuple[str, int]]:
    """At least the first and the last of each call, then some more."""
    ends = {p for name in CALLS for of in [[p for p in points if p[0] == name]] if of for p in (of[0], of[-1])}
    rest = [p for p in points if p not in ends]
    chosen = random.Random(seed).sample(sorted(ends) + rest, min(size, len(points)))
    return sorted(chosen)


def kill(call: str, number: int) -> list[str]:
    return ["-e", f"trace={call},renameat2", "-e", f"inject={call}:signal=KILL:when={number}"]


def fail(call: str, number: int, error: str) -> list[str]:
    return ["-e", f"trace={call},renameat2", "-e", f"inject={call}:error={error}:when={number}"]


NO_EXCHANGE = ["-e", "trace=renameat2", "-e", "inject=renameat2:error=EINVAL"]
