#!/usr/bin/env python3
"""From push to published: what `git push` to a server takes, with starter/post-receive and starter/ci.sh behind it.

Use: [CASEBOOK=.build/release/casebook] push.py [COUNT] [FOLDER]. Makes COUNT cases (1,000), publishes them, then pushes a
change of one case five times. Prints medians. FOLDER is where the repositories and the site are (/dev/shm); whatever else writes to its file
system, the build waits for. CPU times are those of everything that the push starts.
"""
import hashlib
import os
import pathlib
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

PROJECT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = pathlib.Path(os.environ.get("CASEBOOK", PROJECT / ".build/release/casebook")).resolve()
AUTHOR = ["-c", "user.name=x", "-c", "user.email=x@example.org"]


def measured(command, folder):
    """Wall and CPU seconds, and what was printed."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu, done.stdout + done.stderr


def main():
    count = sys.argv[1] if len(sys.argv) > 1 else "1000"
    with tempfile.TemporaryDirectory(dir=sys.argv[2] if len(sys.argv) > 2 else "/dev/shm") as name:
        folder = pathlib.Path(name)
        office, server, site = folder / "office", folder / "server.git", folder / "www"
        site.mkdir()
        generate = [sys.executable, PROJECT / "Benchmarks/generate_cases.py", count, office]
        subprocess.run(generate, check=True, stdout=subprocess.DEVNULL)
        shutil.copytree(PROJECT / "templates", office / "templates")
        shutil.copytree(PROJECT / "starter", office, dirs_exist_ok=True)
        digest = hashlib.sha256(PROGRAM.read_bytes()).hexdigest()
        (office / "casebook.lock").write_text(f"version: 0\nurl: none\nsha256: {digest}\n")

        def git(*arguments, cwd=office):
            subprocess.run(["git", *AUTHOR, *arguments], cwd=cwd, check=True)

        git("init", "-q", "--bare", "-b", "main", str(server))
        shutil.copy(PROJECT / "starter/post-receive", server / "hooks/post-receive")
        (server / "hooks/post-receive").chmod(0o755)
        git("config", "casebook.output", str(site / "site"), cwd=server)
        git("config", "casebook.program", str(PROGRAM), cwd=server)
        git("init", "-q", "-b", "main")
        git("remote", "add", "origin", str(server))
        cases = sorted((office / "content/cases").glob("*.md"))
        runs = []
        for number in range(6):
            with cases[number].open("a") as file:
                file.write(f"\n又补了第 {number} 句。\n")
            git("add", "-A")
            git("commit", "-q", "-m", str(number))
            *taken, said = measured(["git", "push", "-q", "origin", "main"], office)
            if "已生成" not in said or "没有更新" in said:
                sys.exit(said)
            runs.append(taken)
        parts = {
            "  of it: build": [PROGRAM, "build", "--output", site / "site"],
            "  diff": [PROGRAM, "diff", "HEAD~1", "--format", "markdown"],
            "  SHA-256 of the program": ["sha256sum", PROGRAM],
        }
        rows = {what: [measured(command, office)[:2] for _ in range(5)] for what, command in parts.items()}
    for what, five in ({"push, published": runs[1:]} | rows).items():
        taken = [statistics.median(column) for column in zip(*five)]
        print(f"{what:<32}{taken[0]:7.2f} s{taken[1]:7.2f} s CPU")


main()
