extension String {
  /// The text with stars for most of its letters and digits: enough is left to find it in a file, and not enough to use it.
  /// It is as long as before, in bytes and on a screen.
  package var masked: String { String(decoding: Array(utf8).masking([0..<utf8.count]), as: UTF8.self) }

  /// The text with stars wherever it has personal data, also in names of files.
  package var maskingPersonalData: String {
    guard utf8.contains(where: { 0x30...0x39 ~= $0 || $0 == 0x40 || $0 > 0x7F }) else { return self }
    let plain = PersonalDataScan(Array(utf8)).found.map(\.range)
    var rest = plain[...]
    let names = personalDataInNames.map(\.range).filter { name in
      while let first = rest.first, first.upperBound <= name.lowerBound { rest.removeFirst() }
      return !(rest.first?.overlaps(name) ?? false)
    }
    if plain.isEmpty && names.isEmpty { return self }
    return String(decoding: Array(utf8).masking(plain + names), as: UTF8.self)
  }

  /// The data that are found if hyphens and low lines are read as blanks, as in the name of a file.
  package var personalDataInNames: [PersonalDatum] {
    PersonalDataScan(utf8.map { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") ? 0x20 : $0 }).found
  }
}

extension [UInt8] {
  /// The text with stars for most letters and digits of some parts, which do not overlap. The first and the last of each part
  /// are left; of eight or more, three and two.
  package func masking(_ parts: [Range<Int>]) -> [UInt8] {
    let reader = SignReader(bytes: self)
    var result = self
    for part in parts {
      let signs = reader.signs(in: part).filter { $0.isAlphanumeric || $0.isHanDigit }.map(\.range)
      let isLong = signs.count >= 8
      for range in signs.dropFirst(isLong ? 3 : 1).dropLast(isLong ? 2 : 1) {
        let star = range.count == 3 ? Array("＊".utf8) : Array(repeating: 0x2A, count: range.count)
        result.replaceSubrange(range, with: star)
      }
    }
    return result
  }
}
