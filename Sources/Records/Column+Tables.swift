// The columns of the tables of an export, by which an import knows them.
extension Column {
  package static let area = Column("area", .string, "地区编号", "地区表里的编号，如 hubei/wuhan/qingshan", .inapplicable)
    .referring(to: "areas").derived
  package static let source = Column("source", .source, title: "来源", FieldType.source.columnDescription)
  package static let note = Column("note", .string, "说明")
  private static let position = Column("position", .integer, "次序", "登记表里排第几")

  /// The columns of the table of a folder of write-ups, in their order.
  package static func ofFolder(_ folder: String) -> [Column] {
    guard let kind = RecordKind.ofFolder(folder) else { return [] }
    let stem = Column("id", .string, "编号", "来稿的文件名，也是页面地址 \(folder)/编号/ 里的一段；不重复，不改用")
    let columns = [stem] + kind.fields.flatMap { Column.columns(of: $0, in: kind) }
    return kind === RecordKind.case
      ? columns + [Column("page", .string, "页面", "从网站首页算起的地址").derived] : columns
  }

  /// The column of a field, and those that are worked out from it.
  private static func columns(of field: Field, in kind: RecordKind) -> [Column] {
    guard let column = field.column else { return [] }
    switch field.key {
    case "region": return [column, .area]
    case "date" where kind === RecordKind.case:
      return [
        column, Column("date_start", .date, "日期的第一天", "由 date 算出").derived,
        Column("date_end", .date, "日期的最后一天", "由 date 算出").derived,
      ]
    default: return [column]
    }
  }

  package static let areas: [Column] = [
    Column("id", .string, "编号", "从最上一级写起的地址，也是页面 regions/编号/"), Column("name", .string, "名称"),
    Column("path", .string, "路径"), Column("level", .string, "层级").coded("level"),
    Column("code", .string, "代码", "GB/T 2260；local: 开头的是自编代码", .inapplicable),
    Column("parent", .string, "上级", "", .inapplicable).referring(to: "areas"),
    Column("counted_under", .string, "并入", "合计时算在哪个地区之下，没有写的算在上级之下", .inapplicable).referring(to: "areas"),
    Column("aliases", .array, "别名和旧名", "", .inapplicable),
    Column("tile", .array, "方格", "上级方格示意图里的列、行", .inapplicable),
    Column("position", .integer, "次序", "登记表里在上级之下排第几", .inapplicable),
    Column("is_home", .boolean, "本地", "本地之外的地区只作比较，不进合计"),
  ]
  package static let metrics =
    [Column("id", .string, "编号")] + RecordKind.metric.fields.compactMap(\.column) + [.position]
  package static let identities = [Column("id", .string, "等式", "左边 = 右边 + 右边；指标用编号或名称"), .position]
  package static let sources = RecordKind.sourcePage.fields.compactMap(\.column) + [.position]
  package static let settings = [Column("id", .string, "项目"), Column("value", .string, "内容", "几项用分号隔开")]
  package static let texts = [
    Column("id", .string, "编号", "表名/编号，如 cases/shahe-bus"), Column("body", .string, "正文"),
  ]
}
