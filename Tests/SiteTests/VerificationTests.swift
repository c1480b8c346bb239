import Diagnostics
import Files
import Records
import Testing

@testable import Site

/// A site is the same in whichever order its files are read and its pages made.
@Suite struct VerificationTests {
  private let verification = Verification()

  private func build(_ input: BuildInput) -> BuildResult {
    Site.build(input, writingTo: verification)
  }

  @Test func theMinimalSiteIsTheSameBothWays() throws {
    let input = try Fixtures.minimal()
    #expect(!build(input).diagnostics.hasErrors)
    #expect(verification.differences(of: input) == [])
  }

  @Test func theRealSiteIsTheSameBothWays() throws {
    var found: [Diagnostic] = []
    let today = try #require(Day(iso: "2026-11-21"))
    let input = BuildInput(root: Fixtures.project, today: today, baseURL: nil, reporting: &found)
    #expect(!build(input).diagnostics.hasErrors)
    #expect(verification.differences(of: input) == [])
  }

  /// Two write-ups of one day and one title are in an order that the reading of the folder does not decide.
  @Test func tiesAreNotDecidedByTheOrderOfReading() throws {
    var input = try Fixtures.minimal()
    for name in ["jia", "yi", "bing", "ding"] {
      input = input.with(
        "content/cases/\(name).md",
        "---\ntitle: 修桥\nregion: 湖北省/宜昌市\ndate: 2022-08\nsource: {source: \"000\", line: 3}\n---\n\(name)\n")
    }
    input.contentFiles.sort { $0.path < $1.path }
    _ = build(input)
    #expect(verification.differences(of: input) == [])
  }

  @Test func aFileThatIsNotTheSameIsNamed() throws {
    let input = try Fixtures.minimal()
    _ = build(input)
    let other = input.with("content/topics/jichu.md", "---\ntitle: 基础设施\n---\n别的话\n")
    #expect(verification.differences(of: other).contains("data/texts-1.csv"))
  }

  /// The first piece of a file counts as the last does.
  @Test func aPieceThatIsNotTheSame() throws {
    let input = try Fixtures.minimal()
    verification.write(OutputFile(address: "data/texts-1.csv", bytes: Array("别".utf8), start: 0))
    _ = build(input)
    #expect(verification.differences(of: input) == ["data/texts-1.csv"])
  }
}
