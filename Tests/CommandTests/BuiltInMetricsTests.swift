import Testing

/// The registry of metrics in the program: a site's own says only what differs.
@Suite struct BuiltInMetricsTests {
  private let program: Program

  init() throws {
    program = try Program()
    try program.remove("content/metrics.yml")
  }

  private func names() throws -> [String] {
    try program.run("stats", "--format", "csv").output.split(separator: "\n").dropFirst()
      .map { String($0.split(separator: ",", omittingEmptySubsequences: false)[4]) }
  }

  @Test func siteWithoutRegistry() throws {
    #expect(try program.run("check", "--strict").code == 0)
    #expect(Set(try names()) == ["sessions_held", "problems_solved"])
  }

  /// Another name of a built-in metric, and one of the site's own.
  @Test func whatDiffers() throws {
    try program.put(
      "content/metrics.yml",
      "metrics:\n  sessions_held: {名称: 议事场次}\n  tea: {名称: 茶园, 单位: 亩, 类型: 存量, 定义: 茶园的面积}\n")
    #expect(try program.run("check", "--strict").code == 0)
    #expect(try program.run("stats", "--format", "table", "--lang", "zh").output.contains("议事场次"))
    #expect(try program.run("build").code == 0)
    #expect(try program.text("site/statistics/tea/index.html").contains("茶园"))
    // A metric that nothing names is no part of the site.
    #expect(!program.exists("site/statistics/cash_donated"))
  }

  /// A new metric needs all that a metric needs; a built-in one is held against what it can be.
  @Test func mistakes() throws {
    try program.put("content/metrics.yml", "metrics:\n  tea: {单位: 亩}\n")
    #expect(try program.run("check").errors.contains("[missing-field]"))
    // A metric that takes the name of another one replaces it: the report that names the other is told.
    try program.put("content/metrics.yml", "metrics:\n  sessions_held: {名称: 解决问题}\n")
    #expect(try program.run("check").errors.contains("[unknown-metric]"))
    try program.put("content/metrics.yml", "metrics:\n  sessions_held: {kind: ratio, adds: [time]}\n")
    #expect(try program.run("check").code == 1)
  }
}
