/// What a search begins with: everything that is needed to find, count and narrow results before any text is loaded.
struct Head {
  private(set) var bytes: [UInt8]

  init<File>(_ segments: [Segment<File>], _ shards: [Shard<File>], places: [SearchPlace]) {
    let documents = segments.flatMap(\.documents), chunks = segments.flatMap(\.chunks)
    bytes = Array("casebookSearch({\"lengths\":\"".utf8)
    bytes += Digits.text(documents.map(\.length))
    bytes += "\",\n\"titles\":\"".utf8
    bytes += Digits.text(documents.map(\.titleLength))
    bytes += "\",\n\"places\":\"".utf8
    bytes += Digits.text(documents.map(\.place))
    // Most neighbours are of one year: the year, and how many.
    bytes += "\",\n\"years\":\"".utf8
    bytes += Digits.text(Head.runs(documents.map(\.year)))
    bytes += "\",\n\"chunks\":\"".utf8
    bytes += Digits.text(chunks.map(\.documents))
    bytes += "\",\n\"texts\":\"".utf8
    for chunk in chunks { bytes += IndexFile.key(chunk.name).utf8 }
    bytes += "\",\n\"pairs\":\"".utf8
    for shard in shards { bytes += IndexFile.key(shard.name).utf8 }
    bytes += "\",\n\"firsts\":\"".utf8
    bytes += Digits.text(shards.flatMap { [$0.first.0, $0.first.1] })
    bytes += "\",\n\"parents\":\"".utf8
    bytes += Digits.text(places.map { UInt32(($0.parent ?? -1) + 1) })
    bytes += "\",\n\"names\":".utf8
    append(places.map(\.name))
    bytes += ",\n\"keys\":".utf8
    append(places.map(\.key))
    bytes += "});\n".utf8
  }

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

  private mutating func append(_ texts: [String]) {
    var list = Transcript()
    for (number, text) in texts.enumerated() {
      list.append(raw: number == 0 ? "[\"" : "\",\"")
      list.append(shown: text)
    }
    list.append(raw: texts.isEmpty ? "[]" : "\"]")
    bytes += list.takeScript()
  }
}
