import Foundation
import Testing

@Suite struct HelpTests {
  private let program: Program

  init() throws { program = try Program() }

  /// Each code of a message is explained in the language asked for.
  @Test func explain() throws {
    let chinese = try program.run("explain", "unknown-region", "--lang", "zh")
    #expect(chinese.code == 0)
    #expect(chinese.output.hasPrefix("unknown-region\n\n"))
    #expect(chinese.output.contains("改法："))
    let english = try program.run("explain", "[unknown-region]", "--lang", "en")
    #expect(english.code == 0)
    #expect(!english.output.contains("改法"))
    let slip = try program.run("explain", "unknown-regoin")
    #expect(slip.code == 64)
    #expect(slip.errors.contains("unknown-region"))
  }

  @Test func topics() throws {
    let numbers = try Fixture.text("docs/zh/numbers.md")
    #expect(try program.run("help", "numbers").output == numbers)
    #expect(try program.run("help", "数字怎么写").output == numbers)
    #expect(try program.run("help", "数字").output == numbers)
    let all = try program.run("help")
    #expect(all.code == 0)
    #expect(all.output.contains("数字怎么写（numbers）"))
    #expect(all.output.contains("build"))
  }

  @Test func commands() throws {
    #expect(try program.run("help", "check").output == program.run("check", "--help").output)
    #expect(
      try program.run("help", "theme", "export").output == program.run("theme", "export", "--help").output)
    #expect(try program.run("help", "nothing-at-all").code == 64)
  }

  private enum Fixture {
    static func text(_ path: String) throws -> String {
      try String(contentsOfFile: Program.project + "/" + path, encoding: .utf8)
    }
  }
}
