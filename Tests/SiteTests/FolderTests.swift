import Diagnostics
import Foundation
import Testing

@testable import Records
@testable import Site

/// Reading and writing folders: the edge.
@Suite final class FolderTests {
  private let root: String

  init() throws {
    root = NSTemporaryDirectory() + "casebook-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  private func put(_ path: String, _ text: String) throws {
    let url = URL(filePath: root + "/" + path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  /// Every file below a folder with its text.
  private func tree(_ path: String) throws -> [String: String] {
    var files: [String: String] = [:]
    let folder = root + "/" + path
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      if let text = try? String(contentsOfFile: folder + "/" + name, encoding: .utf8) { files[name] = text }
    }
    return files
  }

  private func file(_ address: String, _ text: String) -> OutputFile {
    OutputFile(address: address, bytes: Array(text.utf8))
  }

  // MARK: Writing

  @Test func aNewFolder() throws {
    try OutputFolder(root + "/a/site").replace(with: [
      file("index.html", "甲"), file("cases/x/index.html", "乙"),
    ])
    #expect(try tree("a/site") == ["index.html": "甲", "cases/x/index.html": "乙", ".casebook": ""])
    #expect(try FileManager.default.contentsOfDirectory(atPath: root + "/a") == ["site"])
  }

  @Test func theOldSiteIsReplacedWhole() throws {
    let folder = OutputFolder(root + "/site/")
    try folder.replace(with: [file("old/index.html", "旧"), file("index.html", "旧")])
    try folder.replace(with: [file("index.html", "新")])
    #expect(try tree("site") == ["index.html": "新", ".casebook": ""])
    #expect(try FileManager.default.contentsOfDirectory(atPath: root) == ["site"])
  }

  @Test func whatBeginsWithADotIsKept() throws {
    try put("site/.gitignore", "*\n")
    try put("site/.git/config", "甲")
    let folder = OutputFolder(root + "/site")
    for text in ["一", "二"] {
      try folder.replace(with: [file("index.html", text)])
      #expect(
        try tree("site") == ["index.html": text, ".casebook": "", ".gitignore": "*\n", ".git/config": "甲"])
    }
  }

  /// Files that no build has put there are never overwritten.
  @Test(arguments: ["letter.txt", "content/site.yml", "Package.swift", "index.html"])
  func aForeignFolderIsRefused(path: String) throws {
    try put("site/" + path, "我的")
    let error = #expect(throws: Diagnostic.self) {
      try OutputFolder(self.root + "/site").replace(with: [self.file("index.html", "新")])
    }
    #expect(error?.code == "cannot-write")
    #expect(try tree("site") == [path: "我的"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: root) == ["site"])
  }

  @Test func theProjectItselfIsNoOutputFolder() throws {
    try put("content/site.yml", "甲")
    try put(".casebook", "")
    #expect(throws: Diagnostic.self) {
      try OutputFolder(self.root).replace(with: [self.file("index.html", "新")])
    }
    #expect(try tree("") == ["content/site.yml": "甲", ".casebook": ""])
  }

  @Test func ifWritingFailsTheOldSiteStands() throws {
    let folder = OutputFolder(root + "/site")
    try folder.replace(with: [file("index.html", "旧")])
    // A file cannot stand where a folder has to.
    let error = #expect(throws: Diagnostic.self) {
      try folder.replace(with: [self.file("a", "新"), self.file("a/b", "新")])
    }
    #expect(error?.code == "cannot-write")
    #expect(try tree("site") == ["index.html": "旧", ".casebook": ""])
    #expect(try FileManager.default.contentsOfDirectory(atPath: root) == ["site"])
  }

  private func inode(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: root + "/" + path)
    return try #require(attributes[.systemFileNumber] as? Int)
  }

  @Test func anUnchangedFileKeepsItsPlaceOnTheDisk() throws {
    let folder = OutputFolder(root + "/site")
    try folder.replace(with: [
      file("a/same", "同"), file("a/other", "旧"), file("a/longer", "旧"), file("link", "同"),
    ])
    try FileManager.default.removeItem(atPath: root + "/site/link")
    try FileManager.default.createSymbolicLink(
      atPath: root + "/site/link", withDestinationPath: root + "/site/a/same")
    let same = try inode("site/a/same"), other = try inode("site/a/other")
    try folder.replace(with: [
      file("a/same", "同"), file("a/other", "新"), file("a/longer", "更长"), file("link", "同"),
    ])
    #expect(
      try tree("site") == [
        "a/same": "同", "a/other": "新", "a/longer": "更长", "link": "同", ".casebook": "",
      ])
    #expect(try inode("site/a/same") == same)
    #expect(try inode("site/a/other") != other)
    #expect(try inode("site/link") != same)
  }

  /// The second of two files at one address must not be written into what the first shares with the old site.
  @Test func noFileIsWrittenTwice() throws {
    let folder = OutputFolder(root + "/site")
    try folder.replace(with: [file("a/index.html", "旧")])
    let error = #expect(throws: Diagnostic.self) {
      try folder.replace(with: [self.file("a/index.html", "旧"), self.file("a/index.html", "新")])
    }
    #expect(error?.code == "cannot-write")
    #expect(try tree("site") == ["a/index.html": "旧", ".casebook": ""])
  }

  @Test func whatAKilledBuildHasLeftGoes() throws {
    let left = "site.new-\(ProcessInfo.processInfo.processIdentifier)"
    try put(left + "/old/index.html", "旧")
    try OutputFolder(root + "/site").replace(with: [file("index.html", "新")])
    #expect(try tree("").keys.sorted() == ["site/.casebook", "site/index.html"])
  }

  // MARK: Reading

  private func read() throws -> (input: BuildInput, diagnostics: [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    let today = try #require(Day(iso: "2026-11-21"))
    return (BuildInput(root: root, today: today, baseURL: nil, reporting: &diagnostics), diagnostics)
  }

  @Test func everyFileHasItsPlace() throws {
    for path in [
      "content/site.yml", "content/cases/b.md", "content/cases/a.md", "content/cases/2022/c.md",
      "content/images/灯.svg",
      "templates/home.html", "templates/assets/style.css", "content/.hidden.md", "content/cases/a.md~",
      ".git/config",
      "README.md",
    ] { try put(path, path) }
    let (input, diagnostics) = try read()
    #expect(diagnostics == [])
    #expect(
      input.texts.map(\.path) == [
        "content/cases/2022/c.md", "content/cases/a.md", "content/cases/b.md", "content/site.yml",
      ])
    #expect(input.templates.map(\.path) == ["templates/home.html"])
    #expect(input.assets.map(\.path) == ["content/images/灯.svg", "templates/assets/style.css"])
  }

  @Test func anUnusedFileIsNamed() throws {
    try put("content/cases/a.py", "甲")
    let (input, diagnostics) = try read()
    #expect(input.texts.isEmpty)
    #expect(diagnostics.map(\.code) == ["ignored-file"])
    #expect(diagnostics.map(\.location) == [Location("content/cases/a.py", 0..<0)])
  }

  @Test func aMissingFolderIsEmpty() throws {
    let (input, diagnostics) = try read()
    #expect(input.texts.isEmpty && input.templates.isEmpty && input.assets.isEmpty)
    #expect(diagnostics == [])
  }

  /// What looks like a write-up or a registry is never left out with a mere warning.
  @Test(arguments: [
    ("laojie.MD", "laojie.md"), ("laojie.Md", "laojie.md"), ("laojie.markdown", "laojie.md"),
    ("laojie.md.txt", "laojie.md"), ("laojie.md ", "laojie.md"), ("laojie.txt", "laojie.md"),
    ("laojie.docx", "laojie.md"), ("laojie.md.docx", "laojie.md"), ("laojie.WPS", "laojie.md"),
    ("laojie．md", "laojie.md"), ("laojie.md\u{200B}", "laojie.md"), ("a.yaml", "a.yml"),
    ("../regions.YML", "regions.yml"), ("../regions.yml.txt", "regions.yml"),
  ])
  func aNameThatIsNotRead(name: String, meant: String) throws {
    try put("content/cases/b.md", "乙")
    try put("content/cases/" + name, "甲")
    let (input, diagnostics) = try read()
    #expect(input.texts.map(\.path) == ["content/cases/b.md"])
    #expect(diagnostics.map(\.code) == ["wrong-file-name"])
    #expect(diagnostics.allSatisfy { $0.severity == .error && $0.message.zh.hasSuffix("改为 " + meant) })
  }

  @Test func whatEditorsAndSystemsLeaveIsPassedOver() throws {
    for name in [
      "Thumbs.db", "desktop.ini", "Desktop.ini", ".DS_Store", "~$laojie.docx", ".~lock.laojie.odt#",
      "#laojie.md#", ".laojie.md.swp", "laojie.md.swp", "laojie.md.bak", "laojie.md.orig", "laojie.md~",
      "__MACOSX/laojie.md", "laojie.tmp",
    ] {
      try put("content/cases/" + name, "甲")
      try put("content/images/" + name, "甲")
    }
    let (input, diagnostics) = try read()
    #expect(input.texts.isEmpty && input.assets.isEmpty && diagnostics.isEmpty)
  }

  /// One file or folder that cannot be read does not hide the others.
  @Test func whatCannotBeReadIsAFinding() throws {
    try put("content/cases/a.md", "甲")
    try put("content/reports/b.md", "乙")
    let files = FileManager.default
    try files.createSymbolicLink(
      atPath: root + "/content/cases/gone.md", withDestinationPath: "/nirgends/b")
    try files.createSymbolicLink(atPath: root + "/content/cases/loop", withDestinationPath: "..")
    try files.createSymbolicLink(atPath: root + "/content/self.md", withDestinationPath: "self.md")
    let (input, diagnostics) = try read()
    #expect(input.texts.map(\.path) == ["content/cases/a.md", "content/reports/b.md"])
    #expect(Set(diagnostics.map(\.code)) == ["cannot-read"])
    #expect(
      diagnostics.compactMap(\.location?.file).sorted() == [
        "content/cases/gone.md", "content/cases/loop", "content/self.md",
      ])
  }

  /// A folder that stands at two places is no loop.
  @Test func aLinkedFolderIsRead() throws {
    try put("shared/a.md", "甲")
    try put("content/cases/b.md", "乙")
    try FileManager.default.createSymbolicLink(
      atPath: root + "/content/cases/more", withDestinationPath: "../../shared")
    let (input, diagnostics) = try read()
    #expect(input.texts.map(\.path) == ["content/cases/b.md", "content/cases/more/a.md"])
    #expect(diagnostics == [])
  }
}
