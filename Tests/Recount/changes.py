"""What differs between two content folders, found a second time: what `casebook diff` says.

A write-up is the same one by its stem; a figure by region, metric and the period asked for.
"""

from pathlib import Path

from recount import Content, Recount, fields, front_matter, is_empty, text
from breakdowns import WORDS
from written import period


def figures(root, asked, content):
    """(region, metric) → what a reader is told of the published figure"""
    recount = Recount(content, None if asked == "all" else period(asked))
    found = {}
    for region in content.regions.values():
        for metric in content.metrics.values():
            row = recount.row(region, metric)
            if row:
                dated = recount.published(region, metric).period
                found[(region.path, metric.id)] = (
                    row["display"], row["value"], row["low"], row["high"], row["qualifier"], row["basis"], row["partial"],
                    row["period"]["start"], row["period"]["end"], row["coverage"]["reporting"], row["coverage"]["of"],
                    dated.first, dated.gap,
                )
    return found


def years(root, content):
    found = set()
    for path in (Path(root) / "content/cases").glob("*.md"):
        entry = fields(front_matter(path))
        dated = period(text(entry.get("date")))
        if dated and text(entry.get("draft")) != "true":
            found |= {dated.first.year, dated.last.year}
    for figure in content.figures:
        stock = content.metrics[figure.metric].kind == "stock"
        days = [figure.day] if stock else [figure.period.first, figure.period.last] if figure.period else []
        found |= {day.year for day in days if day}
    return found


def figure_changes(old, new):
    """(region, metric, asked) → (before, after); what a year only repeats is left out"""
    before, after = Content(old), Content(new)
    found = {}
    for asked in ["all"] + [str(year) for year in sorted(years(old, before) | years(new, after))]:
        was, now = figures(old, asked, before), figures(new, asked, after)
        for key in was.keys() | now.keys():
            change = (was.get(key), now.get(key))
            if change[0] != change[1] and found.get(key + ("all",)) != change:
                found[key + (asked,)] = change
    return found


def shape(node):
    """What a node says, without where it stands."""
    if isinstance(node.value, str):
        return "" if is_empty(node) else node.value
    if node.value and isinstance(node.value[0], tuple):
        return [(key.value, shape(value)) for key, value in node.value]
    return [shape(item) for item in node.value]


def write_ups(root, folder):
    """stem → (fields, body)"""
    found = {}
    for path in (Path(root) / "content" / folder).glob("*.md"):
        entry = {WORDS.get(key, key): shape(node) for key, node in fields(front_matter(path)).items()}
        if entry.get("draft") != "true":
            found[path.stem] = (entry, path.read_text(encoding="utf-8").split("\n---\n", 1)[1])
    return found


def write_up_changes(old, new, folder):
    """[(change, stem, {field …})] by stem"""
    was, now, found = write_ups(old, folder), write_ups(new, folder), []
    for stem in sorted(was.keys() | now.keys()):
        if stem not in was or stem not in now:
            found.append(("added" if stem in now else "removed", stem, set()))
            continue
        (a, text_a), (b, text_b) = was[stem], now[stem]
        differing = {key for key in a.keys() | b.keys() if a.get(key) != b.get(key)} | ({"body"} if text_a != text_b else set())
        if differing:
            found.append(("changed", stem, differing))
    return found
