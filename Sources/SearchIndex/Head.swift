/// The file that a search begins with: everything that is needed to find, count and narrow results before any text is
/// loaded.
struct Head {
  private(set) var bytes = Array("casebookSearch({".utf8)

  init(_ segments: [Segment], _ shards: [Shard], places: [SearchPlace]) {
    let documents = segments.flatMap(\.documents), chunks = segments.flatMap(\.chunks)
    append("\"lengths\":", numbers: documents.map(\.length))
    append(",\n\"titles\":", numbers: documents.map(\.titleLength))
    append(",\n\"places\":", numbers: documents.map(\.place))
    append(",\n\"years\":", numbers: Head.runs(documents.map(\.year)))
    append(",\n\"chunks\":", numbers: chunks.map(\.documents))
    append(",\n\"texts\":", text: chunks.map { IndexFile.key($0.name) }.joined().utf8)
    append(",\n\"pairs\":", text: shards.map { IndexFile.key($0.name) }.joined().utf8)
    append(",\n\"firsts\":", numbers: shards.flatMap { [$0.first.0, $0.first.1] })
    append(",\n\"parents\":", numbers: places.map { UInt32(($0.parent ?? -1) + 1) })
    append(",\n\"names\":", list: places.map(\.name))
    append(",\n\"keys\":", list: places.map(\.key))
    bytes += "});\n".utf8
  }

  /// Each value and how often it is repeated, as most neighbours are of one year.
  private static func runs(_ values: [UInt32]) -> [UInt32] {
    var runs: [UInt32] = []
    for value in values {
      if runs.count > 0, runs[runs.count - 2] == value {
        runs[runs.count - 1] += 1
      } else {
        runs += [value, 1]
      }
    }
    return runs
  }

  private mutating func append(_ key: String, numbers: [UInt32]) { append(key, text: Digits.text(numbers)) }

  private mutating func append(_ key: String, text: some Sequence<UInt8>) {
    bytes += "\(key)\"".utf8
    bytes += text
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func append(_ key: String, list texts: [String]) {
    var list = IndexedText()
    for (number, text) in texts.enumerated() {
      list.append(raw: number == 0 ? "[\"" : "\",\"")
      list.append(shown: text)
    }
    list.append(raw: texts.isEmpty ? "[]" : "\"]")
    bytes += key.utf8
    bytes += list.takeScript()
  }
}
