import Diagnostics
import Testing

@Suite struct UnifiedDiffTests {
  private func diff(_ old: String, _ new: String) -> String {
    UnifiedDiff(SourceText(path: "a", old), SourceText(path: "b", new)).text
  }

  @Test func equalTexts() {
    #expect(diff("x\n", "x\n") == "")
    #expect(diff("", "") == "")
  }

  /// Three lines around a change, and none that are far away.
  @Test func context() {
    let lines = (1...9).map { "\($0)\n" }
    #expect(
      diff(lines.joined(), lines.joined().replacing("5\n", with: "五\n"))
        == "--- a\n+++ b\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+五\n 6\n 7\n 8\n")
  }

  /// Changes far from each other are two hunks, whose second one counts the lines that the first has added.
  @Test func hunks() {
    let lines = (1...12).map { "\($0)\n" }
    #expect(
      diff(lines.joined(), "0\n" + lines.dropLast().joined())
        == "--- a\n+++ b\n@@ -1,3 +1,4 @@\n+0\n 1\n 2\n 3\n@@ -9,4 +10,3 @@\n 9\n 10\n 11\n-12\n")
  }

  @Test(arguments: [
    ("", "x\n", "@@ -0,0 +1 @@\n+x\n"),
    ("x\n", "", "@@ -1 +0,0 @@\n-x\n"),
    ("字\r\n", "字\r\n二\r\n", "@@ -1 +1,2 @@\n 字\r\n+二\r\n"),
    ("x", "x\n", "@@ -1 +1 @@\n-x\n\\ No newline at end of file\n+x\n"),
  ])
  func ends(old: String, new: String, hunk: String) {
    #expect(diff(old, new) == "--- a\n+++ b\n" + hunk)
  }
}
