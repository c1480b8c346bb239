"""The output folder: whatever happens to a build, the site is the old one or the new, whole, with all foreign files."""

import os
import random
import shutil
import signal
import subprocess
import threading
import time
from pathlib import Path

import inject
import pytest
from world import PROGRAM, World, build, command, state


def try_each(world: World, options: list[str], points: list[tuple[str, int]], accident, check, needs_success=False) -> None:
    """Builds in a copy of its own for each point, with an accident there."""
    seen = {}
    for call, number in points:
        note = f"{call} {number}"
        root = world.copy("trial")
        done = inject.run(command(root, "build", *world.arguments(root)), *options, *accident(call, number))
        assert not needs_success or done.returncode == 0, f"{note}\n{done.stderr}"
        which = check(root, done.returncode, note)
        seen[which] = seen.get(which, 0) + 1
    print(f"{len(points)} tried: {seen}")


@pytest.fixture(scope="session")
def points(world: World, folder: Path) -> list[tuple[str, int]]:
    root = world.copy("points")
    found = inject.points(command(root, "build", *world.arguments(root)), folder / "log")
    shutil.rmtree(root)
    return found


@pytest.fixture(scope="session")
def points_in_place(world: World, folder: Path) -> list[tuple[str, int]]:
    root = world.copy("points")
    found = inject.points(command(root, "build", *world.arguments(root)), folder / "log", *inject.NO_EXCHANGE)
    shutil.rmtree(root)
    return [p for p in found if p[0] != "renameat2"]


def test_kill_at_each_call(world: World, points, size: int) -> None:
    try_each(world, [], inject.sample(points, size, "kill"), inject.kill, world.check)


def error_at(call: str, number: int) -> list[str]:
    """Of every call each error comes up, at one or the other number."""
    return inject.fail(call, number, inject.ERRORS[(number + len(call)) % len(inject.ERRORS)])


def test_error_at_each_call(world: World, points, size: int) -> None:
    try_each(world, [], inject.sample(points, size, "error"), error_at, world.check)


def test_an_interrupted_call_is_made_again(world: World, points, size: int) -> None:
    def interrupt(call: str, number: int) -> list[str]:
        return inject.fail(call, number, "EINTR")

    try_each(world, [], inject.sample(points, size // 2, "EINTR"), interrupt, world.check, needs_success=True)


@pytest.mark.parametrize("accident", [inject.kill, error_at])
def test_in_place(world: World, points_in_place, size: int, accident) -> None:
    chosen = inject.sample(points_in_place, size // 2, accident.__name__)
    try_each(world, inject.NO_EXCHANGE, chosen, accident, world.check_replaced_in_place)


@pytest.mark.parametrize("name", ["SIGKILL", "SIGTERM", "SIGINT", "SIGHUP", "SIGPIPE", "SIGXFSZ"])
def test_signals_at_random_moments(world: World, size: int, name: str) -> None:
    rounds = min(max(size // 6, 1), 40)
    start = time.monotonic()
    root = world.copy("trial")
    build(root, *world.arguments(root))
    usual = time.monotonic() - start
    shutil.rmtree(root)
    moments = random.Random(name)
    for number in range(rounds):
        root = world.copy("trial")
        process = subprocess.Popen(
            command(root, "build", *world.arguments(root)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(moments.uniform(0, usual * 1.1))
        process.send_signal(getattr(signal, name))
        world.check(root, process.wait(), f"{name} {number}")


def test_a_limit_on_the_size_of_files(world: World) -> None:
    root = world.copy("trial")
    limited = ["prlimit", "--fsize=300", "--core=0"]
    done = subprocess.run(limited + command(root, "build", *world.arguments(root)), capture_output=True, text=True)
    assert done.returncode == 74 and "File too large" in done.stderr
    assert world.check(root, done.returncode, "fsize") == "before"


# What is not root's: a mode that forbids something forbids it.
NOBODY = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="needs the right to become another user")


def of_nobody(world: World) -> Path:
    """A root that belongs to the user nobody, who can come there."""
    root = world.copy("trial")
    for folder in root.parents[:3]:
        folder.chmod(folder.stat().st_mode | 0o711)
    for place, folders, files in os.walk(root):
        for path in [place, *(os.path.join(place, name) for name in files)]:
            os.chown(path, 65534, 65534, follow_symlinks=False)
    return root


def build_as_nobody(root: Path) -> subprocess.CompletedProcess:
    return subprocess.run(NOBODY + command(root, "build"), capture_output=True, text=True)


@AS_ROOT
def test_a_foreign_folder_that_forbids_writing(world: World) -> None:
    """It is carried with its mode, and the old tree goes all the same, also after a kill; so does a stage that holds it."""
    # Before the exchange, and in the first call after it.
    for killed_at in (None, "syncfs", "fsync"):
        root = of_nobody(world)
        shut = root / "site/uploads/2024"
        os.chmod(shut, 0o555)
        os.chmod(root / "site/empty", 0o500)
        if killed_at:
            inject.run(NOBODY + command(root, "build"), *inject.kill(killed_at, 1))
            assert any(".stage-" in name for name in os.listdir(root))
        done = build_as_nobody(root)
        assert done.returncode == 0 and "note" not in done.stderr, done.stderr
        assert os.stat(shut).st_mode & 0o777 == 0o555 and os.listdir(shut)
        assert sorted(os.listdir(root)) == world.names
        shutil.rmtree(root)


@AS_ROOT
def test_a_lock_is_left_where_nothing_can_be_made(world: World) -> None:
    root = of_nobody(world)
    (root / ".site.lock").touch()
    os.chmod(root, 0o555)
    done = build_as_nobody(root)
    assert done.returncode == 0 and "one by one" in done.stderr, done.stderr
    shutil.rmtree(root)


def test_an_old_tree_that_cannot_be_opened_is_kept(world: World, folder: Path) -> None:
    """Whoever may open no further file after a failed exchange does not take the old tree for a stage of his own."""
    log = folder / "opened"
    failing = ["-e", "trace=openat,fsync", "-e", "inject=fsync:error=EIO:when=1"]
    root = world.copy("trial")
    inject.run(command(root, "build"), *failing, "-o", str(log))
    opened = log.read_text(errors="replace").split(" fsync(")[0].count(" openat(")
    assert opened > 0
    shutil.rmtree(root)
    root = world.copy("trial")
    done = inject.run(command(root, "build"), *failing, "-e", f"inject=openat:error=EMFILE:when={opened + 1}")
    assert done.returncode == 74 and any(".stage-" in name for name in os.listdir(root)), done.stderr
    world.check_next(root, "EMFILE")


def test_a_file_system_that_tells_no_kinds(world: World, folder: Path) -> None:
    """Some tell only the names: what is ours is known all the same, and an input below a folder, too."""
    library = folder / "no-kinds.so"
    source = """
        #define _GNU_SOURCE
        #include <dirent.h>
        #include <dlfcn.h>
        struct dirent *readdir(DIR *list) {
          struct dirent *(*real)(DIR *) = dlsym(RTLD_NEXT, "readdir"), *entry = real(list);
          if (entry) entry->d_type = DT_UNKNOWN;
          return entry;
        }"""
    subprocess.run(["clang", "-shared", "-fPIC", "-x", "c", "-", "-o", str(library)], input=source, text=True, check=True)
    environment = {**os.environ, "LD_PRELOAD": str(library)}
    root = world.copy("trial")
    done = subprocess.run(command(root, "build"), capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stderr
    assert world.state(root) == world.after
    for output in ["content", "content/cases", "content/cases/new"]:
        done = subprocess.run(command(root, "build", "--output", str(root / output)), capture_output=True, text=True, env=environment)
        assert "that builds read" in done.stderr, done.stderr
    world.check_next(root, "no kinds")


def may(*options: str) -> bool:
    return subprocess.run(["unshare", *options, "true"], capture_output=True).returncode == 0


@pytest.mark.skipif(not may("-pf"), reason="needs the right to make a pid namespace")
def test_two_at_once_with_one_pid(world: World, folder: Path, size: int) -> None:
    """Two containers on one volume: both processes have the number 1. Each build is whole; the last one is what is seen."""
    for number in range(min(max(size // 4, 2), 24)):
        other = world.copy("other")
        (other / "content/cases/ludeng.md").write_text(
            (world.pristine / "content/cases/ludeng.md").read_text() + "\n另一个。\n")
        root = world.copy("trial")
        output = ["--output", str(world.site(root))]
        isolated = ["unshare", "-pf", "--kill-child"]
        processes = [
            subprocess.Popen(isolated + command(r, "build", *output), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            for r in (root, other)
        ]
        outcomes = [(p.wait(), p.stderr.read().decode()) for p in processes]
        assert [code for code, _ in outcomes] == [0, 0], outcomes
        seen = world.state(root)
        if seen != world.after:
            done = build(other, *output)
            assert done.returncode == 0, done.stderr
            assert seen == world.state(root), f"round {number}: a mixture"
        world.check_next(root, f"round {number}")
        shutil.rmtree(other)


def test_who_works_in_the_folder_meanwhile_loses_nothing(world: World) -> None:
    """As git or an upload does: by paths from a folder that it keeps open, over the exchange."""
    root = world.copy("trial")
    site = world.site(root)
    written: list[str] = []
    ends = threading.Event()

    def work() -> None:
        number = 0
        while not ends.is_set():
            folder = os.open(site, os.O_RDONLY | os.O_DIRECTORY)
            # Some time in one folder, which may become the old tree meanwhile, and be removed.
            for _ in range(40):
                number += 1
                name = f"uploads/late-{number}"
                try:
                    file = os.open("uploads/part", os.O_WRONLY | os.O_CREAT, dir_fd=folder)
                    os.write(file, name.encode())
                    os.close(file)
                    os.rename("uploads/part", name, src_dir_fd=folder, dst_dir_fd=folder)
                    written.append(name)
                except FileNotFoundError:
                    break
                time.sleep(0.0005)
            os.close(folder)

    worker = threading.Thread(target=work)
    worker.start()
    try:
        for number in range(8):
            done = build(root, *world.arguments(root))
            assert done.returncode == 0, done.stderr
            written.append(f"uploads/after-{number}")
            (site / written[-1]).write_text(written[-1])
    finally:
        ends.set()
        worker.join()
    done = build(root, *world.arguments(root))
    assert done.returncode == 0, done.stderr
    kept = {name: (site / name).read_text() if (site / name).exists() else None for name in written}
    assert len(written) > 100 and {name: text for name, text in kept.items() if text != name} == {}
    shutil.rmtree(root)


# MARK: Mounts

MOUNTED = pytest.mark.skipif(not may("-m"), reason="needs the right to mount")


def mounted(root: Path, line: str) -> subprocess.CompletedProcess:
    """Runs a line of shell in the root, with mounts of its own; `$BUILD` builds there."""
    words = " ".join(command(root, "build"))
    script = f"mount --make-rprivate / && cd {root} && BUILD='{words}' && {line}"
    return subprocess.run(["unshare", "-m", "sh", "-ec", script], capture_output=True, text=True)


@MOUNTED
def test_a_mount_point(world: World) -> None:
    """A volume of a container: the folder can be written, but not exchanged."""
    root = world.copy("trial")
    done = mounted(root, "mount --bind site site; $BUILD")
    assert done.returncode == 0 and "note: " in done.stderr, done.stderr
    world.check_replaced_in_place(root, done.returncode, "mount point")


@MOUNTED
def test_an_empty_mount_point_and_a_kill_in_it(world: World, folder: Path) -> None:
    root = world.copy("trial")
    killed = "strace -f -qq -o /dev/null -e trace=renameat -e inject=renameat:signal=KILL:when=9 $BUILD --output volume || true"
    done = mounted(root, f"mkdir volume; mount -t tmpfs none volume; {killed}; $BUILD --output volume; cp -a volume copy")
    assert done.returncode == 0, done.stderr
    seen = {p for p, what in state(root / "copy").items() if not what.startswith("4")}
    assert seen == {p for p, what in world.after.items() if p not in world.foreign and what.startswith("10")}
    shutil.rmtree(root)


@MOUNTED
def test_a_mount_among_the_foreign_files(world: World) -> None:
    root = world.copy("trial")
    done = mounted(root, "mount -t tmpfs none site/uploads; echo 1 >site/uploads/a; $BUILD; grep 1 site/uploads/a")
    assert done.returncode == 0 and "one by one" in done.stderr, done.stderr
    world.check_replaced_in_place(root, done.returncode, "mount below")


@MOUNTED
def test_inputs_are_known_behind_mounts(world: World) -> None:
    root = world.copy("trial")
    for source, output in [(".", "."), ("content", "."), ("content", "new"), ("content/cases", "new"), ("templates", ".")]:
        done = mounted(root, f"mkdir -p volume; mount --bind {source} volume; ! $BUILD --output volume/{output}")
        assert done.returncode == 0 and "that builds read" in done.stderr, (source, output, done.stderr)
    shutil.rmtree(root)


@MOUNTED
def test_one_volume_seen_at_two_places(world: World) -> None:
    """One build sees a volume, the other a folder: they exclude each other all the same."""
    root = world.copy("trial")
    # The first one waits for the disk, longer than the second one needs to come to the lock.
    held = "strace -f -qq -o /dev/null -e trace=syncfs -e inject=syncfs:delay_enter=2500000"
    done = mounted(
        root, f"mkdir volume; mount --bind site volume; {held} $BUILD --output volume & sleep 1; ! $BUILD; wait $!; umount volume; rmdir volume")
    assert done.returncode == 0 and "another process" in done.stderr, done.stderr
    world.check_replaced_in_place(root, 0, "two places")
