import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from world import World

# ROBUST=all tries every call, ROBUST=100 a hundred in each test; else a few are tried, the same each time.
ROBUST = os.environ.get("ROBUST")


def folder_on(kind: str) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="casebook-", dir="/dev/shm" if kind == "memory" else None))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session", params=["disk", "memory"])
def folder(request: pytest.FixtureRequest) -> Iterator[Path]:
    """A folder on the disk's file system, and one on a file system in memory."""
    yield from folder_on(request.param)


@pytest.fixture(scope="session")
def world(folder: Path) -> World:
    return World(folder / "world")


@pytest.fixture(scope="session")
def size(folder: Path) -> int:
    """How many moments a test tries."""
    if ROBUST:
        return 100_000 if ROBUST == "all" else int(ROBUST)
    return 12 if folder.is_relative_to("/dev/shm") else 6
