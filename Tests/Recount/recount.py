"""The figures of a content folder, counted a second time.

docs/figures.md in the plainest code: every rule is a function named as the rule, every set is enumerated, nothing is
kept for speed. It was written from the text alone and shares nothing with the Swift sources, so that an agreement of
the two says something. Use: recount.py CONTENT [--period P]; prints the rows of `casebook stats --format json`
(without `id`). Reads valid content only; what casebook refuses is not refused here.
"""

import argparse
import calendar
import functools
import itertools
import json
import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

import yaml

from written import Period, Quantity, like, period, plain, quantity, total

# --- Reading: keys and words -----------------------------------------------------------------------------------------

KEYS = {
    "标题": "title", "地区": "region", "日期": "date", "发布日期": "published", "活动类型": "activity", "场次": "sessions",
    "反映问题": "problems_raised", "解决问题": "problems_solved", "委员": "members", "参与群众": "participants",
    "参与人次": "participant_visits", "草稿": "draft", "时期": "period", "数据": "figures", "数值": "value", "截至": "as_of",
}
CONSULTATION = {None, "consultation", "协商"}
TOWNSHIP_ENDINGS = ("镇", "乡", "街道", "街", "农场", "林场", "高新区", "开发区")
LEVELS = ["province", "city", "district", "township", "community"]


@functools.lru_cache(maxsize=None)  # the same files are asked for many times
def front_matter(path):
    """The header as a node tree that keeps its lines (counted from 0)."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        text = re.split(r"^---[ \t]*$", text, maxsplit=2, flags=re.M)[1]
        return yaml.compose(text, Loader=yaml.BaseLoader)  # starts at the end of line 1: line numbers stay
    return yaml.compose(text, Loader=yaml.BaseLoader)


def fields(node):
    """The entries of a map, by their English names, as nodes; a key without a value is left out."""
    pairs = [(KEYS.get(key.value, key.value), value) for key, value in node.value] if node is not None else []
    return {key: value for key, value in pairs if not is_empty(value)}


def is_empty(node):
    return isinstance(node, yaml.ScalarNode) and node.style is None and node.value in ("", "null", "~")


def text(node):
    return None if node is None else node.value


def texts(node):
    return [] if node is None else [item.value for item in node.value]


# --- Regions, metrics, cases, reports --------------------------------------------------------------------------------


@dataclass(eq=False)
class Region:
    path: str
    level: str
    code: str | None
    parent: "Region | None"
    children: list = field(default_factory=list)  # as counted: regions counted under another are children of that


@dataclass
class Metric:
    id: str
    unit: str
    kind: str
    adds: list
    counted_from: str | None


@dataclass(eq=False)
class Case:
    file: str
    region: Region
    date: Period | None
    numbers: dict  # key → [(quantity, line)]
    names: list | None  # members given by name
    names_line: int | None
    mentions_members: bool


@dataclass
class ReportedFigure:
    file: str
    line: int
    region: Region
    metric: str
    quantity: Quantity
    period: Period | None
    day: date | None  # of a stock
    published: date | None


class Content:
    def __init__(self, root):
        self.root = Path(root)
        content = self.root / "content"
        self.regions = {}  # path → Region
        self.by_name = {}  # (parent path, name or alias) → Region
        self.by_code = {}
        counted_under = []
        for node in fields(front_matter(content / "regions.yml"))["regions"].value:
            self.read_region(node, None, counted_under)
        for region, code in counted_under:
            region.parent.children.remove(region)
            region.parent = self.by_code[code]
            region.parent.children.append(region)
        written = text(fields(front_matter(content / "site.yml"))["home"])
        named = [region.path for region in self.regions.values() if region.path.split("/")[-1] == written]
        self.home = self.region(named[0] if len(named) == 1 else written).path
        self.metrics, self.metric_names = {}, {}
        for key_node, node in fields(front_matter(content / "metrics.yml"))["metrics"].value:
            key, entry = key_node.value, fields(node)
            default = {"sessions_held": "sessions", "problems_solved": "problems_solved"}.get(key)
            self.metrics[key] = Metric(
                key, text(entry["unit"]), text(entry["kind"]), texts(entry.get("adds")), text(entry.get("counted_from")) or default
            )
            for name in [key, text(entry.get("name"))] + texts(entry.get("labels")):
                self.metric_names[name] = key
        self.cases = [c for path in sorted((content / "cases").glob("*.md")) for c in self.read_case(path)]
        self.figures = [f for path in sorted((content / "reports").glob("*.md")) for f in self.read_report(path)]

    def read_region(self, node, parent, counted_under):
        entry = fields(node)
        name, code = text(entry["name"]), text(entry["code"])
        path = parent.path + "/" + name if parent else name
        level = text(entry.get("level")) or level_of(code, parent)
        region = self.add_region(path, name, level, code, parent)
        self.by_code[code] = region
        for alias in texts(entry.get("aliases")):
            self.by_name[(parent.path if parent else "", alias)] = region
        if "counted_under" in entry:
            counted_under.append((region, text(entry["counted_under"])))
        for child in entry["children"].value if "children" in entry else []:
            self.read_region(child, region, counted_under)

    def add_region(self, path, name, level, code, parent):
        region = Region(path, level, code, parent)
        self.regions[path] = region
        self.by_name[(parent.path if parent else "", name)] = region
        if parent:
            parent.children.append(region)
        return region

    def region(self, written):
        """A code, or a path; what the registry does not hold comes into being by being named."""
        if written in self.by_code:
            return self.by_code[written]
        region = None
        for name in written.split("/"):
            known = self.by_name.get((region.path if region else "", name))
            if known is None:
                level = "township" if name.endswith(TOWNSHIP_ENDINGS) else "community"
                known = self.add_region(region.path + "/" + name, name, level, None, region)
            region = known
        return region

    def read_case(self, path):
        entry = fields(front_matter(path))
        region = self.region(text(entry["region"])) if text(entry.get("draft")) != "true" else None
        if region is None or text(entry.get("activity")) not in CONSULTATION:
            return
        numbers = {}
        for key in ("sessions", "problems_raised", "problems_solved", "participants", "participant_visits"):
            if key in entry:
                numbers[key] = [self.number(entry[key])]
        names, names_line, members = None, None, entry.get("members")
        if isinstance(members, yaml.SequenceNode):
            names, names_line = texts(members), members.start_mark.line + 1
        elif isinstance(members, yaml.MappingNode):
            line = members.start_mark.line + 1  # the source is the field, not each tier
            numbers["members"] = [(quantity(value.value), line) for _, value in members.value]
        elif members is not None:
            numbers["members"] = [self.number(members)]
        file = path.relative_to(self.root).as_posix()
        yield Case(file, region, period(text(entry.get("date"))), numbers, names, names_line, members is not None)

    def read_report(self, path):
        entry = fields(front_matter(path))
        if text(entry.get("draft")) == "true":
            return
        region = self.region(text(entry["region"]))
        published = date.fromisoformat(text(entry["published"])) if "published" in entry else None
        for name, node in entry["figures"].value if "figures" in entry else []:
            figure = fields(node) if isinstance(node, yaml.MappingNode) else {"value": node}
            amount, line = self.number(figure["value"])
            dated = period(text(figure.get("period", entry.get("period"))))
            as_of = period(text(figure.get("as_of")))
            day = as_of.last if as_of else dated.last if dated else None
            file = path.relative_to(self.root).as_posix()
            yield ReportedFigure(file, line, region, self.metric_names[name.value], amount, dated, day, published)

    def number(self, node):
        return quantity(node.value), node.start_mark.line + 1


# --- Three numbers, not one ------------------------------------------------------------------------------------------


@dataclass
class Figure:
    basis: str
    parts: list  # the written quantities that are added
    period: Period
    sources: list  # (file, line)
    lacking: bool = False  # a sum without all children
    summands: list = field(default_factory=list)  # (child, its figure)
    with_cases: bool = False  # a sum to which cases were added

    @property
    def quantity(self):
        return total(self.parts)

    @property
    def partial(self):
        """A sum without all children, or with a child's sum that is one."""
        return self.lacking or any(figure.partial for _, figure in self.summands)

    def made_like(self, other):
        """Of the same children, all the way down, and of reports alone."""
        if self.basis != other.basis or self.with_cases or other.with_cases:
            return False
        mine, others = dict(self.summands), dict(other.summands)
        return mine.keys() == others.keys() and all(mine[child].made_like(others[child]) for child in mine)


def with_all_below(region):
    return [region] + [lower for child in region.children for lower in with_all_below(child)]


def span(periods):
    """First..last day, marked when a day between is in none of the periods."""
    ordered = sorted(periods, key=lambda p: p.start)
    gap = any(p.gap for p in ordered)
    for earlier, later in itertools.pairwise(ordered):
        gap = gap or (later.start - earlier.last).days > 1
    return Period(ordered[0].first, max(p.last for p in ordered), gap)


class Recount:
    def __init__(self, content, asked):
        self.content, self.asked = content, asked
        self.known = {}

    def reported(self, region, metric):
        own = [f for f in self.content.figures if f.region is region and f.metric == metric.id]
        if metric.kind == "stock":
            chosen = self.latest(own)
            periods = [Period(f.day, f.day) for f in chosen]
        else:
            inside = [f for f in own if f.period and f.period.inside(self.asked)]
            chosen = self.most_days(inside, alone=metric.kind != "flow" or "time" not in metric.adds)
            periods = [f.period for f in chosen]
        if not chosen:
            return None
        return Figure("reported", [f.quantity for f in chosen], span(periods), [(f.file, f.line) for f in chosen])

    def latest(self, own):
        """The latest day in the period asked for, else the last earlier one: both are the last day before its end."""
        dated = [f for f in own if f.day and (self.asked is None or f.day <= self.asked.last)]
        if not dated:
            return []
        last = max(f.day for f in dated)
        return self.best([[f] for f in dated if f.day == last])

    def most_days(self, own, alone):
        sets = []
        for size in range(1, 2 if alone else len(own) + 1):
            for group in itertools.combinations(own, size):
                if not any(a.period.overlaps(b.period) for a, b in itertools.combinations(group, 2)):
                    sets.append(list(group))
        if not sets:
            return []
        most = max(sum(f.period.days for f in group) for group in sets)
        return self.best([group for group in sets if sum(f.period.days for f in group) == most])

    def best(self, groups):
        """Fewer reports, then the later published dates (newest first; none = oldest), then the file names."""
        fewest = min(len({f.file for f in group}) for group in groups)
        groups = [g for g in groups if len({f.file for f in g}) == fewest]
        newest = max(self.published_dates(g) for g in groups)
        groups = [g for g in groups if self.published_dates(g) == newest]
        return min(groups, key=lambda g: (sorted({f.file for f in g}), sorted((f.file, f.line) for f in g)))

    def published_dates(self, group):
        dates = {f.file: f.published or date.min for f in group}
        return sorted(dates.values(), reverse=True)

    def counted(self, region, metric):
        below = with_all_below(region)
        cases = [c for c in self.content.cases if c.region in below and c.date and c.date.inside(self.asked)]
        return self.count(cases, metric, self.asked)

    def count(self, cases, metric, dated):
        found = []  # (case, quantity, line)
        if metric.id == "members_deployed":
            mention = [c for c in cases if c.mentions_members]
            if not mention or any(c.names is None for c in mention):
                return None
            distinct = Decimal(len({name for c in mention for name in c.names}))
            parts = [Quantity(plain(distinct), distinct, distinct, distinct, "exact", Decimal(1))]
            sources = [(c.file, c.names_line) for c in mention]
            contributing = mention
        else:
            key = "members" if metric.id == "member_person_times" else metric.counted_from
            for case in cases:
                found += [(case, amount, line) for amount, line in case.numbers.get(key, [])]
            if not found:
                return None
            parts = [amount for _, amount, _ in found]
            sources = [(case.file, line) for case, _, line in found]
            contributing = [case for case, _, _ in found]
        its_period = dated or Period(min(c.date.first for c in contributing), max(c.date.last for c in contributing))
        # Also for a stock: named in the cases of a time says nothing of a day (only what has a day is put at its day).
        return Figure("counted", parts, its_period, sources)

    def summed(self, region, metric):
        if not self.is_home(region) or "regions" not in metric.adds:
            return None
        if metric.kind not in ("flow", "stock"):
            return None
        resting = [(child, self.resting(child, metric)) for child in region.children]
        having = [(child, figure) for child, figure in resting if figure]
        if metric.kind == "stock":
            group = having
        else:
            group = self.largest_like_group(having)
        if not group:
            return None
        if region.level == "province" and len(group) < len(region.children):
            return None
        figures = [figure for _, figure in group]
        parts = [part for figure in figures for part in figure.parts]
        sources = [source for figure in figures for source in figure.sources]
        its_period = Period(
            None if any(f.period.first is None for f in figures) else min(f.period.first for f in figures),
            max(f.period.last for f in figures),
            any(f.period.gap for f in figures) if metric.kind == "flow" else False,
        )
        added = None
        if metric.kind == "flow" and its_period.first is not None:
            places = [region] + [
                lower for child, figure in resting if figure is None for lower in with_all_below(child)
            ]
            inside = [c for c in self.content.cases if c.region in places and c.date and c.date.inside(its_period)]
            added = self.count(inside, metric, its_period)
            if added:
                parts, sources = parts + added.parts, sources + added.sources
        lacking = len(group) < len(region.children) or not self.has_full_list(region)
        return Figure("summed", parts, its_period, sources, lacking, group, with_cases=added is not None)

    def largest_like_group(self, having):
        groups = []
        for child, figure in having:
            for group in groups:
                if like(group[0][1].period, figure.period):
                    group.append((child, figure))
                    break
            else:
                groups.append([(child, figure)])
        largest = max((len(g) for g in groups), default=0)
        groups = [g for g in groups if len(g) == largest]
        return groups[0] if len(groups) == 1 else None

    def resting(self, region, metric):
        figure = self.published(region, metric)
        return figure if figure and figure.basis in ("reported", "summed") else None

    def published(self, region, metric):
        key = (region.path, metric.id)
        if key not in self.known:
            self.known[key] = self.reported(region, metric) or self.summed(region, metric)
            if not self.known[key] and not any(self.reported(r, metric) for r in with_all_below(region)[1:]):
                self.known[key] = self.counted(region, metric)
        return self.known[key]

    def coverage(self, region, metric):
        reporting = sum(1 for child in region.children if self.resting(child, metric))
        of = sum(1 for child in region.children if child.code)
        return {"reporting": reporting, "of": of if self.has_full_list(region) else None}

    def has_full_list(self, region):
        """Where the registry has all children, at home; what is only counted here makes no list."""
        registered = any(child.code and child.path.startswith(region.path + "/") for child in region.children)
        return registered and self.is_home(region)

    def is_home(self, region):
        while region and region.path != self.content.home:
            region = region.parent
        return region is not None

    def row(self, region, metric):
        figure = self.published(region, metric)
        if not figure:
            return None
        amount, coverage = figure.quantity, self.coverage(region, metric)
        # docs/figures.md, Periods: a stock has start = end = its day, also where cases give it for a time.
        first = figure.period.last if metric.kind == "stock" and figure.basis == "counted" else figure.period.first
        change = self.change(region, metric, figure)
        return {
            **({"change": change} if change else {}),
            "region": region.path, "level": region.level, "code": region.code, "metric": metric.id, "unit": metric.unit,
            "period": {"start": first and first.isoformat(), "end": figure.period.last.isoformat()},
            "value": amount.value, "low": amount.low, "high": amount.high, "qualifier": amount.qualifier,
            "display": amount.raw, "basis": figure.basis, "partial": figure.partial, "coverage": coverage,
            "sources": [{"file": file, "line": line} for file, line in sorted(set(figure.sources))],
        }


    # --- Against the same months of the year before

    def change(self, region, metric, figure):
        """Only between figures of the same basis and the same children, each of the whole of its period."""
        if self.asked is None or self.asked.first is None or metric.kind == "ratio" or figure.basis == "counted":
            return None
        years = (months(self.asked.last) - months(self.asked.first)) // 12 + 1
        before = Recount.before(self.content, Period(year_before(self.asked.first, years), year_before(self.asked.last, years)))
        old = before.published(region, metric)
        if not old or not figure.made_like(old) or not (fills(figure, self.asked, metric) and fills(old, before.asked, metric)):
            return None
        new, was = figure.quantity, old.quantity
        low = None if new.low is None or was.high is None else new.low - was.high
        high = None if new.high is None or was.low is None else new.high - was.low
        direction = "open"
        if low is not None and low > 0:
            direction = "more"
        elif high is not None and high < 0:
            direction = "fewer"
        elif low == high == 0:
            direction = "same"
        since = {"start": old.period.first and old.period.first.isoformat(), "end": old.period.last.isoformat()}
        return {"since": since, "low": low, "high": high, "direction": direction}

    @staticmethod
    @functools.lru_cache(maxsize=8)
    def before(content, asked):
        return Recount(content, asked)


def months(day):
    return day.year * 12 + day.month


def year_before(day, years):
    """The same day; the last of a month stays the last."""
    last = calendar.monthrange(day.year - years, day.month)[1]
    is_last = day.day == calendar.monthrange(day.year, day.month)[1]
    return day.replace(year=day.year - years, day=last if is_last else min(day.day, last))


def fills(figure, asked, metric):
    """A stock of its last month; everything else of the same months."""
    if metric.kind == "stock":
        return figure.period.first is not None and months(figure.period.first) == months(figure.period.last) == months(asked.last)
    return like(figure.period, asked)


def level_of(code, parent):
    """The level that a code says (GB/T 2260, nine digits below the district, twelve below the township), else the next."""
    following = LEVELS[LEVELS.index(parent.level) + 1 :][:1] or LEVELS[-1:] if parent else LEVELS[:1]
    digits = code
    while len(digits) > 6 and digits.endswith("000"):
        digits = digits[:-3]
    if not digits.isdecimal() or len(digits) not in (6, 9, 12):
        return following[0]
    if len(digits) == 6:
        level = "province" if digits.endswith("0000") else "city" if digits.endswith("00") else "district"
    else:
        level = "township" if len(digits) == 9 else "community"
    return level if not parent or LEVELS.index(level) > LEVELS.index(parent.level) else following[0]


def rows(root, asked="all"):
    content = Content(root)
    recount = Recount(content, None if asked == "all" else period(asked))
    found = [recount.row(region, metric) for region in content.regions.values() for metric in content.metrics.values()]
    found = [row for row in found if row]
    return sorted(found, key=lambda r: (r["region"], r["period"]["start"] or "", r["period"]["end"], r["metric"]))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("root", help="the folder that holds content/")
    parser.add_argument("--period", default="all")
    arguments = parser.parse_args()
    as_number = lambda value: int(value) if value == value.to_integral_value() else float(value)
    print(json.dumps(rows(arguments.root, arguments.period), ensure_ascii=False, indent=2, default=as_number))
