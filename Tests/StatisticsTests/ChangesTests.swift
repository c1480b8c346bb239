import Records
import Statistics
import Testing

/// The comparison of two states of a content, as `casebook diff` makes it.
@Suite struct ChangesTests {
  private static func changes(_ old: [WriteUp], _ new: [WriteUp]) throws -> Changes {
    Changes(from: try Sample(old).ledger, to: try Sample(new).ledger)
  }

  /// `changed sessions_held:all 12 2024 → 15 2024`
  private static func lines(_ changes: Changes) -> [String] {
    changes.figures.map { change in
      func line(_ figure: Figure?) -> String {
        figure.map { "\($0.quantity.display) \($0.period.code) \($0.basis)" } ?? "none"
      }
      let place = change.id.split(separator: "/").last ?? ""
      return "\(change.kind) \(place) \(line(change.old)) → \(line(change.new))"
    }
  }

  private static let xiling = WriteUp.report("宜昌市/西陵区", "2024", "sessions_held: 12", file: "xiling")
  private static let lamp = WriteUp.case("宜昌市/秭归县", "2024-03", "sessions: 1", file: "lamp")

  @Test func theSameTwice() throws {
    #expect(try ChangesTests.changes([ChangesTests.xiling], [ChangesTests.xiling]).isEmpty)
  }

  /// Comments, spacing, the order of fields and the language of keys change nothing.
  @Test func spellingIsNoChange() throws {
    let other = WriteUp.case("宜昌市/秭归县", "2024-03", "场次: '1'   # 一场", file: "lamp")
    #expect(try ChangesTests.changes([ChangesTests.lamp], [other]).isEmpty)
  }

  @Test func casesAndReportsThatCameAndWent() throws {
    let changes = try ChangesTests.changes([ChangesTests.lamp], [ChangesTests.xiling])
    #expect(changes.cases.map { "\($0.kind) \($0.file)" } == ["removed content/cases/lamp.md"])
    #expect(changes.reports.map { "\($0.kind) \($0.file)" } == ["added content/reports/xiling.md"])
    #expect(changes.reports[0].numbers.map { $0.new?.display } == ["12"])
    #expect(changes.unrevised.isEmpty)
    // The order is that of the regions' paths; the province has no number any more, since one below it reports and not all do.
    #expect(
      ChangesTests.lines(changes) == [
        "removed hubei:sessions_held:all 1 2024-03 counted → none",
        "removed hubei:sessions_held:2024 1 2024 counted → none",
        "changed yichang:sessions_held:all 1 2024-03 counted → 12 2024 summed",
        "changed yichang:sessions_held:2024 1 2024 counted → 12 2024 summed",
        "removed zigui:sessions_held:all 1 2024-03 counted → none",
        "removed zigui:sessions_held:2024 1 2024 counted → none",
        "added xiling:sessions_held:all none → 12 2024 reported",
      ])
  }

  @Test func fieldsThatDiffer() throws {
    let other = WriteUp.case(
      "宜昌市/秭归县", "2024-04", "sessions: 1", "status: resolved", "note: 说明", file: "lamp")
    let changes = try ChangesTests.changes([ChangesTests.lamp], [other])
    #expect(changes.cases.map(\.fields) == [["date", "status", "note"]])
  }

  /// A year that only repeats what holds for everything dated is not said again; one that moves alone is.
  @Test func yearsThatMoveAlone() throws {
    let stock = WriteUp.report("宜昌市/西陵区", "2023", "platforms: 5", file: "old")
    let later = WriteUp.report("宜昌市/西陵区", "2024", "platforms: 9", file: "new")
    let other = WriteUp.report("宜昌市/西陵区", "2023", "platforms: 6", file: "old")
    #expect(
      ChangesTests.lines(try ChangesTests.changes([stock, later], [other, later])) == [
        "changed yichang:platforms:2023 5 2023-12-31 summed → 6 2023-12-31 summed",
        "changed xiling:platforms:2023 5 2023-12-31 reported → 6 2023-12-31 reported",
      ])
  }

  // MARK: Revisions

  private static func revised(_ revisions: String...) -> WriteUp {
    WriteUp.report(
      "宜昌市/西陵区", "2024", ["sessions_held: 15"],
      more: revisions.isEmpty ? [] : ["revisions:"] + revisions.map { "  - " + $0 }, file: "xiling")
  }

  @Test func aChangedNumberWantsARevision() throws {
    let changes = try ChangesTests.changes([ChangesTests.xiling], [ChangesTests.revised()])
    #expect(changes.unrevised.map { "\($0.old?.display ?? "") \($0.new?.display ?? "")" } == ["12 15"])
    #expect(
      ChangesTests.lines(changes).last
        == "changed xiling:sessions_held:all 12 2024 reported → 15 2024 reported")
  }

  @Test(arguments: [
    ("{metric: sessions_held, old: 12, new: 15, date: 2025-02-01, reason: 漏报}", true),
    // Spelled otherwise, but the same number.
    ("{metric: 协商场次, old: 十二, new: １５, reason: 漏报}", true),
    ("{metric: sessions_held, old: 11, new: 15, reason: 漏报}", false),
  ])
  func aRevisionStatesIt(revision: String, isStated: Bool) throws {
    let changes = try ChangesTests.changes([ChangesTests.xiling], [ChangesTests.revised(revision)])
    #expect(changes.unrevised.isEmpty == isStated)
    #expect(changes.reports.flatMap(\.numbers).map { $0.revision?.reason } == [isStated ? "漏报" : nil])
  }

  /// The same, whichever way one looks: what came one way went the other way.
  @Test func theOtherWayRound() throws {
    let old = [ChangesTests.xiling, ChangesTests.lamp], new = [ChangesTests.revised()]
    let there = try ChangesTests.changes(old, new), back = try ChangesTests.changes(new, old)
    #expect(there.figures.map(\.id) == back.figures.map(\.id))
    #expect(there.figures.map { $0.old?.quantity } == back.figures.map { $0.new?.quantity })
    #expect(there.cases.map(\.kind) == [.removed])
    #expect(back.cases.map(\.kind) == [.added])
  }
}
