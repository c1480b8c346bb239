import Records
import Statistics
import Wording

/// A list of the codes that columns hold: `data/codelists/NAME.csv`.
package struct CodeList: Sendable {
  package static let folder = "codelists/"

  package let name: String
  let title: String
  package let codes: [(id: String, name: String, definition: String)]

  var table: Table {
    Table(
      CodeList.folder + name, title + "码表", "“\(title)”一栏的代码。", formats: [.csv, .json],
      [
        Column("id", .string, "代码"), Column("name", .string, "名称"),
        Column("definition", .string, "含义", "", .inapplicable),
      ], of: codes.sortedByBytes(\.id)
    ) { code, row in
      row.plain(code.id)
      row.text(code.name)
      row.text(code.definition)
    }
  }

  private init(_ name: String, _ title: String, _ codes: [(String, String, String)]) {
    self.name = name
    self.title = title
    self.codes = codes.map { (id: $0.0, name: $0.1, definition: $0.2) }
  }

  private init<C: Choice>(_ name: String, _ title: String, _ choices: C.Type) {
    self.init(name, title, C.allCases.map { ($0.rawValue, $0.chinese, "") })
  }

  package static let all: [CodeList] = [
    CodeList("activity", "活动类型", Case.Activity.self),
    CodeList(
      "basis", "依据",
      [
        ("reported", "本级上报", "地区自己的报告写的"),
        ("summed", "下级合计", "下级公布的数相加；没有报全的，partial 是 true，不是全地区的总数"),
        ("counted", "案例库收录", "数的是本簿收录的案例，不是全地区的总数"),
      ]),
    CodeList("case_field", "案例栏目", CaseNumberField.self),
    CodeList("counted_from", "指标取自案例的哪一项", CaseNumber.self), CodeList("donation", "捐赠", Metric.Donation.self),
    CodeList(
      "layer", "哪一种数",
      [
        ("published", "公布的数", "一个地区、一个指标、一段时期公布的那一个数：本级上报的；没有时是下级合计；再没有时是案例库收录的"),
        ("counted", "案例库的数", "公布的数另有依据时，案例库收录的数，只作对照"),
        ("added", "合计里加上的案例", "下级合计里，在下级公布的数之外加上的本级和未上报地区的案例；已经在合计的数里"),
        ("reported", "报告里的数", "一份工作报告写的数，照原样"),
        ("part", "其中的数", "一份工作报告里按委员层级或界别分列的数"),
        ("revision", "修订的数", "修订前后的数"),
        ("cut", "分类的数", "按年份、品牌、议题等分组数出来的"),
        ("statement", "对账的数", "对账页上一边的数：合计、案例库收录的或基数"),
      ]),
    CodeList("level", "地区层级", Region.Level.self), CodeList("metric_kind", "指标类型", Metric.Kind.self),
    // SDMX CL_OBS_STATUS, as far as it is used.
    CodeList(
      "obs_status", "观测状态",
      [
        ("A", "正常", "没有发现与别的数对不上"), ("D", "口径不同", "与另一个数对不上，来稿作了说明"),
        ("V", "未核实", "与另一个数对不上，没有说明；照来稿公布"),
      ]),
    CodeList("project_state", "项目状态", Case.Project.State.self),
    CodeList(
      "qualifier", "精确程度",
      [
        ("exact", "确数", "就是这个数"), ("over", "以上", "余、多：有下限和上限，如200余在200和300之间；超、逾、突破、以上：只有下限，不知道最多是多少"),
        ("nearly", "近", "近、不足、不到：在下限和上限之间"), ("about", "约", "约、左右、上下：没有上下限"),
        ("range", "范围", "在下限和上限之间"),
      ]),
    CodeList("status", "结果", Case.Status.self), CodeList("topic_kind", "议题类别", Topic.Kind.self),
  ]
}
