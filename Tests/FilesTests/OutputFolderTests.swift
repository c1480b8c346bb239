import Diagnostics
import Foundation
import TestFolder
import Testing

@testable import Files

/// The one way in which a finished site changes.
@Suite struct OutputFolderTests {
  private let folder: TestFolder
  private var root: String { folder.root }

  init() throws { folder = try TestFolder() }

  private func put(_ path: String, _ text: String) throws { try folder.put(path, text) }

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

  private var output: OutputFolder { OutputFolder(root + "/site", patience: .zero) }

  /// The site's files, without the list of them.
  private func site() throws -> [String: String] {
    var files = try tree("site")
    files[".casebook"] = nil
    return files
  }

  private func names(_ folder: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root + "/" + folder).sorted()
  }

  @Test func aNewFolder() throws {
    try OutputFolder(root + "/a/site").replace(with: [
      file("index.html", "甲"), file("cases/x/index.html", "乙"),
    ])
    #expect(
      try tree("a/site") == [
        "index.html": "甲", "cases/x/index.html": "乙",
        ".casebook":
          "casebook 1 26a96a5c90c24e211f37c73ea169a8b3818f94092eae7a8d4b3414d0fcbaf819\ncases/x/index.html\nindex.html\n",
      ])
    #expect(try names("a") == ["site"])
  }

  @Test func theOldSiteIsReplacedWhole() throws {
    let folder = OutputFolder(root + "/site//")
    try folder.replace(with: [file("old/index.html", "旧"), file("index.html", "旧")])
    try folder.replace(with: [file("index.html", "新")])
    #expect(try site() == ["index.html": "新"])
    #expect(try names("site") == [".casebook", "index.html"])
    #expect(try names() == ["site"])
  }

  /// Files that no build has made are still there afterwards, as they were.
  @Test func whatOthersHavePutThereIsKept() throws {
    try output.replace(with: [file("index.html", "旧"), file("cases/a/index.html", "旧")])
    let foreign = [
      ".gitignore": "*", ".git/HEAD": "甲", ".well-known/acme": "乙", "CNAME": "丙", "google1.html": "丁",
      "uploads/2024/a.pdf": "戊", "cases/a/letter.txt": "己", "cases/.note": "庚",
      // Another name than that of the page, though it looks the same.
      "cafe\u{301}.html": "辛",
    ]
    for (path, text) in foreign { try put("site/" + path, text) }
    let files = FileManager.default, site = root + "/site"
    try files.createDirectory(atPath: site + "/empty/er", withIntermediateDirectories: true)
    try files.createSymbolicLink(atPath: site + "/link", withDestinationPath: "/nirgends")
    #expect(mkfifo(site + "/uploads/pipe", 0o600) == 0)
    #expect(close(open(site + "/uploads/\u{FF}", O_CREAT | O_WRONLY, 0o644)) == 0)
    #expect(chmod(site + "/uploads", 0o2750) == 0 && chmod(site, 0o2775) == 0)
    let kept = try inode("site/.git/HEAD")
    for text in ["一", "二"] {
      try output.replace(with: [file("index.html", text), file("caf\u{E9}.html", text)])
      #expect(
        try self.site()
          == foreign.merging(["index.html": text, "caf\u{E9}.html": text, "uploads/\u{FF}": ""]) { $1 })
      #expect(try names("site/empty") == ["er"])
      #expect(try files.destinationOfSymbolicLink(atPath: site + "/link") == "/nirgends")
      #expect(try inode("site/.git/HEAD") == kept)
      var status = stat()
      #expect(lstat(site + "/uploads/pipe", &status) == 0 && status.st_mode == S_IFIFO | 0o600)
      #expect(lstat(site + "/uploads", &status) == 0 && status.st_mode == S_IFDIR | 0o2750)
      #expect(lstat(site, &status) == 0 && status.st_mode == S_IFDIR | 0o2775)
      #expect(try names() == ["site"])
    }
  }

  /// A page never takes the place of a foreign file, and a refused build writes nothing.
  @Test(arguments: ["cases/index.html", "cases", "cases/index.html/deep/x"])
  func aForeignFileInTheWay(path: String) throws {
    try output.replace(with: [file("index.html", "旧")])
    try put("site/" + path, "我的")
    let error = #expect(throws: Diagnostic.self) {
      try output.replace(with: [file("index.html", "新"), file("cases/index.html", "新")])
    }
    #expect(error?.message.en.contains("\(path == "cases" ? "cases" : "cases/index.html") in") == true)
    #expect(try site() == ["index.html": "旧", path: "我的"])
    #expect(try names() == ["site"])
  }

  /// A file at the address of a page is the page's, though somebody has changed it.
  @Test func aPageThatWasEditedIsReplaced() throws {
    try output.replace(with: [file("index.html", "旧"), file("gone/index.html", "旧")])
    try put("site/index.html", "改")
    try put("site/gone/index.html", "改")
    try output.replace(with: [file("index.html", "新")])
    #expect(try site() == ["index.html": "新"])
  }

  /// The empty marker of earlier versions: what is under a name that the site has was made by them.
  @Test func afterAnEarlierVersion() throws {
    for path in ["index.html", "cases/gone/index.html", "CNAME", "uploads/a", ".git/HEAD"] {
      try put("site/" + path, "旧")
    }
    try put("site/.casebook", "")
    try output.replace(with: [file("index.html", "新"), file("cases/a/index.html", "新")])
    #expect(
      try site() == [
        "index.html": "新", "cases/a/index.html": "新", "CNAME": "旧", "uploads/a": "旧", ".git/HEAD": "旧",
      ])
  }

  /// Files that no build has put there are never overwritten.
  @Test(arguments: [
    "letter.txt", "content/site.yml", "Package.swift", "index.html", ".bashrc", ".ssh/id_rsa", ".casebook/x",
  ])
  func aForeignFolderIsRefused(path: String) throws {
    try put("site/" + path, "我的")
    let error = #expect(throws: Diagnostic.self) { try output.replace(with: [file("index.html", "新")]) }
    #expect(error?.code == "cannot-write")
    #expect(try tree("site") == [path: "我的"])
    #expect(try names() == ["site"])
  }

  @Test(arguments: [
    ".gitignore", ".git/HEAD", ".nojekyll", ".well-known/x", ".casebook-stage-0123456789abcdef/index.html",
  ])
  func whatGitAndServersKeepIsNoSiteOfOthers(path: String) throws {
    try put("site/" + path, "甲")
    try output.replace(with: [file("index.html", "新")])
    #expect(try site() == ["index.html": "新"].merging(path.contains("stage") ? [:] : [path: "甲"]) { $1 })
  }

  /// Nothing tells what may go if the list is not whole.
  @Test func aDamagedListIsRefused() throws {
    try output.replace(with: [file("index.html", "旧")])
    try put("site/.casebook", try tree("site")[".casebook", default: ""] + "CNAME\n")
    try put("site/CNAME", "我的")
    #expect(throws: Diagnostic.self) { try output.replace(with: [file("index.html", "新")]) }
    #expect(try site() == ["index.html": "旧", "CNAME": "我的"])
  }

  @Test(arguments: [
    ".git/x.html", "a/.b/index.html", "../x", "a/../../x", "a//b", "/etc/x", "", ".", "a/", "a\nb",
    ".casebook",
  ])
  func noAddressIsHiddenOrLeadsOut(address: String) throws {
    try output.replace(with: [file("index.html", "旧")])
    try put("site/.git/HEAD", "甲")
    #expect(throws: Diagnostic.self) { try output.replace(with: [file(address, "新")]) }
    #expect(try site() == ["index.html": "旧", ".git/HEAD": "甲"])
    #expect(try names() == ["site"])
  }

  /// An input is refused whichever path leads there.
  @Test(arguments: [
    ".", "content", "content/cases", "content/new/site", "..", "themes/our", "link", "link/new",
    "content/../templates",
  ])
  func anInputIsNoOutput(path: String) throws {
    for name in ["content/cases/a.md", "templates/home.html", "themes/our/base.html"] { try put(name, "甲") }
    try FileManager.default.createSymbolicLink(atPath: root + "/link", withDestinationPath: "content/cases")
    let inputs = ["content", "templates", "themes/our"].map { root + "/" + $0 }
    #expect(throws: Diagnostic.self) {
      try OutputFolder(root + "/" + path).checkApart(from: inputs, root: root)
    }
    for sound in ["site", "themes/site", "a/b", "contents"] {
      try OutputFolder(root + "/" + sound).checkApart(from: inputs, root: root)
    }
  }

  @Test func ifWritingFailsTheOldSiteStands() throws {
    try output.replace(with: [file("index.html", "旧")])
    // A file cannot stand where a folder has to.
    let error = #expect(throws: Diagnostic.self) {
      try output.replace(with: [file("a", "新"), file("a/b", "新")])
    }
    #expect(error?.code == "cannot-write")
    #expect(try site() == ["index.html": "旧"])
    #expect(try names() == ["site"])
  }

  private func inode(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: root + "/" + path)
    return try #require(attributes[.systemFileNumber] as? Int)
  }

  @Test func anUnchangedFileKeepsItsPlaceOnTheDisk() throws {
    try output.replace(with: [file("a/same", "同"), file("a/other", "旧"), file("a/longer", "旧")])
    let same = try inode("site/a/same"), other = try inode("site/a/other")
    try output.replace(with: [file("a/same", "同"), file("a/other", "新"), file("a/longer", "更长")])
    #expect(try site() == ["a/same": "同", "a/other": "新", "a/longer": "更长"])
    #expect(try inode("site/a/same") == same)
    #expect(try inode("site/a/other") != other)
  }

  /// The second of two files at one address must not be written into what the first shares with the old site.
  @Test func noFileIsWrittenTwice() throws {
    try output.replace(with: [file("a/index.html", "旧")])
    let error = #expect(throws: Diagnostic.self) {
      try output.replace(with: [file("a/index.html", "旧"), file("a/index.html", "新")])
    }
    #expect(error?.code == "cannot-write")
    #expect(try site() == ["a/index.html": "旧"])
  }

  // MARK: Killed builds, and two at once

  @Test func onlyOneAtATime() throws {
    try output.replace(with: [file("index.html", "旧")])
    let first = try output.begin()
    let error = #expect(throws: Diagnostic.self) { _ = try output.begin() }
    #expect(error?.message.en.contains("another process") == true)
    first.writeAll([file("index.html", "新")])
    _ = try first.commit()
    #expect(try site() == ["index.html": "新"])
    try output.begin().discard()
    #expect(try names() == ["site"])
  }

  /// A stage that was not finished, and the old tree of a build that was killed after the exchange: what came into it late
  /// is carried, the pages are not.
  @Test func whatAKilledBuildHasLeftGoes() throws {
    try output.replace(with: [file("index.html", "旧"), file("old.html", "旧")])
    try put("site/CNAME", "丙")
    try FileManager.default.moveItem(atPath: root + "/site", toPath: root + "/tree")
    try output.replace(with: [file("index.html", "新")])
    try put("tree/uploads/late", "晚")
    try put("site/CNAME", "丁")
    try FileManager.default.moveItem(
      atPath: root + "/tree", toPath: root + "/.site.stage-00000000000000a1.\(try inode("tree"))")
    try put(".site.stage-00000000000000b2.77/uploads/never", "无")
    try put(".site.lock", "")
    try output.begin().discard()
    #expect(try site() == ["index.html": "新", "uploads/late": "晚", "CNAME": "丁"])
    #expect(try names() == ["site"])
  }

  /// Only the exact form of a stage's name is ours: other folders, files and other outputs' stages stay.
  @Test func whatOnlyLooksLikeAStageStays() throws {
    let others = [
      ".site.stage-backup/a", ".site.stage-1.stage-0123456789abcdef.7/a", ".site.stage-0123456789abcdef/a",
      ".site.stage-0123456789ABCDEF.7/a", ".site.lock",
    ]
    for path in others { try put(path, "我的") }
    try put("site/.casebook-stage-mine/a", "我的")
    try put("site/.casebook", "")
    for page in ["旧", "新"] { try output.replace(with: [file("index.html", page)]) }
    for path in others { #expect(try tree(".")[path] == "我的", "\(path)") }
    #expect(try site() == ["index.html": "新", ".casebook-stage-mine/a": "我的"])
  }

  /// A folder that is mounted elsewhere stays the same one.
  @Test func inPlaceTheFolderStays() throws {
    let output = OutputFolder(root + "/site", isInPlace: true, patience: .zero)
    try output.replace(with: [file("index.html", "旧"), file("old.html", "旧")])
    try put("site/CNAME", "我的")
    let before = try inode("site")
    try output.replace(with: [file("index.html", "新")])
    #expect(try inode("site") == before)
    #expect(try site() == ["index.html": "新", "CNAME": "我的"])
    #expect(try names() == ["site"])
  }

  /// Changes in the old tree while the new site is being written and exchanged are made in the new one, too.
  @Test func aSecondLookFollowsWhatWasDoneMeanwhile() throws {
    for path in ["same", "lock", "index", "a/b/c", "page"] { try put("old/" + path, "旧") }
    try put("new/page", "新")
    let old = try Folder.open(root + "/old"), new = try Folder.open(root + "/new")
    let owned = Ownership(.of(["page"]), replacedBy: ["page"])
    var before = try ForeignFiles(in: old, besides: owned)
    try before.carry(from: old, to: new)
    for path in ["lock", "index", "a/b"] { try FileManager.default.removeItem(atPath: root + "/old/" + path) }
    try put("old/index", "晚")
    try put("old/d/e", "晚")
    try put("old/page", "晚")
    var now = try ForeignFiles(in: old, besides: owned)
    try now.catchUp(since: before, from: old, to: new, keeping: ["page"])
    #expect(try tree("new") == ["same": "旧", "index": "晚", "d/e": "晚", "page": "新"])
    #expect(try names("new/a") == [])
  }

  /// A file that went between the look and the carrying is no failure.
  @Test func whatGoesMeanwhileIsNotCarried() throws {
    try put("new/a", "新")
    try put("old/a", "晚")
    let old = try Folder.open(root + "/old"), new = try Folder.open(root + "/new")
    var seen = try ForeignFiles(in: old, besides: Ownership(nil, replacedBy: []))
    try FileManager.default.removeItem(atPath: root + "/old/a")
    try seen.catchUp(since: nil, from: old, to: new, keeping: [])
    #expect(try tree("new") == ["a": "新"])
  }

  /// A file that is renamed after it was carried does not keep its former name: who writes to that next would write into it.
  @Test func whatIsRenamedAfterCarryingLosesItsFormerName() throws {
    try put("old/part", "早")
    try FileManager.default.createDirectory(atPath: root + "/new", withIntermediateDirectories: true)
    let old = try Folder.open(root + "/old"), new = try Folder.open(root + "/new")
    let owned = Ownership(nil, replacedBy: [])
    var before = try ForeignFiles(in: old, besides: owned)
    // Between the look and the carrying another file takes the name.
    try FileManager.default.removeItem(atPath: root + "/old/part")
    try put("old/part", "晚")
    try before.carry(from: old, to: new)
    try FileManager.default.moveItem(atPath: root + "/old/part", toPath: root + "/old/whole")
    try ForeignFiles.moveOver(since: before, from: old, besides: owned, to: new, keeping: [])
    #expect(try tree("new") == ["whole": "晚"])
  }

  /// A file that comes into the old tree after the last look is not removed with it.
  @Test func anOldTreeIsNotRemovedWithWhatCameIntoIt() throws {
    try put("tree/.casebook", "")
    try put("tree/uploads/late", "晚")
    let folder = try Folder.open(root)
    #expect(throws: Fault.self) { try folder.removeOldTree("tree") }
    #expect(try tree("tree") == ["uploads/late": "晚"])
    try FileManager.default.removeItem(atPath: root + "/tree/uploads")
    try folder.removeOldTree("tree")
    #expect(try names() == [])
  }

  /// An old tree is kept if there is no site to carry it to.
  @Test func anOldTreeWithoutASite() throws {
    try output.replace(with: [file("index.html", "旧")])
    try put("site/CNAME", "丙")
    try FileManager.default.moveItem(
      atPath: root + "/site", toPath: root + "/.site.stage-00000000000000a1.\(try inode("site"))")
    for _ in 0..<2 { try output.replace(with: [file("index.html", "新")]) }
    #expect(try site() == ["index.html": "新", "CNAME": "丙"])
    #expect(try names() == ["site"])
  }
}

extension OutputFolder {
  func replace(with files: [OutputFile]) throws(Diagnostic) {
    let stage = try begin()
    stage.writeAll(files)
    _ = try stage.commit()
  }
}
