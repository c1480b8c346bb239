import FrontMatter

/// The name of a field and the Chinese words that mean it; the tables below are contracts.md §1.
package struct FieldName: Sendable {
  package let key: String
  package let chinese: [String]

  init(_ key: String, _ chinese: String...) {
    self.key = key
    self.chinese = chinese
  }
}

/// What a map of fields describes, for messages.
package final class RecordKind: Sendable {
  package let zh: String
  let en: String
  package let fields: [FieldName]
  /// Where in `fields` a name stands, English or Chinese.
  let positions: NameIndex

  init(zh: String, en: String, _ fields: [FieldName]) {
    self.zh = zh
    self.en = en
    self.fields = fields
    var positions = NameIndex()
    for (position, field) in fields.enumerated() {
      for name in [field.key] + field.chinese { positions.add(name, position) }
    }
    self.positions = positions
  }

  /// The English name of the field with this name.
  func key(_ name: Scalar) -> String? {
    positions[name.bytes.span.extracting(name.range)].map { fields[$0].key }
  }
}

extension RecordKind {
  /// What the write-ups of a folder below `content/` are.
  package static func ofFolder(_ folder: String) -> RecordKind? {
    switch folder {
    case "cases": .case
    case "reports": .report
    case "brands": .brand
    case "methods": .method
    case "topics": .topic
    case "platforms": .platform
    case "briefings": .briefing
    default: nil
    }
  }

  private static let title = FieldName("title", "标题", "名称")
  private static let region = FieldName("region", "地区")
  private static let published = FieldName("published", "发布日期")
  private static let summary = FieldName("summary", "摘要")
  private static let note = FieldName("note", "说明")
  private static let corrections = FieldName("corrections", "更正")
  private static let draft = FieldName("draft", "草稿")
  private static let source = FieldName("source", "来源")
  private static let date = FieldName("date", "日期")
  private static let state = FieldName("state", "状态")
  private static let explains = FieldName("explains", "解释")
  private static let personalData = FieldName("personal_data", "个人信息")

  static let `case` = RecordKind(
    zh: "案例", en: "case",
    [
      title, region, date, published, FieldName("updated", "更新日期"), FieldName("status", "状态"),
      FieldName("activity", "活动类型"), FieldName("brand", "品牌"), FieldName("topics", "议题"),
      FieldName("method", "工作法"), FieldName("step", "环节"), FieldName("step_source", "环节来源"),
      FieldName("platform", "平台"),
      FieldName("organiser", "组织单位"), FieldName("mode", "形式"), FieldName("topic_source", "议题来源"),
      FieldName("sessions", "场次"), FieldName("problems_raised", "反映问题"), FieldName("problems_solved", "解决问题"),
      FieldName("members", "委员"), FieldName("participants", "参与群众"), FieldName("participant_visits", "参与人次"),
      FieldName("outcomes", "成效"), FieldName("projects", "项目"), FieldName("funding", "资金"),
      FieldName("documents", "成果文件"), FieldName("follow_ups", "回头看"), FieldName("images", "图片"), source,
      corrections, note, summary, draft, FieldName("slug", "地址"), FieldName("aliases", "旧地址"),
      personalData,
    ])
  static let report = RecordKind(
    zh: "工作报告", en: "report",
    [
      title, region, published, FieldName("period", "时期"), FieldName("figures", "数据"),
      FieldName("revisions", "修订"), explains, source, corrections, note, summary, draft,
      personalData,
    ])
  static let brand = RecordKind(zh: "品牌", en: "brand", named + [FieldName("recurs", "活动日")])
  static let method = RecordKind(zh: "工作法", en: "method", named + [FieldName("steps", "步骤")])
  static let topic = RecordKind(
    zh: "议题", en: "topic", named + [FieldName("kind", "类别"), FieldName("year", "年度")])
  static let platform = RecordKind(
    zh: "平台", en: "platform",
    named + [
      FieldName("kinds", "类型"), FieldName("host", "承办单位"), FieldName("shared_with", "共用场所"),
      FieldName("sector", "界别"), FieldName("checklist", "标准"), FieldName("convenors", "召集人"),
      FieldName("commended", "表扬"),
    ])
  private static let named = [
    title, FieldName("names", "别名"), region, source, summary, note, corrections, draft, personalData,
  ]
  static let briefing = RecordKind(
    zh: "简报", en: "briefing",
    [
      title, FieldName("headline", "分行标题"), FieldName("kicker", "眉题"), FieldName("masthead", "简报名称"),
      FieldName("issue", "期号"),
      FieldName("issuer", "编发单位"), FieldName("date", "印发日期"), FieldName("recipients", "发送范围"),
      FieldName("copies", "印数"), FieldName("figures", "数据"), region, FieldName("period", "时期"), source, note,
      draft, personalData,
    ])

  // Parts of the above
  static let figure = RecordKind(
    zh: "数据", en: "figure",
    [
      FieldName("value", "数值"), FieldName("period", "时期"), FieldName("as_of", "截至"), note,
      FieldName("line", "行"), FieldName("quote", "原文"), FieldName("base", "基数"), FieldName("tiers", "层级"),
      FieldName("sectors", "界别"), FieldName("part_of", "其中"), explains,
    ])
  static let explanation = RecordKind(
    zh: "解释", en: "explanation",
    [
      FieldName("check", "核对"), FieldName("own", "本数"), FieldName("other", "对方"), region,
      FieldName("period", "时期"), FieldName("reason", "原因"),
    ])
  static let reportExplanation = RecordKind(
    zh: explanation.zh, en: explanation.en, explanation.fields + [FieldName("metric", "指标")])
  static let revision = RecordKind(
    zh: "修订", en: "revision",
    [
      FieldName("metric", "指标"), FieldName("old", "原值"), FieldName("new", "新值"), FieldName("period", "时期"),
      region, FieldName("unit", "单位"), date, FieldName("reason", "原因"),
    ])
  static let outcome = RecordKind(
    zh: "成效", en: "outcome",
    [FieldName("label", "名称"), FieldName("value", "数值"), FieldName("unit", "单位"), FieldName("period", "时期")])
  static let project = RecordKind(
    zh: "项目", en: "project", [FieldName("name", "名称"), FieldName("count", "数量"), state, note])
  static let funding = RecordKind(
    zh: "资金", en: "funding",
    [
      FieldName("payer", "出资方"), FieldName("amount", "金额"), FieldName("unit", "单位"),
      FieldName("period", "时期"),
    ])
  static let document = RecordKind(
    zh: "成果文件", en: "document",
    [
      FieldName("type", "类型"), FieldName("count", "数量"), FieldName("number", "文号"), date,
      FieldName("addressee", "报送"),
      FieldName("endorsed", "批示"), FieldName("assigned", "交办"), FieldName("undertaken", "承办"), note,
    ])
  static let followUp = RecordKind(zh: "回头看", en: "follow-up", [date, FieldName("finding", "情况"), state])
  static let image = RecordKind(
    zh: "图片", en: "image", [FieldName("file", "文件"), FieldName("alt", "替代文字"), FieldName("caption", "图注")])
  static let citation = RecordKind(
    zh: "来源", en: "source",
    [FieldName("source", "来源", "页"), FieldName("line", "行"), FieldName("quote", "原文")])
  static let recurrence = RecordKind(
    zh: "活动日", en: "recurrence",
    [FieldName("day", "日"), FieldName("weekday", "星期"), FieldName("week", "周"), FieldName("months", "月份")])
  static let convenor = RecordKind(
    zh: "召集人", en: "convenor", [FieldName("role", "角色"), FieldName("count", "人数")])

  // Registries
  package static let site = RecordKind(
    zh: "网站设置", en: "site settings",
    [
      title, FieldName("subtitle", "副标题"), FieldName("home", "本省"), FieldName("base_url", "网址"),
      FieldName("sections", "栏目"), FieldName("languages", "语言"), FieldName("english", "英文"),
      FieldName("theme", "主题"), FieldName("time_zone", "时区"),
      FieldName("publisher", "主办单位"), published,
      FieldName("contact", "联系方式"), FieldName("licence", "许可"), FieldName("profile", "类型"),
      FieldName("SiteName", "网站名称"), FieldName("SiteDomain", "网站域名"), FieldName("SiteIDCode", "网站标识码"),
      FieldName("ICP", "ICP备案号"), FieldName("police", "公安备案号"), FieldName("checks", "检查"),
      FieldName("allowed_picture_hosts", "允许的图片网站"), personalData,
    ])
  static let siteEnglish = RecordKind(
    zh: "英文站点的文字", en: "texts of the English site",
    [
      title, FieldName("subtitle", "副标题"), FieldName("publisher", "主办单位"), FieldName("contact", "联系方式"),
      FieldName("licence", "许可"),
    ])
  static let sourceList = RecordKind(
    zh: "来源表", en: "list of sources", [FieldName("sources", "来源"), personalData])
  static let sourcePage = RecordKind(
    zh: "来源", en: "source",
    [
      FieldName("id", "编号"), title, FieldName("issuer", "发布单位"), date, FieldName("url", "网址"),
      FieldName("sha256", "校验值"), note,
    ])
  static let regionList = RecordKind(
    zh: "地区表", en: "list of regions", [FieldName("regions", "地区"), FieldName("slugs", "地址"), personalData])
  static let registeredRegion = RecordKind(
    zh: "地区", en: "region",
    [
      FieldName("code", "代码"), FieldName("name", "名称"), FieldName("level", "层级"), FieldName("slug", "地址"),
      FieldName("aliases", "别名"), FieldName("tile", "方格"), FieldName("counted_under", "并入"),
      FieldName("children", "下级"), note,
    ])
  static let metricList = RecordKind(
    zh: "指标表", en: "list of metrics", [FieldName("metrics", "指标"), FieldName("checks", "恒等式"), personalData])
  static let metric = RecordKind(
    zh: "指标", en: "metric",
    [
      FieldName("name", "名称"), FieldName("english", "英文名称"), FieldName("english_definition", "英文定义"),
      FieldName("english_parts", "英文分项"), FieldName("english_unit", "英文单位"), FieldName("labels", "别名"),
      FieldName("unit", "单位"),
      FieldName("kind", "类型"), FieldName("adds", "可加"), FieldName("core", "核心"),
      FieldName("definition", "定义"),
      FieldName("parts", "组成"), FieldName("part_of", "其中"), FieldName("counted_from", "取自案例"),
      FieldName("donation", "捐赠"), note,
    ])
}
