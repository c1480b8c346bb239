import Records

// Columns of the registries, which an import knows them by.
extension Content {
  static let areaFields: [Field] = [
    Field("id", .string, "编号", "从省写起的地址，也是页面 regions/编号/"), Field("name", .string, "名称"),
    Field("path", .string, "路径"), Field("level", .string, "层级").coded("level"),
    Field("code", .string, "代码", "GB/T 2260；local: 开头的是自编代码", .inapplicable),
    Field("parent", .string, "上级", "", .inapplicable).referring(to: "areas"),
    Field("counted_under", .string, "并入", "合计时算在哪个地区之下，没有写的算在上级之下", .inapplicable)
      .referring(to: "areas"),
    Field("aliases", .array, "别名和旧名", "", .inapplicable),
    Field("tile", .array, "方格", "上级方格示意图里的列、行", .inapplicable),
    Field("position", .integer, "次序", "登记表里在上级之下排第几", .inapplicable),
    Field("is_home", .boolean, "本省", "本省之外的地区只作比较，不进合计"),
  ]

  static let metricFields: [Field] = [
    Field("id", .string, "编号"), Field("name", .string, "名称"), Field("english", .string, "英文名称"),
    Field("english_definition", .string, "英文定义"),
    Field("english_unit", .string, "英文单位"),
    Field("english_parts", .array, "英文组成", "", .inapplicable),
    Field("labels", .array, "别名"), Field("unit", .string, "单位"),
    Field("kind", .string, "类型").coded("metric_kind"),
    Field("adds", .array, "可以相加的方向", "regions 各地区之间，time 各时期之间", .inapplicable),
    Field("core", .boolean, "核心指标"), Field("definition", .string, "定义"),
    Field("parts", .array, "合并计数的组成", "只有总数，不拆", .inapplicable),
    Field("part_of", .string, "属于", "是哪个指标的一部分", .inapplicable).referring(to: "metrics"),
    Field("counted_from", .string, "取自案例的栏目", "", .inapplicable).coded("counted_from"),
    Field("donation", .string, "捐赠", "", .inapplicable).coded("donation"), .note,
    Field("position", .integer, "次序", "登记表里排第几"),
  ]

  static let identityFields: [Field] = [
    Field("id", .string, "等式", "左边 = 右边 + 右边；指标用编号或名称"),
    Field("position", .integer, "次序", "登记表里排第几"),
  ]

  static let sourceFields: [Field] = [
    Field("id", .string, "编号"), .title, Field("issuer", .string, "发布单位"), .date("date", "日期"),
    Field("url", .string, "网址"), Field("sha256", .string, "校验值", "页面文字的 SHA-256；文字本身不公布"), .note,
    Field("position", .integer, "次序", "登记表里排第几"),
  ]

  static let siteFields: [Field] = [Field("id", .string, "项目"), Field("value", .string, "内容", "几项用分号隔开")]
}
