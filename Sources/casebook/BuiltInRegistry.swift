import BuiltIn
import Divisions

extension PinyinTable {
  /// The readings in the program.
  static let builtIn = PinyinTable(registry("pinyin.txt"))
}

extension DivisionTable {
  /// The registry in the program.
  static let builtIn = DivisionTable(registry("divisions.tsv"))
}

private func registry(_ name: String) -> [UInt8] {
  BuiltIn.files(below: "registry/" + name).first?.bytes ?? []
}
