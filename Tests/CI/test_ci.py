"""starter/ci.sh and the workflow files beside it, on scratch repositories: real git, the real program, real HTTP.

    CASEBOOK=.build/debug/casebook pytest Tests/CI

Tests of a checkout that belongs to somebody else need root.
"""

import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest
from service import TOKEN, Service

PROJECT = Path(__file__).resolve().parents[2]
PROGRAM = Path(os.environ.get("CASEBOOK", PROJECT / ".build/debug/casebook")).resolve()
HASH = hashlib.sha256(PROGRAM.read_bytes()).hexdigest()
STARTER = PROJECT / "starter"
CASE = "content/cases/ludeng.md"
REPORT = "content/reports/yichang-2022.md"


class Office:
    """A repository on a server (`origin`) and a clone of it (`root`), with the files that a new site gets."""

    def __init__(self, folder: Path):
        self.folder, self.root, self.origin = folder, folder / "office", folder / "origin.git"
        self.home = folder / "home"
        self.home.mkdir()
        shutil.copytree(PROJECT / "Tests/SiteTests/Fixtures/minimal", self.root)
        shutil.copy(PROJECT / "templates/words.zh-Hans.yml", self.root / "templates")
        shutil.copytree(STARTER, self.root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("content", "README.md"))
        self.lock("http://127.0.0.1:1/casebook.tar.gz")
        self.git("init", "-q", "-b", "main")
        self.commit("开始")
        self.git("clone", "-q", "--bare", ".", str(self.origin))
        self.git("remote", "add", "origin", f"file://{self.origin}")

    def lock(self, url: str, sha256: str = HASH) -> None:
        (self.root / "casebook.lock").write_text(f"version: 0.0.1\nurl: {url}\nsha256: {sha256}\n")

    def environment(self, **more: str) -> dict[str, str]:
        names = {"PATH": os.environ["PATH"], "HOME": str(self.home), "LANG": "C.UTF-8", "CASEBOOK": str(PROGRAM)}
        for who in ["AUTHOR", "COMMITTER"]:
            names |= {f"GIT_{who}_NAME": "某人", f"GIT_{who}_EMAIL": "someone@example.org"}
        return names | {"GIT_CONFIG_NOSYSTEM": "1"} | more

    def git(self, *arguments: str, cwd: Path | None = None) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=cwd or self.root, env=self.environment(), capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip() + done.stderr

    def commit(self, message: str) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)

    def edit(self, file: str, old: str, new: str) -> None:
        text = (self.root / file).read_text()
        assert old in text
        (self.root / file).write_text(text.replace(old, new))

    def plant_mistake(self) -> None:
        self.edit(CASE, "title: 装路灯", "titel: 装路灯")

    def run(self, cwd: Path | None = None, user: int | None = None, **settings: str) -> subprocess.CompletedProcess:
        done = subprocess.run(
            ["dash", "ci.sh"], cwd=cwd or self.root, env=self.environment(**settings), user=user,
            capture_output=True, text=True, timeout=120,
        )  # fmt: skip
        print(done.stdout, done.stderr, f"exit {done.returncode}", sep="\n")
        return done

    def publishing(self) -> dict[str, str]:
        """The settings of a server: the site goes to a folder, and a command is told so."""
        return {"OUTPUT": str(self.folder / "www/site"), "PUBLISH": f'echo "$SITE" >>"{self.folder}/published"'}

    @property
    def published(self) -> int:
        file = self.folder / "published"
        return len(file.read_text().splitlines()) if file.exists() else 0

    @property
    def site(self) -> str:
        """What readers see of the case."""
        page = self.folder / "www/site/cases/ludeng/index.html"
        return page.read_text() if page.exists() else ""


@pytest.fixture
def office(tmp_path: Path) -> Office:
    (tmp_path / "www").mkdir()
    return Office(tmp_path)


@pytest.fixture
def service():
    service = Service()
    yield service
    service.close()


def github(service: Service, token: str = TOKEN) -> dict[str, str]:
    """A pull request to main, as GitHub describes it to a job."""
    named = {
        "GITHUB_ACTIONS": "true",
        "GITHUB_REF": "refs/pull/7/merge",
        "GITHUB_REF_NAME": "7/merge",
        "GITHUB_BASE_REF": "main",
        "GITHUB_API_URL": service.url,
        "GITHUB_REPOSITORY": "office/site",
    }
    return named | ({"GITHUB_TOKEN": token} if token else {})


def gitlab(service: Service) -> dict[str, str]:
    return {
        "GITLAB_CI": "true",
        "CI_DEFAULT_BRANCH": "main",
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
        "CI_MERGE_REQUEST_PROJECT_ID": "5",
        "CI_MERGE_REQUEST_IID": "7",
        "CI_API_V4_URL": service.url,
        "GITLAB_TOKEN": TOKEN,
    }


SERVICES = pytest.mark.parametrize("named", [github, gitlab])


# ---- Publishing


def test_a_clean_commit_is_published(office: Office):
    done = office.run(**office.publishing())
    assert done.returncode == 0
    assert office.published == 1 and office.site
    assert office.git("status", "--porcelain") == ""


def test_a_mistake_publishes_nothing(office: Office):
    assert office.run(**office.publishing()).returncode == 0
    before = office.site
    office.plant_mistake()
    done = office.run(**office.publishing())
    assert done.returncode == 1
    assert f"{CASE}:2:1: error: 没有名为“titel”的字段 [unknown-field]" in done.stderr
    assert office.published == 1 and office.site == before


def test_a_file_that_cannot_be_read_has_its_own_exit_code(office: Office):
    (office.root / CASE).unlink()
    os.mkfifo(office.root / CASE)
    checked = subprocess.run([PROGRAM, "check"], cwd=office.root, capture_output=True)
    assert checked.returncode != 0
    assert office.run(**office.publishing()).returncode == checked.returncode
    assert office.published == 0


def test_only_the_main_branch_is_published(office: Office):
    office.git("checkout", "-q", "-b", "draft")
    assert office.run(**office.publishing()).returncode == 0
    assert office.published == 0 and not office.site
    assert (office.root / "site/index.html").exists()
    assert office.run(**office.publishing(), MAIN_BRANCH="draft").returncode == 0
    assert office.published == 1


@pytest.mark.parametrize(
    "settings",
    [
        {"GITHUB_ACTIONS": "true", "GITHUB_REF_NAME": "v1"},
        {"CI_COMMIT_TAG": "v1"},
        {"CHANGE_TARGET": "main", "BRANCH_NAME": "PR-7"},
        {"GIT_BRANCH": "origin/draft"},
        {"GITEE_BRANCH": "draft"},
        {"TARGET_BRANCH": "main", "BRANCH": "main"},
    ],
)
def test_services_say_which_branch_it_is(office: Office, settings: dict[str, str]):
    """The clone is of main, but the service says that the job is for something else."""
    if "CI_COMMIT_TAG" in settings:
        office.git("checkout", "-q", "--detach")
    assert office.run(**office.publishing(), **settings).returncode == 0
    assert office.published == 0


@pytest.mark.parametrize(
    "settings",
    [
        {"GITHUB_ACTIONS": "true", "GITHUB_REF_NAME": "main"},
        {"GITLAB_CI": "true", "CI_COMMIT_BRANCH": "master", "CI_DEFAULT_BRANCH": "master"},
        {"GIT_BRANCH": "origin/main"},
        {"BRANCH_NAME": "main"},
    ],
)
def test_services_check_out_no_branch(office: Office, settings: dict[str, str]):
    office.git("checkout", "-q", "--detach")
    assert office.run(**office.publishing(), **settings).returncode == 0
    assert office.published == 1


def test_a_command_that_fails_is_said(office: Office):
    done = office.run(PUBLISH="exit 23")
    assert done.returncode == 23 and "发布命令失败了" in done.stderr


# ---- Findings at the changed lines


def test_annotations_of_github(office: Office, service: Service):
    office.plant_mistake()
    done = office.run(**github(service))
    assert done.returncode == 1
    assert f"::error file={CASE},line=2,endLine=2,col=1,endColumn=6,title=unknown-field::" in done.stdout


def test_code_quality_of_gitlab(office: Office, service: Service):
    assert office.run(**gitlab(service)).returncode == 0
    assert json.loads((office.root / "code-quality.json").read_text()) == []
    office.plant_mistake()
    assert office.run(**gitlab(service)).returncode == 1
    (found, *_) = json.loads((office.root / "code-quality.json").read_text())
    assert found["location"]["path"] == CASE


# ---- What a merge request changes


def test_a_renamed_case(office: Office):
    office.git("checkout", "-q", "-b", "rename")
    office.git("mv", CASE, "content/cases/xin-ludeng.md")
    office.commit("改名")
    done = office.run(TARGET_BRANCH="main")
    assert done.returncode == 0
    assert f"`{CASE}` → `content/cases/xin-ludeng.md`" in done.stdout
    assert "`main` → `这次提交`" in (office.root / "changes.md").read_text()


def test_a_changed_figure_without_reason(office: Office):
    office.git("checkout", "-q", "-b", "figure")
    office.edit(REPORT, "914", "915")
    office.commit("改数")
    done = office.run(TARGET_BRANCH="main")
    assert done.returncode == 1 and "没有修订记录" in done.stderr
    assert "914件" in done.stdout.replace(" ", "") and "915件" in done.stdout.replace(" ", "")
    assert office.run(TARGET_BRANCH="main", REQUIRE_REVISIONS="no").returncode == 0
    reason = "revisions:\n  - {metric: problems_solved, old: 914, new: 915, date: 2026-11-30, reason: 漏报一件}\nfigures:"
    office.edit(REPORT, "figures:", reason)
    assert office.run(TARGET_BRANCH="main").returncode == 0


def test_only_what_the_request_changes_is_compared(office: Office):
    """The target branch went on meanwhile; that is not this request's doing."""
    office.git("checkout", "-q", "-b", "request")
    office.git("checkout", "-q", "main")
    office.edit(CASE, "problems_solved: 2", "problems_solved: 3")
    office.commit("目标分支往前走了")
    office.git("push", "-q", "origin", "main")
    office.git("checkout", "-q", "request")
    done = office.run(TARGET_BRANCH="main")
    assert done.returncode == 0 and "和 main 比较：没有变化" in done.stdout


def test_an_error_in_the_target_branch(office: Office):
    office.plant_mistake()
    office.commit("错了")
    office.git("push", "-q", "origin", "main")
    office.git("checkout", "-q", "-b", "mend")
    office.edit(CASE, "titel", "title")
    office.commit("改正")
    done = office.run(TARGET_BRANCH="main")
    assert done.returncode == 0 and "没有和 main 比较：" in done.stdout and "titel" in done.stdout


# ---- Clones as services make them


def test_a_shallow_clone_fetches_what_it_lacks(office: Office):
    office.git("checkout", "-q", "-b", "request")
    office.edit(CASE, "title: 装路灯", "title: 装好了路灯")
    office.commit("改题目")
    office.git("push", "-q", "origin", "request")
    clone = office.folder / "shallow"
    office.git("clone", "-q", "--depth", "1", "-b", "request", f"file://{office.origin}", str(clone))
    done = office.run(cwd=clone, TARGET_BRANCH="main")
    assert done.returncode == 0 and "装好了路灯" in done.stdout and "### 内容和数字的变化" in done.stdout


def test_a_shallow_clone_that_can_fetch_nothing(office: Office):
    clone = office.folder / "shallow"
    office.edit(CASE, "title: 装路灯", "title: 装好了路灯")
    office.commit("再改一次")
    office.git("push", "-q", "origin", "main")
    office.git("clone", "-q", "--depth", "1", f"file://{office.origin}", str(clone))
    office.origin.rename(office.folder / "gone.git")
    done = office.run(cwd=clone, TARGET_BRANCH="main")
    assert done.returncode == 0 and "没有和 main 比较：这里是浅克隆" in done.stdout and "fetch-depth: 0" in done.stdout


def test_a_pull_request_as_github_checks_it_out(office: Office, service: Service):
    """One commit, without history: the merge of the request into main."""
    office.git("checkout", "-q", "-b", "request")
    office.edit(CASE, "title: 装路灯", "title: 装好了路灯")
    office.commit("改题目")
    office.git("checkout", "-q", "main")
    office.edit(REPORT, "title: 宜昌市", "title: 宜昌")
    office.commit("目标分支往前走了")
    office.git("merge", "-q", "--no-edit", "request")
    office.git("push", "-q", "origin", "main:refs/pull/7/merge", "main^1:main")
    clone = office.folder / "runner"
    clone.mkdir()
    office.git("init", "-q", cwd=clone)
    office.git("remote", "add", "origin", f"file://{office.origin}", cwd=clone)
    office.git("fetch", "-q", "--depth=1", "origin", "+refs/pull/7/merge:refs/remotes/pull/7/merge", cwd=clone)
    office.git("checkout", "-q", "--detach", "refs/remotes/pull/7/merge", cwd=clone)
    assert office.run(cwd=clone, **github(service)).returncode == 0
    (text,) = service.comments.values()
    assert "装好了路灯" in text and REPORT not in text


def test_a_merge_request_as_gitlab_checks_it_out(office: Office, service: Service):
    """The branch itself, shallow; where it left the target is told by its hash."""
    base = office.git("rev-parse", "HEAD")
    office.git("checkout", "-q", "-b", "request")
    for title in ["装了路灯", "装好了路灯"]:
        office.edit(CASE, (office.root / CASE).read_text().splitlines()[1], f"title: {title}")
        office.commit(title)
    office.git("push", "-q", "origin", "request")
    clone = office.folder / "runner"
    office.git("clone", "-q", "--depth", "1", "-b", "request", f"file://{office.origin}", str(clone))
    settings = gitlab(service) | {"CI_MERGE_REQUEST_DIFF_BASE_SHA": base}
    assert office.run(cwd=clone, **settings).returncode == 0
    (text,) = service.comments.values()
    assert "`main` → `这次提交`" in text and "装好了路灯" in text


def test_a_site_in_a_folder_of_a_repository(office: Office):
    shutil.move(office.root / ".git", office.folder / ".git")
    (office.folder / ".gitignore").write_text("/origin.git/\n/home/\n/www/\n")
    office.commit("搬进一个文件夹")
    office.git("push", "-q", "origin", "main")
    office.git("checkout", "-q", "-b", "rename")
    office.git("mv", CASE, "content/cases/xin-ludeng.md")
    office.commit("改名")
    done = office.run(TARGET_BRANCH="main")
    assert done.returncode == 0 and f"`{CASE}` → `content/cases/xin-ludeng.md`" in done.stdout


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root")
def test_another_owners_checkout(office: Office):
    office.git("checkout", "-q", "-b", "rename")
    office.git("mv", CASE, "content/cases/xin-ludeng.md")
    office.commit("改名")
    subprocess.run(["chown", "-R", "12345:12345", str(office.root)], check=True)
    refused = subprocess.run(["git", "log"], cwd=office.root, env=office.environment(), capture_output=True, text=True)
    assert "safe.directory" in refused.stderr
    done = office.run(TARGET_BRANCH="main")
    assert done.returncode == 0 and "content/cases/xin-ludeng.md" in done.stdout and "### 内容" in done.stdout


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root")
@pytest.mark.parametrize("place", ["the root", "a folder below"])
def test_another_owners_checkout_that_git_does_not_read(office: Office, tmp_path: Path, place: str):
    """An old git looks at no `-c safe.directory`: the way out is said, and nothing published by guessing."""
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "git").write_text('#!/bin/sh\n[ "$1" != -c ] || shift 2\nexec /usr/bin/git "$@"\n')
    (programs / "git").chmod(0o755)
    if place == "a folder below":
        shutil.move(office.root / ".git", office.folder / ".git")
    subprocess.run(["chown", "-R", "12345:12345", str(office.folder)], check=True)
    done = office.run(**office.publishing(), PATH=f"{programs}:{os.environ['PATH']}")
    assert done.returncode == 0 and office.published == 0
    assert f"git config --global --add safe.directory '{office.root}'" in done.stdout


def test_a_folder_without_a_repository(office: Office):
    """An office without git publishes its folder."""
    shutil.rmtree(office.root / ".git")
    done = office.run(**office.publishing())
    assert done.returncode == 0 and office.published == 1
    compared = office.run(TARGET_BRANCH="main")
    assert compared.returncode == 0 and "没有和 main 比较：没有安装 git" in compared.stdout


def test_no_git_at_all(office: Office, tmp_path: Path):
    programs = tmp_path / "bin"
    programs.mkdir()
    for folder in ["/bin", "/usr/bin"]:
        for program in Path(folder).iterdir():
            if not program.name.startswith("git") and not (programs / program.name).exists():
                (programs / program.name).symlink_to(program)
    done = office.run(**office.publishing(), PATH=str(programs))
    assert done.returncode == 0 and office.published == 0, "the branch is unknown"
    shutil.rmtree(office.root / ".git")
    assert office.run(**office.publishing(), PATH=str(programs)).returncode == 0
    assert office.published == 1


# ---- The program


def package(content: bytes) -> bytes:
    """A release as `make dist` packs it."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz", compresslevel=1) as archive:
        for name, data, mode in [("LICENSE", b"MIT", 0o644), ("casebook", content, 0o755)]:
            entry = tarfile.TarInfo(f"casebook-0.0.1-linux-x86_64/{name}")
            entry.size, entry.mode = len(data), mode
            archive.addfile(entry, io.BytesIO(data))
    return out.getvalue()


def without_curl(folder: Path) -> str:
    """Programs of the system but for curl."""
    folder.mkdir()
    for program in Path("/usr/bin").iterdir():
        if program.name != "curl":
            (folder / program.name).symlink_to(program)
    return str(folder)


@pytest.mark.parametrize("tool", ["curl", "wget"])
def test_the_program_is_downloaded_once(office: Office, service: Service, tmp_path: Path, tool: str):
    service.files["/casebook.tar.gz"] = package(PROGRAM.read_bytes())
    office.lock(f"{service.url}/casebook.tar.gz")
    path = os.environ["PATH"] if tool == "curl" else without_curl(tmp_path / "bin")
    done = office.run(**office.publishing(), CASEBOOK="", PATH=path)
    assert done.returncode == 0 and "下载议事簿 0.0.1" in done.stdout and office.published == 1
    service.files.clear()
    again = office.run(**office.publishing(), CASEBOOK="", PATH=path)
    assert again.returncode == 0 and "下载" not in again.stdout and office.published == 2


def test_a_wrong_hash_runs_nothing(office: Office, service: Service):
    service.files["/casebook.tar.gz"] = package(b"#!/bin/sh\ntouch was-run\n")
    office.lock(f"{service.url}/casebook.tar.gz")
    done = office.run(**office.publishing(), CASEBOOK="")
    assert done.returncode == 69 and "下载的程序不对" in done.stderr and HASH in done.stderr
    assert office.published == 0 and not (office.root / "was-run").exists()
    assert not list(office.home.rglob("0.0.1*"))


@pytest.mark.parametrize("place", ["casebook", "bin/casebook", "CASEBOOK"])
def test_another_version_is_not_used(office: Office, tmp_path: Path, place: str):
    """A program that is there but is not the one of casebook.lock, newer or older."""
    program = tmp_path / "other" if place == "CASEBOOK" else office.root / place
    program.parent.mkdir(exist_ok=True)
    program.write_text("#!/bin/sh\ntouch was-run\n")
    program.chmod(0o755)
    settings = {"CASEBOOK": str(program)} if place == "CASEBOOK" else {}
    done = office.run(**office.publishing() | settings)
    assert done.returncode == 69 and "不是 casebook.lock 里的 0.0.1 版" in done.stderr
    assert office.published == 0 and not (office.root / "was-run").exists()


def test_the_program_in_the_folder(office: Office):
    (office.root / "bin").mkdir()
    shutil.copy(PROGRAM, office.root / "bin/casebook")
    assert office.run(**office.publishing(), CASEBOOK="").returncode == 0
    assert office.published == 1


def test_a_relative_path_of_the_program(office: Office):
    done = office.run(TARGET_BRANCH="main", CASEBOOK=os.path.relpath(PROGRAM, office.root))
    assert done.returncode == 0 and "和 main 比较：没有变化" in done.stdout


def test_no_network(office: Office):
    done = office.run(**office.publishing(), CASEBOOK="")
    assert done.returncode == 69 and "下载不了 http://127.0.0.1:1/" in done.stderr and "bin/casebook" in done.stderr
    assert office.published == 0


@pytest.mark.parametrize("url", ["", "  ", "\r"])
def test_no_address(office: Office, url: str):
    """The lock as `casebook new site` writes it."""
    office.lock(url)
    done = office.run(**office.publishing(), CASEBOOK="")
    assert done.returncode == 69 and done.stderr.count("\n") == 1
    assert "url 后面写上" in done.stderr and "--with-program" in done.stderr
    assert office.published == 0


def test_line_ends_of_windows(office: Office):
    lock = office.root / "casebook.lock"
    lock.write_bytes(lock.read_bytes().replace(b"\n", b"\r\n"))
    assert office.run(**office.publishing()).returncode == 0
    assert office.published == 1


def test_no_lock(office: Office):
    (office.root / "casebook.lock").unlink()
    assert office.run(**office.publishing()).returncode == 69
    assert office.published == 0


# ---- The comment


@SERVICES
def test_a_comment_is_made_edited_and_removed(office: Office, service: Service, named):
    office.git("checkout", "-q", "-b", "request")
    strangers = [service.add(f"第 {i} 条") for i in range(120)]
    strangers.append(service.add('"url": "/issues/comments/5","id": 5,"body":"[casebook-ci]" 又写 [casebook-ci]: #'))
    assert office.run(**named(service)).returncode == 0
    assert set(service.requests) == {"GET"}, "nothing to say, nothing said"

    office.edit(CASE, "title: 装路灯", 'title: 装"路灯"\\和井盖')
    office.commit("改题目")
    assert office.run(**named(service)).returncode == 0
    (ours,) = service.comments.keys() - set(strangers)
    text = service.comments[ours]
    assert text.startswith("[casebook-ci]: #\n\n### 内容和数字的变化\n") and '装"路灯"\\\\和井盖' in text
    assert service.requests.count("POST") == 1

    office.edit(CASE, "problems_raised: 3", "problems_raised: 4")
    office.commit("改数")
    office.run(**named(service), REQUIRE_REVISIONS="no")
    assert service.comments.keys() - set(strangers) == {ours}
    assert service.comments[ours] != text and service.requests.count("POST") == 1
    assert service.requests.count("PATCH" if named is github else "PUT") == 1

    office.git("reset", "-q", "--hard", "main")
    assert office.run(**named(service)).returncode == 0
    assert service.comments.keys() == set(strangers) and service.requests.count("DELETE") == 1


def test_the_comment_says_what_failed(office: Office, service: Service):
    office.git("checkout", "-q", "-b", "figure")
    office.edit(REPORT, "914", "915")
    office.commit("改数")
    assert office.run(**github(service)).returncode == 1
    (text,) = service.comments.values()
    assert "914" in text and "915" in text


def test_a_long_comment_is_cut(office: Office, service: Service):
    office.git("checkout", "-q", "-b", "request")
    case = (office.root / CASE).read_text()
    for i in range(700):
        (office.root / f"content/cases/c{i}.md").write_text(case.replace("装路灯", f"装路灯{'很' * 100}{i}"))
    office.commit("很多")
    assert office.run(**github(service)).returncode == 0
    (text,) = service.comments.values()
    assert 50_000 < len(text.encode()) and len(text) < 65_536 and text.endswith("……（太长，其余在日志里）")


def test_a_fork_without_a_token(office: Office, service: Service):
    office.git("checkout", "-q", "-b", "request")
    office.edit(CASE, "title: 装路灯", "title: 装好了路灯")
    office.commit("改题目")
    summary = office.folder / "summary"
    done = office.run(**github(service, token=""), GITHUB_STEP_SUMMARY=str(summary))
    assert done.returncode == 0 and service.requests == []
    assert "装好了路灯" in done.stdout and "装好了路灯" in summary.read_text()
    office.edit(CASE, "title: 装好了路灯", "titel: 装好了路灯")
    assert office.run(**github(service, token="")).returncode == 1


def test_a_fork_with_a_token_that_may_only_read(office: Office, service: Service):
    service.may_write = False
    office.git("checkout", "-q", "-b", "request")
    office.edit(CASE, "title: 装路灯", "title: 装好了路灯")
    office.commit("改题目")
    done = office.run(**github(service))
    assert done.returncode == 0 and "评论没有写上" in done.stdout and service.comments == {}


def test_a_service_that_does_not_answer(office: Office, service: Service):
    office.git("checkout", "-q", "-b", "request")
    office.edit(CASE, "title: 装路灯", "title: 装好了路灯")
    office.commit("改题目")
    done = office.run(**github(service) | {"GITHUB_API_URL": "http://127.0.0.1:1"})
    assert done.returncode == 0 and "评论没有写上" in done.stdout


# ---- post-receive


def install_hook(office: Office) -> None:
    shutil.copy(STARTER / "post-receive", office.origin / "hooks/post-receive")
    (office.origin / "hooks/post-receive").chmod(0o755)
    office.git("config", "casebook.output", str(office.folder / "www/site"), cwd=office.origin)
    office.git("config", "casebook.publish", office.publishing()["PUBLISH"], cwd=office.origin)


def test_a_push_publishes(office: Office):
    install_hook(office)
    office.edit(CASE, "title: 装路灯", "title: 装好了路灯")
    office.commit("改题目")
    said = office.git("push", "origin", "main")
    assert "remote: 已生成" in said and office.published == 1
    published = office.git("rev-parse", "refs/casebook/published", cwd=office.origin)
    assert published == office.git("rev-parse", "main") and office.site
    # A file that is gone from the content is gone from the checkout and the site.
    office.git("mv", CASE, "content/cases/xin-ludeng.md")
    office.commit("改名")
    said = office.git("push", "origin", "main")
    assert "xin-ludeng.md" in said and office.published == 2 and not office.site
    assert (office.folder / "www/site/cases/xin-ludeng/index.html").exists()


def test_a_push_of_a_mistake_leaves_the_site(office: Office):
    install_hook(office)
    office.edit(CASE, "topics: [基础设施]\n", "")
    office.commit("改一改")
    office.git("push", "origin", "main")
    before = office.site
    office.plant_mistake()
    office.commit("写错了")
    said = office.git("push", "origin", "main")
    assert "没有名为“titel”的字段" in said and "网站没有更新" in said
    assert office.published == 1 and office.site == before
    # A changed figure is held against what was published, however many pushes ago.
    office.edit(CASE, "titel", "title")
    office.edit(REPORT, "914", "915")
    office.commit("改正，又改了数")
    assert "没有修订记录" in office.git("push", "origin", "main")
    office.edit(CASE, "title: 装路灯", "title: 装好了路灯")
    office.commit("改题目")
    assert "没有修订记录" in office.git("push", "origin", "main")
    assert office.published == 1 and office.site == before
    office.edit(REPORT, "915", "914")
    office.commit("改回去")
    office.git("push", "origin", "main")
    assert office.published == 2 and "装好了路灯" in "".join(
        p.read_text() for p in (office.folder / "www/site").rglob("*.json")
    ) + office.site


def test_a_push_to_another_branch_publishes_nothing(office: Office):
    install_hook(office)
    office.git("checkout", "-q", "-b", "draft")
    assert "议事簿" not in office.git("push", "origin", "draft")
    assert "议事簿" not in office.git("push", "origin", "--delete", "draft")
    assert office.published == 0


def test_pushes_at_one_time_wait_for_each_other(office: Office):
    install_hook(office)
    line = f"{'0' * 40} {office.git('rev-parse', 'main')} refs/heads/main\n"
    hooks = [
        subprocess.Popen(
            ["hooks/post-receive"], cwd=office.origin, env=office.environment(GIT_DIR="."),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )
        for _ in range(3)
    ]  # fmt: skip
    for hook in hooks:
        hook.stdin.write(line)
        hook.stdin.close()
    said = [hook.stdout.read() for hook in hooks]
    assert [hook.wait() for hook in hooks] == [0, 0, 0], said
    assert office.published == 3 and office.site


def test_the_hooks_own_ci_is_used_before_the_pushed_one(office: Office):
    install_hook(office)
    for name in ["ci.sh", "casebook.lock"]:
        shutil.copy(office.root / name, office.origin / "hooks" / name)
    (office.root / "ci.sh").write_text("touch was-run\n")
    office.commit("换了 ci.sh")
    office.git("push", "origin", "main")
    assert office.published == 1 and not list(office.origin.rglob("was-run"))


def test_a_pushed_program_is_not_run_with_the_hooks_own_files(office: Office):
    install_hook(office)
    for name in ["ci.sh", "casebook.lock"]:
        shutil.copy(office.root / name, office.origin / "hooks" / name)
    program = office.root / "bin/casebook"
    program.parent.mkdir(exist_ok=True)
    program.write_text("#!/bin/sh\ntouch was-run\n")
    program.chmod(0o755)
    digest = hashlib.sha256(program.read_bytes()).hexdigest()
    lock = re.sub(r"sha256: .*", f"sha256: {digest}", (office.root / "casebook.lock").read_text())
    (office.root / "casebook.lock").write_text(lock)
    office.commit("换了程序")
    office.git("push", "origin", "main")
    assert not list(office.origin.rglob("was-run"))


# ---- The files


def test_ci_is_short_and_plain():
    lines = (STARTER / "ci.sh").read_text().splitlines()
    assert lines[0] == "#!/bin/sh" and len(lines) <= 150
    said = re.findall(r"(?:say|stop [$\w]+|left_out=|echo) ?['\"]([^'\"$][^'\"]+)", "\n".join(lines))
    assert len(said) > 12 and all(re.search(r"[\u4e00-\u9fff]", text) for text in said)


def test_workflows_call_ci_and_pin_their_actions():
    yaml = pytest.importorskip("yaml")
    files = [f for f in STARTER.rglob("*") if f.suffix == ".yml" and STARTER / "content" not in f.parents]
    assert len(files) == 4
    for file in files:
        text = file.read_text()
        assert yaml.safe_load(text) and "sh ci.sh" in text and "没有在" in text, file
        assert all(re.fullmatch(r"actions/[a-z-]+@v\d+\.\d+\.\d+", used) for used in re.findall(r"uses: (\S+)", text))
    workflow = (STARTER / ".github/workflows/site.yml").read_text()
    assert "pull_request:" in workflow and "pull_request_target" not in workflow


def test_placeholders():
    """Those of content/ and README.md are of the site, not of its CI."""
    files = [f for f in STARTER.rglob("*") if f.is_file() and STARTER / "content" not in f.parents]
    found = {p for f in files if f.name != "README.md" for p in re.findall(r"(?<!\$)\{\{(\w+)\}\}", f.read_text())}
    assert found == {"version", "url", "sha256"}
