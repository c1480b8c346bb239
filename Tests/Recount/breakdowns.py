"""The breakdowns of a content folder, counted a second time: what `casebook stats --by` says, by the plainest code.

A breakdown counts the write-ups of the home region, and what the consultation cases of a group give; tiers, sectors and
donations are published figures, listed and never added over regions. Use: breakdowns.py CONTENT BREAKDOWN [--period P].
"""

import argparse
import json
from decimal import Decimal
from pathlib import Path

from recount import Content, Recount, fields, front_matter, text, texts, with_all_below
from written import Period, Quantity, period, quantity, total

BREAKDOWNS = ["level", "year", "brand", "topic", "activity", "method", "status", "tier", "sector", "platform", "document", "project", "donation"]
WORDS = {
    "计划": "planned", "办理中": "in_progress", "已解决": "resolved", "结果未公布": "unknown", "完成": "done", "协商": "consultation",
    "双服务": "service", "监督": "supervision", "提案": "proposal", "读书": "reading", "培训": "training",
    "现金": "cash", "物资": "goods", "现金和物资": "mixed", "未写明": "unstated",
    "状态": "status", "品牌": "brand", "工作法": "method", "议题": "topics", "成果文件": "documents", "项目": "projects",
    "类型": "type", "数量": "count", "批示": "endorsed", "交办": "assigned", "承办": "undertaken", "层级": "tiers", "界别": "sectors", "捐赠": "donation",
    "名称": "title", "标题": "title", "别名": "names",
}
UNITS = {"cases": "件", "platforms": "条", "projects": "个"}  # documents, endorsed …: 份
AT_LEAST_ONE = Quantity("1以上", Decimal(1), Decimal(1), None, "over", Decimal(1))


def entries(node):
    return {WORDS.get(key, key): value for key, value in fields(node).items()}


def items(node):
    """The things of a list, or the one thing in its place."""
    if node is None:
        return []
    return node.value if hasattr(node, "start_mark") and isinstance(node.value, list) else [node]


class BreakdownRecount:
    def __init__(self, root, asked):
        self.root, self.content = Path(root), Content(root)
        self.asked = None if asked == "all" else period(asked)
        self.recount = Recount(self.content, self.asked)
        self.home = self.content.regions[self.content.home]
        self.names = {folder: self.read_names(folder) for folder in ("brands", "methods", "topics")}
        self.cases = []  # (file, entry, region, date)
        for path in sorted((self.root / "content/cases").glob("*.md")):
            entry = entries(front_matter(path))
            if text(entry.get("draft")) == "true":
                continue
            region = self.content.region(text(entry["region"]))
            self.cases.append((self.file(path), entry, region, period(text(entry.get("date")))))

        for path in (self.root / "content/platforms").glob("*.md"):  # a village may be named there only
            if "region" in fields(front_matter(path)):
                self.content.region(text(fields(front_matter(path))["region"]))
        self.below = with_all_below(self.home)

    def file(self, path):
        return path.relative_to(self.root).as_posix()

    def read_names(self, folder):
        """title, other name or stem → stem"""
        names = {}
        for path in sorted((self.root / "content" / folder).glob("*.md")):
            entry = entries(front_matter(path))
            for name in [path.stem, text(entry["title"])] + texts(entry.get("names")):
                names[name] = path.stem
        return names

    def rows(self, breakdown):
        if breakdown in ("tier", "sector"):
            return self.members(breakdown)
        if breakdown == "donation":
            return self.donations()
        if breakdown == "platform":
            return self.platforms()
        if breakdown == "document":
            return self.documents()
        if breakdown == "project":
            return self.projects()
        return self.groups(breakdown)

    def row(self, group, region, amount, basis, dated, sources, metric=None, records=None, partial=False):
        return {
            "group": group, "region": region.path, "metric": metric and metric.id, "records": records,
            "unit": metric.unit if metric else UNITS.get(records, "份"), "basis": basis, "partial": partial,
            "period": dated and (dated.first and dated.first.isoformat(), dated.last.isoformat()),
            "value": amount.value, "low": amount.low, "high": amount.high, "qualifier": amount.qualifier, "display": amount.raw,
            "sources": sorted(set(sources)),
        }

    def records(self, group, counts, records, files):
        """As many as the entries stand for, each of them one unless it says otherwise."""
        amount = total(counts) if counts else quantity(str(len(files)))
        return self.row(group, self.home, amount, "counted", self.asked, [(file, 1) for file in files], records=records)

    def entry_count(self, entry):
        written = text(entry.get("count"))
        return quantity("1") if written is None else AT_LEAST_ONE if written in ("unpublished", "未公布") else quantity(written)

    # --- cases

    def asked_for(self, dated):
        return self.asked is None or (dated is not None and dated.inside(self.asked))

    def groups(self, breakdown):
        members = {}
        for file, entry, region, dated in self.cases:
            if region in self.below and self.asked_for(dated):
                for key in self.keys(breakdown, entry, region, dated):
                    members.setdefault(key, []).append(file)
        found = []
        for key, files in members.items():
            found.append(self.records(key, None, "cases", files))
            counting = [c for c in self.content.cases if c.file in files and c.date and c.date.inside(self.asked)]
            for metric in self.content.metrics.values():
                figure = self.recount.count(counting, metric, self.asked)
                if figure:
                    found.append(self.row(key, self.home, figure.quantity, "counted", figure.period, figure.sources, metric))
        return found

    def keys(self, breakdown, entry, region, dated):
        if breakdown == "level":
            return [region.level]
        if breakdown == "year":
            if dated is None:
                return ["undated"]
            first, last = dated.first.year, dated.last.year
            return [str(first) if first == last else f"{first}..{last}"]
        if breakdown == "activity":
            word = text(entry.get("activity")) or "consultation"
            return [WORDS.get(word, word)]
        if breakdown == "status":
            word = text(entry.get("status")) or "unknown"
            return [WORDS.get(word, word)]
        if breakdown == "topic":
            return sorted({self.names["topics"][name] for name in texts(entry.get("topics"))}) or ["none"]
        name = text(entry.get(breakdown))
        return [self.names[breakdown + "s"][name] if name else "none"]

    # --- other records

    def documents(self):
        found = {}
        for file, entry, region, dated in self.cases:
            if region not in self.below:
                continue
            for node in items(entry.get("documents")):
                paper = entries(node)
                if not self.asked_for(period(text(paper.get("date"))) or dated):
                    continue
                for stage in ("documents", "endorsed", "assigned", "undertaken"):
                    if stage == "documents" or stage in paper:
                        count = self.entry_count(paper) if stage == "documents" or "count" not in paper else AT_LEAST_ONE
                        found.setdefault((text(paper["type"]), stage), []).append((count, file))
        return [self.records(kind, [c for c, _ in all], stage, [f for _, f in all]) for (kind, stage), all in found.items()]

    def projects(self):
        found = {}
        for file, entry, region, dated in self.cases:
            if region in self.below and self.asked_for(dated):
                for node in items(entry.get("projects")):
                    state = text(fields(node).get("state")) or "none"
                    found.setdefault(WORDS.get(state, state), []).append((self.entry_count(entries(node)), file))
        return [self.records(state, [c for c, _ in all], "projects", [f for _, f in all]) for state, all in found.items()]

    def platforms(self):
        found = {}
        for path in sorted((self.root / "content/platforms").glob("*.md")) if self.asked is None else []:
            entry = entries(front_matter(path))
            region = self.content.region(text(entry["region"])) if "region" in entry else self.home
            kinds = entry.get("kinds", entry.get("type"))
            for kind in {text(node) for node in items(kinds)} or {"none"}:
                if region in self.below:
                    found.setdefault(kind, []).append(self.file(path))
        return [self.records(kind, None, "platforms", files) for kind, files in found.items()]

    # --- published figures

    def published(self):
        for region in self.below:
            for metric in self.content.metrics.values():
                figure = self.recount.published(region, metric)
                if figure:
                    yield region, metric, figure

    def donations(self):
        kinds = {}
        for key, node in fields(front_matter(self.root / "content/metrics.yml"))["metrics"].value:
            kinds[key.value] = text(entries(node).get("donation"))
        return [
            self.row(WORDS.get(kinds[metric.id], kinds[metric.id]), region, figure.quantity, figure.basis, figure.period, figure.sources, metric, partial=figure.partial)
            for region, metric, figure in self.published() if kinds[metric.id]
        ]

    def members(self, breakdown):
        found = []
        for region, metric, figure in self.published():
            if figure.basis == "reported":
                lists = [self.parts(breakdown + "s", file, line) for file, line in figure.sources]
                for name in lists[0]:
                    if all(name in parts for parts in lists):
                        amount = total([parts[name] for parts in lists])
                        found.append(self.row(name, region, amount, "reported", figure.period, figure.sources, metric))
        return found + (self.person_times() if breakdown == "tier" else [])

    def parts(self, key, file, line):
        """The tiers of the figure whose number stands on a line."""
        for _, node in fields(front_matter(self.root / file))["figures"].value:
            if not isinstance(node.value, str):
                figure = entries(node)
                value = fields(node)["value"]
                if value.start_mark.line + 1 == line:
                    return {name.value: quantity(amount.value) for name, amount in (figure[key].value if key in figure else [])}
            elif node.start_mark.line + 1 == line:
                return {}
        raise ValueError(f"{file}:{line}")

    def person_times(self):
        found, metric = {}, self.content.metrics["member_person_times"]
        consultations = {case.file for case in self.content.cases}
        for file, entry, region, dated in self.cases:
            node = entry.get("members")
            if region not in self.below or file not in consultations or not dated or not dated.inside(self.asked):
                continue
            if node is None or isinstance(node.value, str) or not isinstance(node.value[0], tuple):
                continue
            for name, amount in node.value:
                found.setdefault(name.value, []).append((quantity(amount.value), dated, (file, node.start_mark.line + 1)))
        return [
            self.row(
                name, self.home, total([amount for amount, _, _ in parts]), "counted",
                self.asked or Period(min(d.first for _, d, _ in parts), max(d.last for _, d, _ in parts)), [s for _, _, s in parts], metric,
            )
            for name, parts in found.items()
        ]


def breakdown_rows(root, breakdown, asked="all"):
    return BreakdownRecount(root, asked).rows(breakdown)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("root", help="the folder that holds content/")
    parser.add_argument("breakdown", choices=BREAKDOWNS)
    parser.add_argument("--period", default="all")
    arguments = parser.parse_args()
    print(json.dumps(breakdown_rows(arguments.root, arguments.breakdown, arguments.period), ensure_ascii=False, indent=2, default=str))
