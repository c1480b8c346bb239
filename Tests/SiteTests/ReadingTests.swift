import Diagnostics
import Foundation
import Glibc
import TestFolder
import Testing

@testable import Files
@testable import Records
@testable import Site

/// Things below a site's folder that are no ordinary files are never read, and hide nothing.
@Suite struct ReadingTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  /// The findings, as `code file`.
  private func findings(_ site: String = "") throws -> [String] {
    try folder.read(site).diagnostics.map { "\($0.code) \($0.location?.file ?? "")" }.sorted()
  }

  // MARK: Links

  /// A link to a file outside, by each way of writing it, in each folder that is read.
  @Test(
    arguments: [
      "content/cases/x.md", "content/images/p.png", "content/images/p.txt", "content/sources/001.txt",
      "content/site.yml", "templates/home.html", "templates/words.en.yml", "templates/assets/key.txt",
      "themes/a/home.html", "themes/a/assets/key.css", "static/a.pdf",
    ],
    [
      "/etc/passwd", "../../../secret.txt", "../../secret.txt", "../secret.txt", "/proc/self/environ",
      "/dev/zero",
    ])
  func aLinkLeadsNowhere(path: String, destination: String) throws {
    try folder.put("secret.txt", "geheim")
    try folder.put("site/secret.txt", "geheim")
    try folder.put("site/content/cases/a.md", "甲")
    if path != "content/site.yml" { try folder.put("site/content/site.yml", "theme: themes/a\n") }
    try folder.link("site/" + path, to: destination)
    let (input, _) = try folder.read("site")
    #expect(try findings("site") == ["not-a-file " + path])
    #expect(input.contentFiles.contains { $0.path == "content/cases/a.md" })
    #expect(input.unread == [path])
    let read =
      input.contentFiles + input.templates + input.sourceTexts + input.assets + (input.theme?.assets ?? [])
    let copied = input.pictures.map(\.path) + input.statics.map(\.path)
    #expect(!(read.map(\.path) + copied).contains(path))
  }

  /// A folder that is a link is not entered, wherever it leads: out, in, or to a folder above.
  @Test(
    arguments: [
      "content", "content/cases", "content/images", "content/images/more", "templates", "templates/assets",
      "static", "static/more",
    ],
    ["/etc", "..", "../..", "../outside", "../../outside", "."])
  func aLinkedFolderIsNotEntered(path: String, destination: String) throws {
    try folder.put("outside/x.md", "geheim")
    try folder.put("site/outside/x.md", "geheim")
    try folder.link("site/" + path, to: destination)
    let (input, _) = try folder.read("site")
    #expect(try findings("site") == ["not-a-file " + path])
    #expect(
      input.contentFiles.isEmpty && input.pictures.isEmpty && input.templates.isEmpty && input.assets.isEmpty)
  }

  /// Thirty folders, each with two links to the next: 2³⁰ ways to the last.
  @Test func linksDoNotMultiply() throws {
    try folder.put("content/cases/a.md", "甲")
    try folder.put("content/d30/end.md", "乙")
    for i in 0..<30 {
      for name in ["a", "b"] { try folder.link("content/d\(i)/\(name)", to: "../d\(i + 1)") }
    }
    let (input, diagnostics) = try folder.read()
    #expect(input.contentFiles.map(\.path) == ["content/cases/a.md", "content/d30/end.md"])
    #expect(diagnostics.count == 60 && diagnostics.allSatisfy { $0.code == "not-a-file" })
  }

  /// A folder that becomes a link after it was listed is not followed either.
  @Test func aFileIsOpenedBelowItsFolder() throws {
    try folder.put("secret/a.md", "geheim")
    try folder.put("site/content/cases/a.md", "甲")
    let site = InputFolder(folder.root + "/site")
    _ = try site.file("content/cases/a.md")
    try FileManager.default.removeItem(atPath: folder.root + "/site/content/cases")
    try folder.link("site/content/cases", to: "../../secret")
    #expect(throws: Diagnostic.self) { try site.file("content/cases/a.md") }
    #expect(throws: Diagnostic.self) { try site.file("content/../../secret/a.md") }
    #expect(throws: Diagnostic.self) { try site.file("../secret/a.md") }
  }

  // MARK: What is no file

  @Test func pipesSocketsAndDevicesArePassedOver() throws {
    try folder.put("content/cases/a.md", "甲")
    try folder.put("content/images/.keep", "")
    try folder.put("templates/assets/style.css", "")
    let paths = ["content/cases/p.md", "content/images/p.png", "templates/p.html", "templates/assets/p.css"]
    for path in paths { try #require(mkfifo(folder.root + "/" + path, 0o644) == 0) }
    let socket = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    // A short name relative to here, as the field is small.
    let place = folder.root + "/content/cases/s.md"
    try #require(place.utf8.count < 108)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(place.utf8)) }
    let bound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    try #require(bound == 0)
    var expected = (paths + ["content/cases/s.md"]).map { "not-a-file " + $0 }
    // Only root may make a device.
    if mknod(folder.root + "/content/zero.md", S_IFCHR | 0o644, dev_t(1 << 8 | 5)) == 0 {
      expected.append("not-a-file content/zero.md")
    }
    #expect(try findings() == expected.sorted())
    #expect(try folder.read().input.contentFiles.map(\.path) == ["content/cases/a.md"])
  }

  /// Opening a pipe by its path does not wait for somebody to write.
  @Test func aPipeIsRefusedWhenItIsOpened() throws {
    try folder.put("content/a.md", "甲")
    try #require(mkfifo(folder.root + "/content/p.md", 0o644) == 0)
    let error = #expect(throws: Diagnostic.self) { try InputFolder(self.folder.root).file("content/p.md") }
    #expect(error?.code == "not-a-file")
  }

  @Test func whatIsGoneIsAFinding() throws {
    try folder.put("content/cases/a.md", "甲")
    var reading = FolderReading(root: folder.root)
    let files = reading.files(
      ["content/cases/gone.md", "content/cases/a.md", "content/none/b.md"], limit: 100)
    #expect(files.map(\.path) == ["content/cases/a.md"])
    #expect(reading.diagnostics.map(\.code) == ["cannot-read", "cannot-read"])
    #expect(reading.unread == ["content/cases/gone.md", "content/none/b.md"])
  }

  // MARK: Names

  /// GBK bytes, as an archive made on Windows has them.
  @Test func aNameThatIsNotUTF8IsNamed() throws {
    try folder.put("content/cases/a.md", "甲")
    let name: [CChar] =
      Array((folder.root + "/content/cases/").utf8CString.dropLast()) + [-75, -58, 46, 109, 100, 0]
    let file = open(name, O_WRONLY | O_CREAT, 0o644)
    try #require(file >= 0)
    close(file)
    let folderName: [CChar] = Array((folder.root + "/content/").utf8CString.dropLast()) + [-1, 0]
    try #require(mkdir(folderName, 0o755) == 0)
    #expect(
      try findings() == ["wrong-file-name content/\\xFF", "wrong-file-name content/cases/\\xB5\\xC6.md"])
    #expect(try folder.read().input.contentFiles.map(\.path) == ["content/cases/a.md"])
  }

  @Test func foldersInEachOtherEnd() throws {
    try folder.put("content/cases/a.md", "甲")
    try folder.put("content/" + String(repeating: "d/", count: 60) + "b.md", "乙")
    #expect(try findings() == ["cannot-read content/" + String(repeating: "d/", count: 31) + "d"])
    #expect(try folder.read().input.contentFiles.map(\.path) == ["content/cases/a.md"])
  }

  // MARK: Sizes

  @Test func aFileThatIsTooLargeIsNotRead() throws {
    try folder.put("content/cases/a.md", "甲")
    try folder.put("content/cases/b.md", "乙")
    try folder.put("content/sources/001.txt", "丙")
    try folder.put("content/images/p.png", "丁")
    try folder.put("templates/assets/font.woff2", "戊")
    // Holes take no room on the disk.
    for (path, size) in [
      ("content/cases/b.md", (4 << 20) + 1), ("content/sources/001.txt", 1 << 40),
      ("content/images/p.png", 1 << 40),
      ("templates/assets/font.woff2", 1 << 40),
    ] { try #require(truncate(folder.root + "/" + path, off_t(size)) == 0) }
    #expect(
      try findings() == [
        "file-too-large content/cases/b.md", "file-too-large content/images/p.png",
        "file-too-large content/sources/001.txt", "file-too-large templates/assets/font.woff2",
      ])
    #expect(try folder.read().input.contentFiles.map(\.path) == ["content/cases/a.md"])
  }

  @Test(arguments: ["/dev/zero", "/dev/urandom"]) func aFileWithoutEndIsRefused(path: String) throws {
    let error = #expect(throws: Diagnostic.self) { try readNamedFile(path, limit: 1 << 20) }
    #expect(error?.code == "file-too-large")
  }

  @Test func aNamedFileMayBeAnywhere() throws {
    try folder.put("a.csv", "甲")
    try folder.link("b.csv", to: "a.csv")
    #expect(try readNamedFile(folder.root + "/b.csv").bytes == Array("甲".utf8))
    #expect(try readNamedFile("/dev/null").bytes == [])
    #expect(throws: Diagnostic.self) { try readNamedFile(self.folder.root) }
  }

  // MARK: Themes and assets

  @Test(arguments: [
    "../outside", "/etc", "..", ".", "./", "a/../../outside", "themes/../..", ".git", "themes/.hidden",
    "content",
    "content/images", "./content",
  ])
  func aThemeLiesInTheSite(theme: String) throws {
    try folder.put("outside/home.html", "")
    try folder.put("outside/assets/id_rsa", "geheim")
    try folder.put("site/content/site.yml", "title: 甲\ntheme: \(theme)\n")
    try folder.put("site/.git/assets/config", "geheim")
    let (input, diagnostics) = try folder.read("site")
    #expect(input.theme == nil)
    #expect(diagnostics.map(\.code) == ["no-theme"])
    #expect(diagnostics.first?.location == Location("content/site.yml", 18..<18 + theme.utf8.count))
  }

  @Test(arguments: ["theme", "theme/", "./theme", "themes/a", "themes//a"]) func aThemeInTheSite(
    theme: String
  ) throws {
    try folder.put("content/site.yml", "theme: \(theme)\n")
    for name in ["theme", "themes/a"] {
      try folder.put(name + "/home.html", "")
      for asset in [
        "style.css", "id_rsa", ".env", "shell.php", "page.html", "notes.docx", "font.woff2", "a.svg.exe",
      ] {
        try folder.put(name + "/assets/" + asset, "")
      }
    }
    let (input, diagnostics) = try folder.read()
    let place = try #require(input.theme?.folder)
    #expect(["theme", "themes/a"].contains(place))
    #expect(input.theme?.assets.map(\.path) == ["font.woff2", "style.css"].map { place + "/assets/" + $0 })
    #expect(
      diagnostics.map { $0.location?.file ?? "" }
        == ["a.svg.exe", "id_rsa", "notes.docx", "page.html", "shell.php"].map { place + "/assets/" + $0 })
    #expect(diagnostics.allSatisfy { $0.code == "ignored-file" })
  }

  // MARK: Which files are read

  @Test func everyFileHasItsPlace() throws {
    for path in [
      "content/site.yml", "content/cases/b.md", "content/cases/a.md", "content/cases/2022/c.md",
      "content/images/灯.svg",
      "templates/home.html", "templates/assets/style.css", "content/.hidden.md", "content/cases/a.md~",
      ".git/config",
      "README.md",
    ] { try folder.put(path, path) }
    let (input, diagnostics) = try folder.read()
    #expect(diagnostics == [])
    #expect(
      input.contentFiles.map(\.path) == [
        "content/cases/2022/c.md", "content/cases/a.md", "content/cases/b.md", "content/site.yml",
      ])
    #expect(input.templates.map(\.path) == ["templates/home.html"])
    #expect(input.assets.map(\.path) == ["templates/assets/style.css"])
    #expect(input.pictures.map(\.path) == ["content/images/灯.svg"])
  }

  @Test func anUnusedFileIsNamed() throws {
    try folder.put("content/cases/a.py", "甲")
    let (input, diagnostics) = try folder.read()
    #expect(input.contentFiles.isEmpty)
    #expect(diagnostics.map(\.code) == ["ignored-file"])
    #expect(diagnostics.map(\.location) == [Location("content/cases/a.py", 0..<0)])
  }

  @Test func aMissingFolderIsEmpty() throws {
    let (input, diagnostics) = try folder.read()
    #expect(input.contentFiles.isEmpty && input.templates.isEmpty && input.assets.isEmpty)
    #expect(diagnostics == [])
  }

  /// A file that looks like a write-up or a registry is never left out with a mere warning.
  @Test(arguments: [
    ("laojie.MD", "laojie.md"), ("laojie.Md", "laojie.md"), ("laojie.markdown", "laojie.md"),
    ("laojie.md.txt", "laojie.md"), ("laojie.md ", "laojie.md"), ("laojie.txt", "laojie.md"),
    ("laojie.docx", "laojie.md"), ("laojie.md.docx", "laojie.md"), ("laojie.WPS", "laojie.md"),
    ("laojie．md", "laojie.md"), ("laojie.md\u{200B}", "laojie.md"), ("a.yaml", "a.yml"),
    ("../regions.YML", "regions.yml"), ("../regions.yml.txt", "regions.yml"),
  ])
  func aNameThatIsNotRead(name: String, meant: String) throws {
    try folder.put("content/cases/b.md", "乙")
    try folder.put("content/cases/" + name, "甲")
    let (input, diagnostics) = try folder.read()
    #expect(input.contentFiles.map(\.path) == ["content/cases/b.md"])
    #expect(diagnostics.map(\.code) == ["wrong-file-name"])
    #expect(diagnostics.allSatisfy { $0.severity == .error && $0.message.zh.contains(meant) })
  }

  @Test func whatEditorsAndSystemsLeaveIsPassedOver() throws {
    for name in [
      "Thumbs.db", "desktop.ini", "Desktop.ini", ".DS_Store", "~$laojie.docx", ".~lock.laojie.odt#",
      "#laojie.md#", ".laojie.md.swp", "laojie.md.swp", "laojie.md.bak", "laojie.md.orig", "laojie.md~",
      "__MACOSX/laojie.md", "laojie.tmp",
    ] {
      try folder.put("content/cases/" + name, "甲")
      try folder.put("content/images/" + name, "甲")
    }
    let (input, diagnostics) = try folder.read()
    #expect(
      input.contentFiles.isEmpty && input.assets.isEmpty && input.pictures.isEmpty && diagnostics.isEmpty)
  }
}

extension TestFolder {
  func read(_ folder: String = "") throws -> (input: BuildInput, diagnostics: [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    let today = try #require(Day(iso: "2026-11-21"))
    let path = root + "/" + folder
    return (BuildInput(root: path, today: today, baseURL: nil, reporting: &diagnostics), diagnostics)
  }
}
