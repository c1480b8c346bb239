"""`import` adds all of its files or none, and what a kill leaves does not hinder the next one."""

import os
import shutil
import subprocess
from pathlib import Path

import inject
import pytest
from world import build, command, make_root, state

CASES = [f"case-{number}" for number in range(12)]


@pytest.fixture(scope="session")
def pristine(folder: Path) -> Path:
    root = folder / "import"
    make_root(root)
    rows = [f"{case},办好了,湖北省/宜昌市\n" for case in CASES]
    (root / "cases.csv").write_text("编号,标题,地区\n" + "".join(rows))
    return root


def copy(pristine: Path) -> Path:
    root = pristine.parent / "import-trial"
    subprocess.run(["cp", "-a", str(pristine), str(root)], check=True)
    return root


def import_into(root: Path) -> list[str]:
    return [*command(root, "import")[:2], str(root / "cases.csv"), *command(root, "import")[2:4]]


@pytest.mark.parametrize("accident", [inject.kill, lambda c, n: inject.fail(c, n, "ENOSPC")], ids=["kill", "full"])
def test_at_each_call(pristine: Path, folder: Path, size: int, accident) -> None:
    root = copy(pristine)
    before = state(root / "content")
    found = inject.points(import_into(root), folder / "log")
    after = state(root / "content")
    names = sorted(os.listdir(root))
    shutil.rmtree(root)
    assert {f"cases/{case}.md".encode() for case in CASES} == after.keys() - before.keys()
    for call, number in inject.sample(found, size // 2, "import"):
        root = copy(pristine)
        done = inject.run(import_into(root), *accident(call, number))
        seen = state(root / "content")
        assert seen in (before, after), f"{call} {number}"
        assert done.returncode != 0 or seen == after
        again = subprocess.run(import_into(root), capture_output=True, text=True)
        assert again.returncode == 0, f"{call} {number}\n{again.stderr}"
        assert state(root / "content") == after
        assert sorted(os.listdir(root)) == names, f"{call} {number}: {os.listdir(root)}"
        assert build(root).returncode == 0
        shutil.rmtree(root)
