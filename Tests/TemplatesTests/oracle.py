"""Renders templates with the real Jinja2, for the differential test.

Reads a JSON list of {"templates": {name: source}, "main": name, "data": {...}} from standard input and
prints a JSON list of {"output": text} or {"error": class, "message": text}. In the data, {"$html": text}
is safe text.
"""

import json
import sys
import warnings

try:
    import jinja2
    from markupsafe import Markup
except ImportError:
    sys.exit(3)

if jinja2.__version__ != "3.1.6":
    sys.exit(4)


def restore(value):
    if set(value) == {"$html"}:
        return Markup(value["$html"])
    return value


def render(case):
    environment = jinja2.Environment(
        loader=jinja2.DictLoader(case["templates"]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    try:
        # A set is loaded as a whole: a template that cannot be compiled is a failure even if it is not used.
        for name in case["templates"]:
            environment.get_template(name)
        return {"output": environment.get_template(case["main"]).render(case["data"])}
    except RecursionError:
        return {"error": "RecursionError", "message": ""}
    except Exception as error:
        return {"error": type(error).__name__, "message": str(error)}


warnings.simplefilter("ignore")
json.dump([render(case) for case in json.load(sys.stdin, object_hook=restore)], sys.stdout)
