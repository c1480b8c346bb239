"""Instructions of each stage of a build for one further case. Called by Benchmarks/instructions; README.md says what they are."""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
CASEBOOK = HERE.parent / ".build/release/casebook"
# Functions whose instructions, with those of all that they call, are a stage's. A name may begin with “specialized”.
STAGES = [
    ("parse", "header and places", "Document.init(writeUp:"),
    ("records", "typed, against the registries", "Case.init("),
    ("Markdown", "with libcmark", "Body.init("),
    ("of these in libcmark", "", "libcmark"),
    ("data", "of pages", "Frame.data(of:"),
    ("render", "templates", "TemplateSet.render(_:with:of:"),
    ("write", "files", "FreshSite.write("),
    ("everything", "", "PROGRAM TOTALS"),
]


def run(command, **options):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)
    if done.returncode != 0:
        sys.exit(f"{command[0]} failed with {done.returncode}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


def site(count, folder):
    """The like-for-like site of Benchmarks/build."""
    run([sys.executable, HERE / "generate_cases.py", str(count), folder])
    shutil.rmtree(folder / "content/reports")
    shutil.copytree(HERE / "LikeForLike", folder / "templates")
    with (folder / "content/site.yml").open("a", encoding="utf-8") as settings:
        settings.write("sections: []\n")


def lines(counts, *options):
    text = run(["callgrind_annotate", "--threshold=100", *options, counts])
    return run(["swift", "demangle", "--simplified"], input=text).splitlines()


def instructions(count, folder):
    """Of each stage, in a build of so many cases."""
    program, counts = folder / "casebook", folder / f"counts-{count}"
    if not program.exists():
        # valgrind reads debugging information for ever.
        run(["strip", "--strip-debug", "-o", program, CASEBOOK])
    site(count, folder / f"site-{count}")
    run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={counts}", program, "build",
         "--root", folder / f"site-{count}", "--output", folder / f"output-{count}"])
    inclusive, own = lines(counts, "--inclusive=yes"), lines(counts)
    return {name: found(symbol, inclusive, own) for name, _, symbol in STAGES}


def found(symbol, inclusive, own):
    def count(line):
        return int(re.match(r" *([\d,]+)", line)[1].replace(",", ""))

    if symbol == "libcmark":
        return sum(count(line) for line in own if "libcmark" in line and re.match(r" *[\d,]+ \(", line))
    matching = [line for line in inclusive if re.match(r" *[\d,]+ \(", line)
                and re.search(r"(^|:|specialized )" + re.escape(symbol), line.split(")", 1)[1].lstrip())
                or symbol in line and "PROGRAM" in symbol]
    if not matching:
        sys.exit(f"no function {symbol} was counted: the program has changed, and so must {pathlib.Path(__file__).name}")
    return max(map(count, matching))


def main():
    few, many = (int(word) for word in sys.argv[1:3]) if len(sys.argv) > 2 else (2000, 4000)
    with tempfile.TemporaryDirectory() as folder:
        counts = [instructions(count, pathlib.Path(folder)) for count in (few, many)]
    print(f"Instructions for one case more, from {few:,} to {many:,}; and of the rest, however many cases there are.\n")
    print("| stage | for a case | the rest |\n|---|---|---|")
    for name, note, _ in STAGES:
        each = (counts[1][name] - counts[0][name]) / (many - few)
        print(f"| {name}{' (' + note + ')' if note else ''} | {each:,.0f} | {counts[0][name] - each * few:,.0f} |")


main()
