"""Times `casebook import` of workbooks. Called by Benchmarks/import."""
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile
import time

import openpyxl

PROJECT = pathlib.Path(__file__).resolve().parent.parent
CASEBOOK = pathlib.Path(os.environ.get("CASEBOOK", PROJECT / ".build/release/casebook"))
HEAD = ["序号", "标题", "地区", "日期", "状态", "场次（场）", "解决问题（件）", "参与人次", "委员", "正文"]
DISTRICTS = ["江岸区", "江汉区", "武昌区", "青山区", "洪山区", "西陵区", "秭归县", "大冶市"]
STATES = ["已解决", "办理中", "计划", "结果未公布"]


def workbook(path: pathlib.Path, count: int, mistakes: int) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("案例")
    sheet.append(["2024年协商台账"])
    sheet.append(HEAD)
    for number in range(count):
        is_wrong = mistakes and number % mistakes == 0
        sheet.append(
            [
                number + 1, f"第{number + 1}件事：路灯和停车", DISTRICTS[number % 8],
                "2024年13月" if is_wrong else f"2024年{number % 12 + 1}月{number % 28 + 1}日", STATES[number % 4],
                number % 3 + 1, "12件", "300余", "张三、李四", "居民反映路灯不亮，" * 20 + f"第{number}件。",
            ]
        )
    book.save(path)


def run(root: pathlib.Path, *arguments: str) -> str:
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run([CASEBOOK, "import", *arguments, "--root", str(root)], capture_output=True, text=True)
    after, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter() - start
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return f"{wall:6.2f} s {cpu:6.2f} s CPU {after.ru_maxrss // 1024:5} MB  exit {done.returncode}  {done.stdout.strip().splitlines()[-1]}"


def main() -> None:
    for count in [int(word) for word in sys.argv[1:] if word] or [1000, 10000]:
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder) / "site"
            shutil.copytree(PROJECT / "content", root / "content")
            right, wrong = pathlib.Path(folder) / "right.xlsx", pathlib.Path(folder) / "wrong.xlsx"
            workbook(right, count, 0)
            workbook(wrong, count, 10)
            print(f"{count} rows, a tenth wrong: {run(root, str(wrong))}")
            print(f"{count} rows, all new:       {run(root, str(right))}")
            print(f"{count} rows, all there:     {run(root, str(right))}")


main()
