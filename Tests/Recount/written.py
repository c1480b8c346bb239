"""Numbers and periods as they are written: the grammar, the sums and the print of docs/figures.md, for the recount."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

# --- Quantity --------------------------------------------------------------------------------------------------------

DIGITS = "零一二三四五六七八九"
PLACES = {"十": 10, "百": 100, "千": 1000}
SCALES = {"万": 10**4, "亿": 10**8}
OVER = "超过 超 逾 突破 至少 不少于 不低于".split()
BELOW = "不足 不到".split()


@dataclass(frozen=True)
class Quantity:
    raw: str
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    qualifier: str
    step: Decimal  # at which a sum that contains this number is printed


def last_nonzero_place(value):
    """The step of a number."""
    value = value.normalize()
    return Decimal(1).scaleb(value.as_tuple().exponent) if value else Decimal(1)


def number(written):
    """(value, last written place) of `1400`, `1.2万`, `二百`, `千`."""
    scale = 1
    while written and written[-1] in SCALES:
        scale *= SCALES[written[-1]]
        written = written[:-1]
    written = written.translate(str.maketrans("０１２３４５６７８９．两", "0123456789.二")).replace(",", "")
    if re.fullmatch(r"\d+(\.\d+)?", written):
        head = Decimal(written)
        return head * scale, Decimal(1).scaleb(head.as_tuple().exponent) * scale
    value = 0 if written else 1  # 万, 亿
    for digit, place in re.findall("([一二三四五六七八九]?)([十百千]?)", written):
        if digit or place:
            value += (DIGITS.index(digit) if digit else 1) * PLACES.get(place, 1)
    return Decimal(value) * scale, Decimal(scale)


# The units that a report may write behind a number instead of its metric's own.
UNITS = re.compile("(?<=[0-9０-９余多几万千百])(场次|件次|人次|[次场件个名位人户项篇条家处])$")


def quantity(raw):
    raw = UNITS.sub("", raw.strip())
    written = raw.replace(" ", "").removesuffix("%").removesuffix("个")

    parts = re.split(r"[~～—–\-至到]+", written)
    if len(parts) == 2 and parts[0] and not written.startswith("不到"):
        low, high = number(parts[0])[0], number(parts[1])[0]
        return Quantity(raw, low, low, high, "range", Decimal(1))
    juxtaposed = re.fullmatch(r"([一二两三四五六七八九])([一二三四五六七八九])([十百千万亿]*)", written)
    if juxtaposed:
        a, b, unit = juxtaposed.groups()
        low, high = number(a + unit)[0], number(b + unit)[0]
        return Quantity(raw, low, low, high, "range", Decimal(1))

    for word in OVER:
        if written.startswith(word):
            value = number(written.removeprefix(word))[0]
            return Quantity(raw, value, value, None, "over", last_nonzero_place(value))
    if written.endswith("以上"):
        value = number(written.removesuffix("以上"))[0]
        return Quantity(raw, value, value, None, "over", last_nonzero_place(value))
    for word in BELOW:
        if written.startswith(word):
            value = number(written.removeprefix(word))[0]
            return Quantity(raw, value, Decimal(0), value, "nearly", last_nonzero_place(value))
    if written.startswith(("近", "将近")):
        value = number(written.removeprefix("将").removeprefix("近"))[0]
        step = last_nonzero_place(value)
        if step == value:  # a lone 1
            step = value / 10
        return Quantity(raw, value, value - step, value, "nearly", step)
    if written.startswith("约") or written.endswith(("左右", "上下", "来")):
        value = number(re.sub("^约|左右$|上下$|来$", "", written))[0]
        return Quantity(raw, value, None, None, "about", last_nonzero_place(value))
    if "余" in written or "多" in written:
        value, last_written = number(re.sub("[余多]", "", written))
        after_scale = re.search("[万亿][余多]$", written)
        step = last_written if after_scale else last_nonzero_place(value)
        return Quantity(raw, value, value, value + step, "over", step)
    value = number(written)[0]
    return Quantity(raw, value, value, value, "exact", Decimal(1))


def total(quantities):
    """A sum; one quantity alone stays as it is written."""
    if len(quantities) == 1:
        return quantities[0]
    low = high = None
    if all(q.low is not None for q in quantities):
        low = sum(q.low for q in quantities)
    if all(q.high is not None for q in quantities):
        high = sum(q.high for q in quantities)
    qualifiers = {q.qualifier for q in quantities}
    if low is None:
        qualifier = "about"
    elif high is None:
        qualifier = "over"
    elif "range" in qualifiers:
        qualifier = "range"
    elif "about" in qualifiers or {"over", "nearly"} <= qualifiers:
        qualifier = "about"
    elif "over" in qualifiers:
        qualifier = "over"
    elif "nearly" in qualifiers:
        qualifier = "nearly"
    else:
        qualifier = "exact"
    value, step = sum(q.value for q in quantities), max(q.step for q in quantities)
    return Quantity(printed(qualifier, value, low, high, step), value, low, high, qualifier, step)


def printed(qualifier, value, low, high, step):
    if qualifier == "exact":
        return plain(value)
    if qualifier == "over":
        down = rounded(low, step, ROUND_FLOOR)
        return plain(down) + ("余" if high is not None and high <= down + step else "以上")
    if qualifier == "nearly":
        up = rounded(high, step, ROUND_CEILING)
        return ("近" if low >= up - step else "不足") + plain(up)
    if qualifier == "about":
        return "约" + plain(rounded(value, step, ROUND_HALF_UP))
    return plain(rounded(low, step, ROUND_FLOOR)) + "—" + plain(rounded(high, step, ROUND_CEILING))


def rounded(value, step, rounding):
    return (value / step).quantize(Decimal(1), rounding=rounding) * step


def plain(value):
    return format(value.normalize(), "f")


# --- Period ----------------------------------------------------------------------------------------------------------

BEGINNING = date.min  # where an unknown start is put when days are compared or counted


@dataclass(frozen=True)
class Period:
    first: date | None  # None: unknown start
    last: date
    gap: bool = False  # a set of periods that leaves days out

    @property
    def start(self):
        return self.first or BEGINNING

    @property
    def days(self):
        return (self.last - self.start).days + 1

    def inside(self, other):
        """Inside the period asked for; None is `all`. An unknown start lies inside nothing but `all`."""
        return other is None or (self.first is not None and other.start <= self.first and self.last <= other.last)

    def overlaps(self, other):
        return self.start <= other.last and other.start <= self.last


def one_period(written):
    for pattern, months in ((r"(\d{4})", None), (r"(\d{4})H([12])", 6), (r"(\d{4})Q([1-4])", 3), (r"(\d{4})-(\d\d)", 1)):
        match = re.fullmatch(pattern, written)
        if match:
            year = int(match[1])
            last = int(match[2]) * months if months else 12
            first = last - months + 1 if months else 1
            return Period(date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]))
    day = date.fromisoformat(written)
    return Period(day, day)


def period(written):
    """None without an end day: undated."""
    if written is None:
        return None
    first, dots, last = written.partition("..")
    if not dots:
        return one_period(written)
    if not last:
        return None
    return Period(one_period(first).first if first else None, one_period(last).last)


def like(a, b):
    if a.first is None or b.first is None or a.gap or b.gap:
        return False
    months = [(day.year, day.month) for day in (a.first, a.last, b.first, b.last)]
    return months[0:2] == months[2:4]
