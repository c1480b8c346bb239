"""What cannot both hold in a content folder, found a second time: the warnings of `casebook check` about regions.

Every figure is held against every other, by the plainest reading of docs/figures.md, Reconciliation. What is compared is
the check and all places that a warning names.
"""

import calendar
from decimal import Decimal

from recount import Content, Recount, months, with_all_below
from written import Period, like, total

CODES = {"child-exceeds-parent", "children-exceed-parent", "counted-exceeds-reported", "reports-disagree"}

SMALLEST = Decimal("0.000001")


def greatest(quantity):
    """200余 ends just below 300, whatever is counted: six decimals are the finest that can be written."""
    high = quantity.high
    whole = high is not None and high == high.to_integral_value()
    return high - SMALLEST if quantity.qualifier == "over" and whole and high > quantity.value else high


def exceeds(a, b):
    return a.low is not None and greatest(b) is not None and a.low > greatest(b)


def contradictions(root):
    """{(code, places)}"""
    return Contradictions(Content(root)).found


class Contradictions:
    def __init__(self, content):
        self.content, self.found, self.said = content, set(), set()
        self.recounts = {}
        for figure in content.figures:
            metric = content.metrics[figure.metric]
            if metric.kind != "ratio" and self.time(figure):
                self.against_other_reports(figure, metric)
                self.against_cases(figure, metric)
                self.against_children(figure, metric)

    def say(self, code, left, right):
        """Once, where the other side is given twice in the same words."""
        words = (code, tuple(sorted(left)), right.region.path, right.metric, self.time(right), right.quantity.raw)
        if words not in self.said:
            self.said.add(words)
            self.found.add((code, frozenset(left) | {place(right)}))

    def time(self, figure):
        if self.content.metrics[figure.metric].kind == "stock":
            return figure.day and Period(figure.day, figure.day)
        return figure.period

    def recount(self, asked):
        return self.recounts.setdefault(asked, Recount(self.content, asked))

    # --- One region

    def against_other_reports(self, figure, metric):
        mine = self.time(figure)
        for other in self.content.figures:
            if other is figure or other.region is not figure.region or other.metric != figure.metric:
                continue
            its = self.time(other)
            if its and (its == mine or mine.inside(its) and its.first) and exceeds(figure.quantity, other.quantity):
                self.say("reports-disagree", [place(figure)], other)

    def against_cases(self, figure, metric):
        if metric.kind == "stock" or not figure.period.first:
            return
        counted = self.recount(figure.period).counted(figure.region, metric)
        if counted and exceeds(counted.quantity, figure.quantity):
            self.say("counted-exceeds-reported", counted.sources, figure)

    # --- A region and those below it

    def may_be_held_against(self, inner, outer, metric):
        if metric.kind == "stock":
            return months(inner.last) == months(outer.last)
        return inner.first is not None and outer.first is not None and inner.inside(outer) or like(inner, outer)

    def against_children(self, parent, metric):
        when, too_large = self.time(parent), set()
        for region in with_all_below(parent.region)[1:]:
            for figure in self.content.figures:
                if figure.region is region and figure.metric == metric.id and self.time(figure):
                    if self.may_be_held_against(self.time(figure), when, metric) and exceeds(figure.quantity, parent.quantity):
                        too_large.add(region)
                        self.say("child-exceeds-parent", [place(figure)], parent)
        if when.first is None:
            return
        # From below: what is too large by several figures, unless the same is said of a region in it.
        for region in sorted(with_all_below(parent.region)[1:], key=depth, reverse=True):
            if any(lower in too_large for lower in with_all_below(region)):
                continue
            for figure in self.derived(region, when, metric):
                if len(figure.sources) > 1 and exceeds(figure.quantity, parent.quantity):
                    too_large.add(region)
                    self.say("child-exceeds-parent", figure.sources, parent)
                    break
        if "regions" in metric.adds:
            parts = [part for child in parent.region.children for part in self.parts(child, when, metric, too_large)]
            if len(parts) > 1 and exceeds(total([quantity for quantity, _ in parts]), parent.quantity):
                self.say("children-exceed-parent", {source for _, sources in parts for source in sources}, parent)

    def parts(self, region, when, metric, too_large):
        """[(quantity, places)]: its largest figure of that time; below what is too large, those of the others."""
        if region in too_large:
            return []
        own = [
            (f.quantity, [place(f)]) for f in self.content.figures
            if f.region is region and f.metric == metric.id and self.time(f)
            and self.may_be_held_against(self.time(f), when, metric)
        ]
        if not own and any(lower in too_large for lower in with_all_below(region)):
            return [part for child in region.children for part in self.parts(child, when, metric, too_large)]
        own += [(figure.quantity, figure.sources) for figure in self.derived(region, when, metric)]
        return [max(own, key=lambda part: part[0].low or Decimal(0))] if own else []  # the first of equals

    def derived(self, region, when, metric):
        """The region's published figures that rest on reports, for a time."""
        whole = whole_months(when)
        if metric.kind == "stock":
            figure = self.recount(whole).resting(region, metric)
            return [figure] if figure and figure.period.first and figure.period.inside(whole) else []
        figures = [self.recount(when).resting(region, metric)]
        if whole != when:
            wider = self.recount(whole).resting(region, metric)
            figures.append(wider if wider and like(wider.period, when) else None)
        return [figure for figure in figures if figure]


def depth(region):
    """Steps to the top by what regions count under."""
    return 0 if region.parent is None else 1 + depth(region.parent)


def place(figure):
    return figure.file, figure.line


def whole_months(when):
    last = calendar.monthrange(when.last.year, when.last.month)[1]
    return Period(when.first.replace(day=1), when.last.replace(day=last))
