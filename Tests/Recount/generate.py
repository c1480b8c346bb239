"""Small contents at random, for the comparison with the recount: the same seed gives the same content.

Use: generate.py SEED FOLDER. The numbers mean nothing. What matters is that every rule of docs/figures.md comes up often:
overlapping and unlike periods, unknown starts, gaps, ties, regions counted under others, provinces that are complete.
"""

import random
import sys
from pathlib import Path

METRICS = """\
metrics:
  sessions_held: {name: 协商场次, labels: [协商活动], unit: 场, kind: flow, adds: [regions, time], core: true, definition: 场次。}
  problems_solved: {name: 解决问题, unit: 件, kind: flow, adds: [regions, time], core: true, definition: 件数。}
  members_deployed: {name: 下沉委员, unit: 人, kind: stock, adds: [], core: true, definition: 人数。}
  member_person_times: {name: 委员参与人次, unit: 人次, kind: flow, adds: [regions, time], definition: 人次。}
  visits: {name: 参与人次, unit: 人次, kind: flow, adds: [regions, time], counted_from: participant_visits, definition: 人次。}
  raised: {name: 反映问题, unit: 件, kind: flow, adds: [regions], counted_from: problems_raised, definition: 件数。}
  meetings: {name: 部署会议, unit: 次, kind: flow, adds: [time], definition: 次数。}
  platforms: {name: 协商平台, unit: 个, kind: stock, adds: [regions], definition: 个数。}
  sectors: {name: 走访界别, unit: 个, kind: distinct, adds: [], definition: 个数。}
  cash: {name: 捐赠现金, unit: 元, kind: flow, adds: [regions, time], donation: cash, definition: 金额。}
  gifts: {name: 捐赠物资, unit: 元, kind: flow, adds: [regions, time], donation: 物资, definition: 金额。}
  rate: {name: 承办率, unit: "%", kind: ratio, adds: [], definition: 比率。}
"""
PARTS = ["1", "5", "近20", "10余", "三四十", "约8"]  # of a whole
LABELS = {
    "sessions_held": ["sessions_held", "协商场次", "协商活动"], "problems_solved": ["problems_solved", "解决问题"],
    "members_deployed": ["members_deployed", "下沉委员"], "member_person_times": ["member_person_times"],
    "visits": ["visits"], "raised": ["raised", "反映问题"], "meetings": ["meetings"],
    "platforms": ["platforms", "协商平台"], "sectors": ["sectors"], "rate": ["rate"],
    "cash": ["cash"], "gifts": ["gifts"],
}
PERIODS = (
    ["2023", "2024"] * 4 + ["2023H1", "2023H2", "2024H1", "2024Q1", "2024Q2", "2024-03", "..2023", "..2023-06", "..2024"]
    + ["2022..2023", "2023..2024", "2024-01-05..2024-06-20", "2024-01..2024-06", "2024-03-15..2024-09", "2024-12-31", None]
)
THEMES = [  # periods that bring up one rule often
    PERIODS,
    PERIODS,
    ["2024H1", "2024-01-05..2024-06-20", "2024-01..2024-06", "2024"],  # like, although not the same
    ["..2023-06", "..2023", "..2023", "2023", "2024"],  # unknown starts
    ["2024Q1", "2024-07", "2024-03-15..2024-03-20", "2024-07"],  # gaps
    ["2024-01..2024-05", "2024-06..2024-12", "2024-01..2024-07", "2024-08..2024-12"],  # sets that tie
]
TIES = THEMES[-1]
DATES = ["2023", "2024", "2024", "2023-08", "2024-02", "2024-05-17", "2023-03-02", "2023..2024", "2023-11..2024-02",
         "2024-04..2024-06", "2024-01-03", None]
CHINESE = {
    "title": "标题", "region": "地区", "date": "日期", "published": "发布日期", "activity": "活动类型", "sessions": "场次",
    "problems_raised": "反映问题", "problems_solved": "解决问题", "members": "委员", "participants": "参与群众",
    "participant_visits": "参与人次", "draft": "草稿", "period": "时期", "figures": "数据", "value": "数值", "as_of": "截至",
    "note": "说明",
}


class Generator:
    def __init__(self, seed, folder):
        self.random = random.Random(seed)
        self.content = Path(folder) / "content"
        self.regions, self.slugs = [], []
        self.reporting = self.random.choice([0.3, 0.6, 0.9, 1])  # how many regions report
        self.same_period = self.random.choice([0, 0.2, 0.7])  # how many reports are about one and the same year
        self.theme = self.random.choice(THEMES)
        self.usual = self.random.choice(["2023", "2024"])
        self.more = random.Random(seed * 7919 + 1)  # what only the breakdowns look at
        self.places = random.Random(seed * 7919 + 2)  # which region is home, and how far down the registry goes
        self.homes = []

    def chance(self, probability):
        return self.random.random() < probability

    def write(self, name, text):
        path = self.content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def quantity(self):
        n = self.random.choice([0, 1, 5, 7, 10, 13, 46, 60, 84, 95, 100, 120, 200, 210, 505, 700, 1000, 1400, 2305])
        # Between 7 and 8 lies no whole number: 7余 is none.
        some = n if n and n % 10 == 0 else 10 * (n + 1)
        return self.random.choice([
            str(n), str(n), str(n), str(n), f"{some}余", f"{some}多", f"近{some}", f"将近{some}", f"超{some}", f"逾{some}",
            f"{some}以上", f"不少于{some}", f"不足{some}", f"约{some}", f"{some}左右", f"{some}—{some + 6}",
            f"{some}~{some * 3}", "三四十", "千余", "近千", "十来个", "1.2万", "2.8万余", "20余万", "20万余", "近万", "117.5万",
            "超20万", "二百余", "近1000", "至少30", "突破1万", "不到50", "一百二十",
        ])

    def place(self, parent, name, slug):
        path = f"{parent}/{name}"
        self.slugs.append(f"  {path}: {slug}")
        self.regions.append(path)
        return path

    def region(self, code, name, slug, indent, extra=""):
        return f"{' ' * indent}- code: {code}\n{' ' * indent}  name: {name}\n{' ' * indent}  slug: {slug}\n{extra}"

    def write_regions(self):
        text = "regions:\n" + self.province("420000", "湖北省", "hubei", self.random.randint(1, 3))
        text += self.province("530000", "云南省", "yunnan", self.random.randint(0, 2))
        self.write("regions.yml", text + ("slugs:\n" + "\n".join(self.slugs) + "\n" if self.slugs else ""))

    def province(self, code, name, slug, cities):
        text = self.region(code, name, slug, 2)
        self.regions.append(name)
        self.homes += [name, code]
        for c in range(1, cities + 1):
            text += "    children:\n" if c == 1 else ""
            text += self.city(name, int(code) + 100 * c, c)
        return text

    def city(self, province, code, c):
        city = f"{province}/{'东西南'[c - 1]}市"
        self.regions.append(self.random.choice([city, f"{province}/{'东西南'[c - 1]}"]))
        self.homes.append(city)
        text = self.region(code, city.split("/")[1], f"city{c}", 6, f"        aliases: [{'东西南'[c - 1]}]\n")
        districts = self.random.choice([0, 1, 2, 3, 4, 5])
        for d in range(1, districts + 1):
            text += "        children:\n" if d == 1 else ""
            name = f"{'甲乙丙丁戊'[d - 1]}区"
            path, own_code, extra = f"{city}/{name}", str(code + d), ""
            if d > 1 and self.chance(0.3):
                own_code = f"local:{code}-z{d}"
                extra = f"            counted_under: {code + 1}\n"
            self.regions.append(self.random.choice([path, own_code]))
            self.homes.append(self.places.choice([path, own_code]))
            text += self.region(own_code, name, f"district{d}", 10, extra)
            if self.places.random() < 0.25:
                text += self.towns(path, code + d)
            else:
                self.below(path)
        if districts == 0:
            self.below(city)
        return text

    def towns(self, district, code):
        """Towns that the registry lists, so that it is known how many there are."""
        text = "            children:\n"
        for t in range(1, self.places.randint(1, 4) + 1):
            town = f"{district}/{'子丑寅卯'[t - 1]}镇"
            self.regions.append(self.places.choice([town, f"{code}10{t}"]))
            self.homes.append(town)
            text += self.region(f"{code}10{t}", town.split("/")[-1], f"town{t}", 14)
            if self.places.random() < 0.4:
                self.place(town, "平安村", "pingan")
        return text

    def below(self, parent):
        if self.chance(0.4):
            town = self.place(parent, "石桥镇", "shiqiao")
            if self.chance(0.6):
                self.place(town, "平安村", "pingan")
        if self.chance(0.25):
            self.place(parent, "新冶社区", "xinye")

    def document(self, stem, entries):
        """Keys in Chinese in some of the files, in both languages in others."""
        chinese = self.random.choice([0, 0, 0.5, 1])

        def key(name):
            return CHINESE[name] if name in CHINESE and self.chance(chinese) else name

        lines = []
        for name, value in entries:
            if isinstance(value, list):
                lines.append(f"{key(name)}:")
                for inner, amount in value:
                    if not isinstance(amount, dict):
                        lines.append(f"  {inner}: {amount}")
                    elif self.chance(0.5):
                        pairs = ", ".join(f"{key(k)}: {v}" for k, v in amount.items())
                        lines.append(f"  {inner}: {{{pairs}}}")
                    else:
                        lines.append(f"  {inner}:")
                        lines += [f"    {key(k)}: {v}" for k, v in amount.items()]
            else:
                lines.append(f"{key(name)}: {value}")
        self.write(stem, "---\n" + "\n".join(lines) + "\n---\n\n正文。\n")

    def report(self, region, stem, number):
        period = self.usual if self.chance(self.same_period) else self.random.choice(self.theme)
        if self.theme is TIES:
            period = TIES[number]
        entries = [("title", f"报告{stem}"), ("region", region)]
        if period:
            entries.append(("period", period))
        if self.chance(0.9 if self.theme is TIES else 0.5):
            entries.append(("published", self.random.choice(["2024-01-05", "2024-07-01", "2025-01-10", "2025-03-01"])))
        if self.chance(0.07):
            entries.append(("draft", "true"))
        figures = []
        metrics = self.random.sample(sorted(LABELS), self.random.randint(1, 6))
        if self.theme is TIES and "sessions_held" not in metrics:
            metrics.append("sessions_held")
        for metric in metrics:
            labels = self.random.sample(LABELS[metric], len(LABELS[metric]))
            figures.append((labels[0], self.figure(metric)))
            if len(labels) > 1 and metric not in ("members_deployed", "platforms") and self.chance(0.2):
                same = {period, self.usual} | ({"2024H1", "2024-01..2024-06"} if period in ("2024H1", "2024-01..2024-06") else set())
                other = self.random.choice([p for p in PERIODS if p and p not in same])
                figures[-1] = (labels[0], self.quantity())
                figures.append((labels[1], {"value": self.quantity(), "period": other}))
        self.document(f"reports/{stem}.md", entries + [("figures", figures)])

    def figure(self, metric):
        value = self.quantity()
        if metric == "rate":
            value = self.random.choice(["100%", "78.1%", "94%", "80.0%"])
        extra = {}
        if metric in ("platforms", "members_deployed") and self.chance(0.4):
            extra["as_of"] = self.random.choice(["2023-06-30", "2023-12-31", "2024-05-05", "2024-12-31"])
        elif self.chance(0.2):
            extra["period"] = self.random.choice([p for p in PERIODS if p])
        if metric in ("members_deployed", "visits") and self.more.random() < 0.5:
            names = self.more.sample(["省", "市", "县"], self.more.randint(1, 3))
            extra["tiers"] = "{" + ", ".join(f"{name}: {self.more.choice(PARTS)}" for name in names) + "}"
            if self.more.random() < 0.5:
                extra["sectors"] = f"{{教育界: {self.more.choice(PARTS)}}}"
        if extra or self.chance(0.2):
            return {"value": value, **extra}
        return value

    def case(self, region, stem):
        entries = [("title", f"案例{stem}"), ("region", region)]
        date = self.random.choice(DATES)
        if date:
            entries.append(("date", date))
        if self.chance(0.3):
            entries.append(("activity", self.random.choice(["consultation", "协商", "service", "双服务", "supervision", "培训"])))
        problems = self.random.choice(["problems_raised", "problems_solved"])  # both: one may not exceed the other
        for key in ("sessions", problems, "participants", "participant_visits"):
            if self.chance(0.4):
                entries.append((key, self.quantity()))
        if self.chance(0.35):
            names = self.random.sample(["郑林", "褚云", "王一", "李二"], self.random.randint(1, 3))
            tiers = [(tier, self.quantity()) for tier in self.random.sample(["省", "市", "县"], self.random.randint(1, 3))]
            entries.append(("members", self.random.choice([self.quantity(), f"[{', '.join(names)}]", f"[{names[0]}]", tiers])))
        if self.chance(0.05):
            entries.append(("draft", "true"))
        self.document(f"cases/{stem}.md", entries + self.groups())

    def groups(self):
        """What a case is about, and what came of it."""
        pick, found = self.more.choice, []
        if self.more.random() < 0.6:
            found.append(("status", pick(["planned", "in_progress", "resolved", "unknown", "计划", "办理中", "已解决"])))
        if self.more.random() < 0.5:
            found.append(("brand", pick(["甲品牌", "b1", "乙品牌"])))
        if self.more.random() < 0.5:
            found.append(("method", pick(["甲法", "m2"])))
        if self.more.random() < 0.7:
            found.append(("topics", f"[{', '.join(self.more.sample(['养老', 't2', '治水'], self.more.randint(0, 3)))}]"))
        if self.more.random() < 0.4:
            counts = ["", "", ", count: 12", ", 数量: 30余", ", count: 未公布"]
            projects = [f"{{name: 项目{n}{pick(['', ', state: done', ', state: 计划', ', state: in_progress'])}{pick(counts)}}}" for n in range(self.more.randint(1, 3))]
            found.append(("projects", f"[{', '.join(projects)}]"))
        if self.more.random() < 0.4:
            parts = ["type: " + pick(["提案", "协商纪要"])] + pick([[], [], ["count: 8"], ["数量: 近30"], ["count: unpublished"]])
            for key in ("endorsed", "assigned", "undertaken"):
                if self.more.random() < 0.5:
                    parts.append(f"{key}: 有")
            if self.more.random() < 0.4:
                parts.append("date: " + pick(["2023", "2024-02", "2024"]))
            found.append(("documents", f"[{{{', '.join(parts)}}}]"))
        return found

    def write_named(self):
        for folder, stem, title in [("brands", "b1", "甲品牌"), ("brands", "b2", "乙品牌"), ("methods", "m1", "甲法"), ("methods", "m2", "乙法"),
                                    ("topics", "t1", "养老"), ("topics", "t2", "停车"), ("topics", "t3", "治水")]:
            self.write(f"{folder}/{stem}.md", f"---\ntitle: {title}\n---\n")
        for n in range(4):
            kinds = self.more.choice(["[工作站]", "[工作站, 议事厅]", "热线", "[]"])
            region = self.more.choice(["", f"region: {self.more.choice(self.regions)}\n"])
            self.write(f"platforms/p{n}.md", f"---\ntitle: 平台{n}\n{region}kinds: {kinds}\n---\n")

    def run(self):
        self.write("sources.yml", 'sources:\n  - {id: "000", title: 试, date: 2024}\n')
        self.write("metrics.yml", METRICS)
        self.write_regions()
        home = self.places.choice(["湖北省", "湖北省", self.places.choice(self.homes)])
        self.write("site.yml", f"title: 试\nhome: {home}\npublisher: 编写组\n")
        self.write_named()
        for n, region in enumerate(self.regions):
            if self.chance(self.reporting):
                numbers = [1, 1, 2, 3] if self.theme is PERIODS else [4] if self.theme is TIES else [2, 3, 4]
                for k in range(self.random.choice(numbers)):
                    self.report(region, f"r{n}-{self.random.choice('abcxyz')}{k}", k)
            for k in range(self.random.choice([0, 0, 1, 2, 3])):
                self.case(region, f"c{n}-{k}")


def generate(seed, folder):
    Generator(seed, folder).run()


if __name__ == "__main__":
    generate(int(sys.argv[1]), sys.argv[2])
