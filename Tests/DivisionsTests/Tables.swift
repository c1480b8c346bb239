import Divisions
import Foundation

/// The tables of the program, and the registry of this repository's own site.
enum Tables {
  static let divisions = DivisionTable(bytes("registry/divisions.tsv"))
  static let pinyin = PinyinTable(bytes("registry/pinyin.txt"))
  static let regions = String(decoding: bytes("content/regions.yml"), as: UTF8.self)

  static func bytes(_ path: String) -> Data {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return (try? Data(contentsOf: root.appending(path: path))) ?? Data()
  }
}
