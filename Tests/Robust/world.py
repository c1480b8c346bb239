"""A small site in two states, with what others have put into its folder, and what must be true of it after any accident."""

import hashlib
import os
import shutil
import stat
import struct
import subprocess
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
PROGRAM = str(Path(os.environ.get("CASEBOOK", PROJECT / ".build/debug/casebook")).resolve())
TODAY = "2026-11-21"

# Names that are not ASCII, not UTF-8, hidden, deep, in a folder of ours and at the top.
FOREIGN = {
    b"CNAME": b"example.org\n",
    b"google1234.html": b"verification",
    b".gitignore": b"*\n",
    b".git/HEAD": b"ref: refs/heads/main\n",
    b".git/objects/ab/cdef": b"object",
    b".well-known/acme/token": b"token",
    b"uploads/2024/\xe9\x99\x84\xe4\xbb\xb6.pdf": b"%PDF",
    b"uploads/\xff\xfe": b"not UTF-8",
    b"cases/ludeng/letter.txt": b"in a folder of ours",
    b"topics/old/.note": b"hidden, in a folder that will be gone",
}


# u::rwx u:33:r-x g::r-x m::r-x o::r-x, as Linux keeps it.
ACCESS_LIST = struct.pack("<I", 2) + b"".join(
    struct.pack("<HHI", *entry)
    for entry in [(1, 7, 2**32 - 1), (2, 5, 33), (4, 5, 2**32 - 1), (16, 5, 2**32 - 1), (32, 5, 2**32 - 1)]
)


def make_root(root: Path) -> None:
    """The minimal content of the tests in Swift: some 40 pages."""
    shutil.copytree(PROJECT / "Tests/SiteTests/Fixtures/minimal", root)
    shutil.copy(PROJECT / "templates/words.zh-Hans.yml", root / "templates")
    (root / "content/topics/old.md").write_text("---\ntitle: 旧议题\n---\n")


def change(root: Path) -> None:
    """The other state: a page is gone, one is new, one is another; most are the same."""
    (root / "content/topics/old.md").unlink()
    (root / "content/topics/new.md").write_text("---\ntitle: 新议题\n---\n")
    case = root / "content/cases/ludeng.md"
    case.write_text(case.read_text() + "\n又修好了一处。\n")
    style = root / "templates/assets/style.css"
    style.write_text(style.read_text() + "main { color: black }\n")


def command(root: Path, *arguments: str) -> list[str]:
    return [PROGRAM, *arguments, "--root", str(root), "--lang", "en", "--today", TODAY]


def build(root: Path, *arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run(command(root, "build", *arguments), capture_output=True, text=True)


def put_foreign(site: Path) -> None:
    for path, content in FOREIGN.items():
        file = Path(os.fsdecode(os.path.join(os.fsencode(site), path)))
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    os.mkfifo(site / "uploads/pipe", 0o620)
    os.symlink("/nowhere/at/all", site / "link")
    os.link(site / "CNAME", site / "uploads/hard")
    (site / "empty/er").mkdir(parents=True)
    # A user of its own may read; of what is made in uploads, too.
    os.setxattr(site, "system.posix_acl_access", ACCESS_LIST)
    os.setxattr(site / "uploads", "system.posix_acl_access", ACCESS_LIST)
    os.setxattr(site / "uploads", "system.posix_acl_default", ACCESS_LIST)
    if os.geteuid() == 0:
        os.chown(site / "uploads/2024", 33, 33)
        os.chown(site, 0, 33)
    os.chmod(site / "uploads", 0o2750)
    os.chmod(site, 0o2775)


def state(folder: Path) -> dict[bytes, str]:
    """Everything in a folder: its kind, mode, owner and access lists, of a file its hash, of a link where it leads."""
    found = {b".": describe(os.fsencode(folder))}
    for place, folders, files in os.walk(os.fsencode(folder)):
        for name in folders + files:
            path = os.path.join(place, name)
            found[os.path.relpath(path, os.fsencode(folder))] = describe(path)
    return found


def describe(path: bytes) -> str:
    status = os.lstat(path)
    mode = status.st_mode
    if stat.S_ISREG(mode):
        content = hashlib.sha256(Path(os.fsdecode(path)).read_bytes()).hexdigest()
    else:
        content = os.fsdecode(os.readlink(path)) if stat.S_ISLNK(mode) else ""
    lists = [n for n in os.listxattr(path, follow_symlinks=False) if "acl" in n] if stat.S_ISDIR(mode) else []
    named = {name: os.getxattr(path, name).hex() for name in sorted(lists)}
    return f"{mode:o} {status.st_uid}:{status.st_gid} {content}{named or ''}"


class World:
    """A root whose site is in one state and whose content already in the other; copied for each trial."""

    def __init__(self, folder: Path, *, output: str = "site"):
        self.output = output
        self.pristine = folder / "pristine"
        self.trials = folder / "trials"
        self.trials.mkdir(parents=True)
        make_root(self.pristine)
        self.site(self.pristine).mkdir()
        assert build(self.pristine, *self.arguments(self.pristine)).returncode == 0
        put_foreign(self.site(self.pristine))
        self.before = self.state(self.pristine)
        change(self.pristine)
        after = self.copy("after")
        done = build(after, *self.arguments(after))
        assert done.returncode == 0, done.stderr
        self.after = self.state(after)
        self.names = sorted(os.listdir(after))
        foreign = {p: d for p, d in self.before.items() if self.is_foreign(p)}
        assert len(foreign) > len(FOREIGN) and foreign.items() <= self.after.items()
        assert b"topics/old/index.html" in self.before and b"topics/old/index.html" not in self.after
        shutil.rmtree(after)
        self.foreign = foreign

    @staticmethod
    def is_foreign(path: bytes) -> bool:
        return (
            path in FOREIGN
            or path.startswith((b"uploads", b".git", b".well-known", b"empty"))
            or path == b"link"
        )

    def state(self, root: Path) -> dict[bytes, str]:
        """Of what is ours only the kind and the content: it takes after the folder that it was made in."""
        found = state(self.site(root))
        for path in found:
            if path != b"." and not self.is_foreign(path):
                kind, _, content = found[path].split(" ", 2)
                found[path] = "folder" if kind.startswith("4") else f"{kind} {content}"
        return found

    def site(self, root: Path) -> Path:
        return root / self.output

    def arguments(self, root: Path) -> list[str]:
        return ["--output", str(self.site(root))]

    def copy(self, name: str) -> Path:
        root = self.trials / name
        if root.exists():
            shutil.rmtree(root)  # of a test that failed
        subprocess.run(["cp", "-a", str(self.pristine), str(root)], check=True)
        return root

    def check(self, root: Path, outcome: int, note: str) -> str:
        """The site is the old one or the new, whole; the next build makes the new one and leaves nothing behind."""
        seen = self.state(root)
        if outcome == 0:
            assert seen == self.after, f"{note}: a build that succeeded\n{difference(seen, self.after)}"
        which = "after" if seen == self.after else "before"
        expected = self.after if which == "after" else self.before
        assert seen == expected, f"{note}: neither of the two\n{difference(seen, self.before)}"
        self.check_next(root, note)
        return which

    def check_replaced_in_place(self, root: Path, outcome: int, note: str) -> None:
        """Every page is of one of the two sites, as a whole, and nothing foreign was touched; the next build makes the new one."""
        seen = {p: d for p, d in self.state(root).items() if not p.startswith(b".casebook")}
        if outcome == 0:
            assert seen.items() <= self.after.items(), f"{note}\n{difference(seen, self.after)}"
        for path, what in seen.items():
            assert what in (self.before.get(path), self.after.get(path)), f"{note}: {path!r} is {what}"
        missing = (self.before.keys() & self.after.keys()) - seen.keys() - {b".casebook"}
        assert not missing, f"{note}: missing {missing}"
        self.check_next(root, note)

    def check_next(self, root: Path, note: str) -> None:
        done = build(root, *self.arguments(root))
        assert done.returncode == 0, f"{note}: the next build\n{done.stderr}"
        seen = self.state(root)
        assert seen == self.after, f"{note}: after the next build\n{difference(seen, self.after)}"
        assert sorted(os.listdir(root)) == self.names, f"{note}: something is left: {os.listdir(root)}"
        shutil.rmtree(root)


def difference(a: dict[bytes, str], b: dict[bytes, str]) -> str:
    lines = [f"{p!r}: {a.get(p)} | {b.get(p)}" for p in sorted(a.keys() | b.keys()) if a.get(p) != b.get(p)]
    return "\n".join(lines[:20])
