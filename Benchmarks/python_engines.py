"""python_engines.py jinja2|minijinja PAGES DATA PAGE print | time SECONDS

`time` prints the microseconds of processor time that a page takes.
"""
import json
import pathlib
import sys
import time


def grouped(number):
    return f"{number:,}"


def jinja2(folder):
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder), auto_reload=False, autoescape=True,
        undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["grouped"] = grouped
    return lambda page, data: environment.get_template(page).render(data)


def minijinja(folder):
    import minijinja

    environment = minijinja.Environment(
        templates={path.name: path.read_text() for path in pathlib.Path(folder).iterdir()},
        filters={"grouped": grouped}, undefined_behavior="strict",
        auto_escape_callback=lambda name: True, trim_blocks=True, lstrip_blocks=True)
    return lambda page, data: environment.render_template(page, **data)


def microseconds(seconds, work):
    """Of one call, after a fifth of the time for warming up."""
    start, count = time.process_time(), 0
    while True:
        work()
        count += 1
        if time.process_time() - start >= seconds / 5:
            break
    count *= 4
    start = time.process_time()
    for _ in range(count):
        work()
    return (time.process_time() - start) / count * 1e6


engine, folder, data_file, page, mode = sys.argv[1:6]
render = {"jinja2": jinja2, "minijinja": minijinja}[engine](folder)
data = json.loads(pathlib.Path(data_file).read_text())
if mode == "print":
    sys.stdout.write(render(page, data))
else:
    print(microseconds(float(sys.argv[6]), lambda: render(page, data)))
