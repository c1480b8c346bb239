import Diagnostics
import Divisions
import Foundation

/// The tables and the beginnings of a site that are in the program.
enum Tables {
  static let divisions = DivisionTable(bytes("registry/divisions.tsv"))
  static let pinyin = PinyinTable(bytes("registry/pinyin.txt"))
  static let starter = texts(below: "starter")

  private static let project = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private static func bytes(_ path: String) -> Data {
    (try? Data(contentsOf: project.appending(path: path))) ?? Data()
  }

  private static func texts(below folder: String) -> [SourceText] {
    let paths = FileManager.default.enumerator(atPath: project.appending(path: folder).path)
    return (paths?.compactMap { $0 as? String } ?? []).filter { !$0.hasSuffix("/") }.sorted().compactMap {
      path in
      (try? Data(contentsOf: project.appending(path: folder + "/" + path))).map {
        SourceText(path: path, bytes: Array($0))
      }
    }
  }
}
