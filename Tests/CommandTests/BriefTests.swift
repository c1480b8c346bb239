import Foundation
import Testing

/// The printed briefing of the real content, through the real WeasyPrint that `make test` installs.
@Suite struct BriefTests {
  private static let project = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent()
    .deletingLastPathComponent().path
  private static let file = "content/briefings/wuhan-2024-01.md"

  @Test func theSheetNeedsNoOtherFile() throws {
    let outcome = try Program().run("brief", BriefTests.file, "--html", "--root", BriefTests.project)
    #expect(outcome.code == 0)
    #expect(outcome.errors == "")
    let links = outcome.output.matches(of: #/<link rel="stylesheet" href="([^"]*)"/#).map { $0.1.prefix(20) }
    #expect(links == ["data:text/css;charse"])
    #expect(!outcome.output.contains("<script"))
  }

  /// The Word file needs no other program; a proof has a comment on each number.
  @Test func theWordFileIsWrittenByTheProgram() throws {
    let program = try Program()
    for (name, more) in [("a.docx", []), ("b.docx", []), ("proof.docx", ["--proof"])] {
      let arguments =
        ["brief", BriefTests.file, "--docx", "--output", name, "--root", BriefTests.project] + more
      let outcome = try program.run(all: arguments)
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(outcome.output.contains(name))
    }
    func bytes(_ name: String) throws -> Data {
      try Data(contentsOf: URL(filePath: program.root + "/" + name))
    }
    let file = try bytes("a.docx")
    #expect(try file == bytes("b.docx"))
    #expect(file.starts(with: Data("PK".utf8)))
    #expect(file.range(of: Data("word/comments.xml".utf8)) == nil)
    #expect(try bytes("proof.docx").range(of: Data("依据：本级上报".utf8)) != nil)
    // One that somebody has edited stays.
    try (file + Data("改".utf8)).write(to: URL(filePath: program.root + "/a.docx"))
    let again = try program.run(
      all: ["brief", BriefTests.file, "--docx", "--output", "a.docx", "--root", BriefTests.project])
    #expect(again.code == 1 && again.errors.contains("改名"))
    #expect(try bytes("a.docx") == file + Data("改".utf8))
  }

  @Test(arguments: [["--docx", "--pdf"], ["--proof"], ["--html", "--proof"]])
  func whatDoesNotGoTogether(options: [String]) throws {
    let outcome = try Program().run(
      all: ["brief", BriefTests.file] + options + ["--root", BriefTests.project])
    #expect(outcome.code == 64)
    #expect(outcome.errors.contains("--docx"))
  }

  /// A4, the head in the official form, the figures of the source, and the same bytes each time.
  @Test func thePDFIsTheOfficialForm() throws {
    let program = try Program()
    for name in ["a.pdf", "b.pdf"] {
      let outcome = try program.run(
        "brief", BriefTests.file, "--pdf", "--output", name, "--root", BriefTests.project,
        environment: Program.printing)
      try #require(outcome.code == 0, "\(outcome.errors) — `make test` installs WeasyPrint")
    }
    let first = try Data(contentsOf: URL(filePath: program.root + "/a.pdf"))
    #expect(first == (try Data(contentsOf: URL(filePath: program.root + "/b.pdf"))))
    #expect(!program.exists("a.pdf.html"))

    let pages = try read(program.root + "/a.pdf")
    #expect(pages.count == 4)
    for page in pages {
      // 210 × 297 mm in points.
      #expect(abs(page.width - 595.28) < 0.1 && abs(page.height - 841.89) < 0.1)
    }
    let texts = pages.map { $0.text.filter { !$0.isWhitespace } }
    #expect(texts[0].hasPrefix("工作简报第1期议事簿编写组2026年11月21日"))
    for figure in ["637次", "近700个", "1006个", "658次", "800余万元"] {
      #expect(texts.joined().contains(figure), "\(figure)")
    }
    // The numbers of the pages, between dashes.
    #expect(texts.enumerated().allSatisfy { $1.contains("—\($0 + 1)—") })
  }

  private struct Sheet: Decodable {
    let width: Double
    let height: Double
    let text: String
  }

  private func read(_ path: String) throws -> [Sheet] {
    let process = Process(), output = Pipe()
    process.executableURL = URL(filePath: BriefTests.project + "/.venv/bin/python3")
    process.arguments = [
      "-c",
      """
      import json, sys, pypdf
      print(json.dumps([{"width": float(p.mediabox.width), "height": float(p.mediabox.height),
                         "text": p.extract_text()} for p in pypdf.PdfReader(sys.argv[1]).pages]))
      """, path,
    ]
    process.standardOutput = output
    try process.run()
    let written = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return try JSONDecoder().decode([Sheet].self, from: written)
  }
}
