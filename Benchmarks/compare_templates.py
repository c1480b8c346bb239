"""Measures the engines in turn and prints the medians. Called by Benchmarks/templates, which builds them."""
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
OURS = HERE.parent / ".build/release/TemplateBenchmark"
OTHERS = HERE / "OtherEngines/.build/release/OtherEngines"
PYTHON = [sys.executable, HERE / "python_engines.py"]
JINJA = HERE / "Pages/jinja"
BASE = "Jinja2 3.1.6"


def page_data():
    """A site's frame and a table of 100 rows × 6 fields; some texts have characters to escape."""
    titles = ["修好路灯 & 走夜路的居民", "小区“飞线”充电整治（第<2>批）", "'一刻钟'便民生活圈", "老旧小区加装电梯协商会", "校门口的停车难"]
    regions = ["武汉市/青山区", "宜昌市/西陵区", "襄阳市/樊城区", "恩施土家族苗族自治州/利川市"]
    rows = [
        {
            "id": f"{i:04}", "title": f"{titles[i % 5]} {i}", "region": regions[i % 4],
            "date": f"{2021 + i % 4}-{i % 12 + 1:02}-{i % 28 + 1:02}", "visits": i * i * 37 + 15,
            "resolved": i % 3 != 0,
        }
        for i in range(1, 101)
    ]
    menu = [{"title": title, "address": f"{name}/index.html"} for title, name in [
        ("案例", "cases"), ("地区", "regions"), ("品牌", "brands"), ("数据", "statistics"), ("简报", "briefings")]]
    site = {
        "title": "协商议事成果", "menu": menu, "publisher": "委员工作室 & 议事厅", "contact": "027-0000000",
        "as_of": "2024年底"}
    return {"title": "案例一览", "site": site, "rows": rows}


def engines(data):
    """Name and command of each."""
    return [
        ("this engine", [OURS, JINJA, data, "page.html"]),
        (BASE, PYTHON + ["jinja2", JINJA, data, "page.html"]),
        ("minijinja 3.0.5 (Rust, from Python)", PYTHON + ["minijinja", JINJA, data, "page.html"]),
        ("swift-mustache 2.1.1", [OTHERS, "mustache", HERE / "Pages/mustache", data]),
        ("Stencil 0.15.1", [OTHERS, "stencil", HERE / "Pages/stencil", data]),
    ]


def output(command, *more):
    return subprocess.run([*command, *more], check=True, stdout=subprocess.PIPE).stdout


def plain(page):
    """Engines spell the same escaped character differently, and drop other line ends."""
    text = page.decode()
    for spelling, character in [
        ("&#x27;", "&#39;"), ("&quot;", "&#34;"), ("&#x2f;", "/"), ("&#x2F;", "/")]:
        text = text.replace(spelling, character)
    return re.sub(r"\s*\n\s*", "", text).strip()


def check_outputs(listed):
    """This engine gives Jinja2's bytes, the others the same page."""
    expected = output(next(command for name, command in listed if name == BASE), "print")
    for name, command in listed:
        page = output(command, "print")
        same = page == expected
        if not same and (name == "this engine" or plain(page) != plain(expected)):
            sys.exit(f"{name} renders another page")
    return len(expected)


def instructions(command):
    """Of one page, from the difference of two runs; none without valgrind."""
    if not shutil.which("valgrind"):
        return None
    with tempfile.TemporaryDirectory() as folder:
        # valgrind 3.19 cannot read the debug information of Swift's C objects.
        program = os.path.join(folder, "program")
        subprocess.run(["strip", "--strip-debug", "-o", program, command[0]], check=True)
        counts = []
        for renders in (20, 60):
            run = subprocess.run(
                ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", program, *command[1:],
                 "renders", str(renders)], stderr=subprocess.PIPE, text=True)
            found = re.search(r"Collected : (\d+)", run.stderr)
            if run.returncode != 0 or not found:
                return None
            counts.append(int(found[1]))
    return (counts[1] - counts[0]) // 40


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    seconds = sys.argv[2] if len(sys.argv) > 2 else "0.5"
    with tempfile.TemporaryDirectory() as folder:
        data = os.path.join(folder, "data.json")
        pathlib.Path(data).write_text(json.dumps(page_data(), ensure_ascii=False))
        listed = engines(data)
        size = check_outputs(listed)
        python = ".".join(map(str, sys.version_info[:3]))
        print(f"All render the same page of {size:,} bytes. Processor time, medians of {rounds} rounds; Python {python}.")
        times = [[] for _ in listed]
        for _ in range(rounds):
            for i, (_, command) in enumerate(listed):
                times[i].append(float(output(command, "time", seconds)))
        medians = [statistics.median(each) for each in times]
        base = medians[1]
        print("\n| | µs a page | lowest–highest | × Jinja2 |\n|---|---|---|---|")
        for (name, _), median, each in zip(listed, medians, times):
            print(f"| {name} | {median:,.1f} | {min(each):,.1f}–{max(each):,.1f} | {base / median:.2f} |")
        count = instructions(listed[0][1])
        said = f"{count:,}" if count else "not counted: valgrind does not work here"
        print(f"\nInstructions of this engine a page: {said}")


main()
