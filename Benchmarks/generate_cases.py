"""A results site of any size at random: the same seed gives the same files.

Use: generate_cases.py COUNT FOLDER [SEED]. Writes FOLDER/content: COUNT cases of 600 to 1,200 Han characters with a header
of some 25 lines each, reports of all cities and districts for two years, and the registries of the project's own content,
with ten communities below each district. The numbers mean nothing; no sentence is taken from a published page.
"""
import pathlib
import random
import re
import shutil
import sys

PROJECT = pathlib.Path(__file__).resolve().parent.parent
SURNAMES = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何林罗高"
THINGS = ["路灯", "停车位", "充电棚", "下水管道", "公交站", "健身角", "菜市场", "老年食堂", "灌溉水渠", "抽水泵", "村道", "垃圾投放点",
          "电梯", "围墙", "儿童乐园", "茶叶销路", "文化广场", "斑马线", "物业费", "雨棚"]
PLACES = ["楼栋口", "村口大树下", "社区活动室", "田埂上", "小区凉亭", "居民家里", "乡镇会议室", "委员联络室"]
PEOPLE = ["居民代表", "村民代表", "政协委员", "物业公司", "社区干部", "派出所民警", "供电所", "水务公司", "街道办事处", "退休教师"]
VERBS = ["看了现场", "逐户问了意见", "算了一笔账", "画了草图", "列了清单", "排了时间表", "定了牵头的人", "说清了各家的难处"]
ENDINGS = ["没有人反对", "多数人赞成", "意见一时不一", "第二次再议", "当场定下来", "写进了纪要"]
QUALIFIERS = ["{}", "{}", "{}", "{}余", "近{}", "超{}", "{}多", "{}以上", "约{}"]
STATUS = ["resolved", "resolved", "resolved", "in_progress", "planned", "unknown"]
ACTIVITIES = ["consultation", "consultation", "consultation", "service", "supervision", "reading", "training"]
BRANDS = [f"议事品牌{i}" for i in range(1, 21)]
METHODS = [f"{i}步工作法" for i in range(3, 9)]
STEPS = ["收集", "筛选", "调研", "协商", "决定", "办理", "公示", "评议"]
TOPICS = ["环境整治", "交通出行", "养老托幼", "物业管理", "产业发展", "水利设施", "文体设施", "安全用电"]
FLOWS = ["sessions_held", "problems_solved"]


def regions():
    """The registry as it stands, and the paths of the districts of cities in it."""
    text = (PROJECT / "content/regions.yml").read_text()
    registry, districts, province, city = text[:text.index("\nslugs:")], [], None, None
    for line in registry.splitlines():
        block = re.match(r"( *)- code: ", line)
        if block:
            depth = len(block[1]) // 4
        name = re.match(r" *name: (.+)", line)
        if name and depth == 0:
            province = name[1]
        elif name:
            city = name[1]
        district = re.match(r" {10}- \{code: [^,]+, name: ([^,]+), slug: ", line)
        if district and province == "湖北省" and "counted_under" not in line:
            districts.append(f"{province}/{city}/{district[1]}")
    return registry, districts


class Site:
    def __init__(self, folder, seed):
        self.random = random.Random(seed)
        self.content = pathlib.Path(folder) / "content"

    def pick(self, items):
        return items[self.random.randrange(len(items))]

    def write(self, name, text):
        path = self.content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def sentence(self):
        return (f"{self.pick(SURNAMES)}师傅在{self.pick(PLACES)}提起{self.pick(THINGS)}的事，{self.pick(PEOPLE)}和"
                f"{self.pick(PEOPLE)}{self.pick(VERBS)}，{self.pick(ENDINGS)}。")

    def paragraph(self, characters):
        text = ""
        while len(text) < characters:
            text += self.sentence()
        return text

    def body(self, characters):
        share = characters // 6
        listed = "\n".join(f"- {self.pick(PEOPLE)}{self.pick(VERBS)}；" for _ in range(3))
        return (f"## 问题\n\n{self.paragraph(share)}**{self.pick(THINGS)}**是大家最急的一件。\n\n"
                f"## 过程\n\n{self.paragraph(share)}\n\n{listed}\n\n{self.paragraph(share)}\n\n"
                f"> {self.sentence()}\n\n"
                f"## 结果\n\n{self.paragraph(share)}\n\n{self.paragraph(share)}\n")

    def case(self, number, community):
        date = f"{self.random.choice([2022, 2023, 2024])}-{self.random.randint(1, 12):02}-{self.random.randint(1, 28):02}"
        raised = self.random.randint(2, 9)
        topics = sorted({self.pick(TOPICS), self.pick(TOPICS)})
        lines = [
            f"title: {self.pick(PLACES)}议定{self.pick(THINGS)}的事（{number}）", f"region: {community}", f"date: {date}",
            f"published: {date[:4]}-12-31", f"status: {self.pick(STATUS)}", f"activity: {self.pick(ACTIVITIES)}",
            f"brand: {self.pick(BRANDS)}", f"method: {self.pick(METHODS)}", "topics:", *[f"  - {topic}" for topic in topics],
            f"organiser: {community.split('/')[2]}政协", f"mode: {self.pick(['现场', '会议', '线上线下'])}",
            f"topic_source: {self.pick(['走访', '热线', '扫码', '调研'])}",
            f"sessions: {self.random.randint(1, 4)}", f"problems_raised: {raised}",
            f"problems_solved: {self.random.randint(0, raised)}", "members:", f"  市级: {self.random.randint(1, 5)}",
            f"  县级: {self.random.randint(1, 9)}", f"participants: {self.number(20, 90)}",
            "outcomes:", f"  - {{label: 新装{self.pick(THINGS)}, value: {self.random.randint(2, 60)}, unit: 处}}",
            f"summary: {self.sentence()}",
        ]
        body = self.body(self.random.randint(600, 1200))
        self.write(f"cases/{number:06}.md", "---\n" + "\n".join(lines) + "\n---\n\n" + body)

    def number(self, low, high):
        """A number as written; who counts one by one and says “some” says so of tens."""
        number, form = self.random.randint(low, high), self.pick(QUALIFIERS)
        return form.format(number if form == "{}" else max(number // 10 * 10, 10))

    def live_blocks(self, districts):
        """A figure and the charts of one district and its city."""
        district = self.pick(districts)
        city = district.rsplit("/", 1)[0]
        return (f"```figure\n指标: 协商场次\n地区: {district}\n时期: 2024\n```\n\n"
                f"```chart\n图: 比较\n指标: 解决问题\n地区: {city}\n时期: 2024\n```\n\n"
                f"```chart\n图: 走势\n指标: 协商场次\n地区: {district}\n```\n\n"
                f"```table\n指标: [协商场次, 解决问题]\n地区: {city}\n下级: 是\n时期: 2024\n```\n")

    def report(self, path, year, stem, low=50, high=900):
        figures = "\n".join(f"  {metric}: {self.number(low, high)}" for metric in FLOWS)
        self.write(f"reports/{stem}-{year}.md",
                   f"---\ntitle: {path.split('/')[-1]}{year}年工作情况\nregion: {path}\nperiod: {year}\n"
                   f"published: {year + 1}-01-20\nfigures:\n{figures}\n  members_deployed: {self.number(low, high)}\n---\n")

    def generate(self, count):
        registry, districts = regions()
        for name in ["metrics.yml", "sources.yml", "site.yml"]:
            shutil.copy(PROJECT / "content" / name, self.content / name)
        communities = [f"{district}/和谐{i}社区" for district in districts for i in range(1, 11)]
        slugs = "".join(f"  {path}: hexie{path.split('和谐')[1][:-2]}\n" for path in communities)
        self.write("regions.yml", registry + "\nslugs:\n" + slugs)
        # Four districts of five report; the others are missing, and said to be.
        reporting = [district for i, district in enumerate(districts) if i % 5 != 4]
        for kind, titles in [("brands", BRANDS), ("methods", METHODS), ("topics", TOPICS)]:
            for i, title in enumerate(titles, 1):
                steps = "、".join(STEPS[:int(title[0])]) if kind == "methods" else ""
                more = {"methods": f"steps: [{steps.replace('、', ', ')}]\n", "topics": "kind: common\n"}.get(kind, "")
                block = {"methods": f"```steps\n工作法: {title}\n```\n", "brands": self.live_blocks(reporting)}.get(kind, "")
                self.write(f"{kind}/{kind[:-1]}-{i}.md", f"---\ntitle: {title}\n{more}---\n\n{block}")
        for i, district in enumerate(districts):
            if district in reporting:
                # Every third has a gap between its years.
                for year in (2022, 2024) if i % 3 == 1 else (2023, 2024):
                    self.report(district, year, f"d{i:03}")
        for i, city in enumerate(sorted({district.rsplit("/", 1)[0] for district in districts})):
            self.report(city, 2024, f"c{i:03}", 20_000, 90_000)
        for number in range(1, count + 1):
            self.case(number, self.pick(communities))


def main():
    count, folder = int(sys.argv[1]), pathlib.Path(sys.argv[2])
    site = Site(folder, int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    site.content.mkdir(parents=True, exist_ok=True)
    site.generate(count)


main()
