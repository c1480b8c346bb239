/// Readings of the characters in general use, from which the slug of a free name (a town, a village) is proposed.
package struct PinyinTable: Sendable {
  /// The readings of each character, that of most names of places first.
  private var readings: [Character: [String]] = [:]
  /// Names, and parts of names, that are read otherwise: 六安 → lu, an.
  private var phrases: [String: [String]] = [:]
  private var longestPhrase = 0
  /// 土家族, 苗族 …, longest first.
  private var nationalities: [String] = []

  /// - Parameter bytes: The text of `pinyin.txt`, four parts with an empty line between them: usual readings, each with
  ///   its characters; other readings; phrases, each with a reading for every character; nationalities. `#` begins a
  ///   comment.
  package init(_ bytes: some Collection<UInt8>) {
    let text = String(decoding: bytes, as: UTF8.self)
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let parts = lines.map(Substring.init).split(separator: "")
    for line in parts.prefix(2).joined() where !line.hasPrefix("#") {
      let columns = line.split(separator: " ")
      for character in columns.last ?? "" { readings[character, default: []].append(String(columns[0])) }
    }
    for line in parts.dropFirst(2).first ?? [] {
      let columns = line.split(separator: " ").map(String.init)
      phrases[columns[0]] = Array(columns.dropFirst())
      longestPhrase = max(longestPhrase, columns[0].count)
    }
    for line in parts.dropFirst(3).joined() { nationalities += line.split(separator: " ").map(String.init) }
  }

  /// A slug that a person has to look at where characters are doubtful.
  package struct Proposal: Sendable, Equatable {
    package var slug: String
    package var doubts: [Doubt]

    package init(slug: String = "", doubts: [Doubt] = []) { (self.slug, self.doubts) = (slug, doubts) }
  }

  /// A character of several readings of which none is known for this name; the first was taken.
  package struct Doubt: Sendable, Equatable {
    package let character: Character
    package let readings: [String]
  }

  /// The proposed slug of a name without its ending: 杨溪铺镇 → `yangxipu`, 东湖路社区 → `donghulu`. A dot or a blank
  /// becomes a hyphen, ü becomes v. Returns nil where a character has no reading here.
  ///
  /// - Parameter isWhole: whether the ending stays: 杨溪铺镇 → `yangxipuzhen`.
  package func slug(for name: String, isWhole: Bool = false) -> Proposal? {
    var rest = isWhole ? name[...] : stem(of: name), proposal = Proposal()
    while let character = rest.first {
      var length = 1
      if let phrase = phrase(beginning: rest) {
        proposal.slug += phrase.joined()
        length = phrase.count
      } else if let known = readings[character] {
        proposal.slug += known[0]
        if known.count > 1 { proposal.doubts.append(Doubt(character: character, readings: known)) }
      } else if character.isASCII, character.isLetter || character.isNumber {
        proposal.slug += character.lowercased()
      } else if character == "·" || character == "-" || character.isWhitespace {
        if !proposal.slug.isEmpty, !proposal.slug.hasSuffix("-") { proposal.slug += "-" }
      } else {
        return nil
      }
      rest = rest.dropFirst(length)
    }
    return proposal.slug.isEmpty || proposal.slug.hasSuffix("-") ? nil : proposal
  }

  /// The readings of the longest phrase that a text begins with.
  private func phrase(beginning text: Substring) -> [String]? {
    (0...longestPhrase).reversed().lazy.compactMap { phrases[String(text.prefix($0))] }.first
  }

  /// A name without its ending, unless one character would be left: 城关镇 → 城关, 新林苗族乡 → 新林, but 张村.
  private func stem(of name: String) -> Substring {
    var stem = name[...]
    func drop(oneOf endings: [String]) -> String? {
      let ending = endings.first { stem.hasSuffix($0) && stem.count - $0.count > 1 }
      stem = stem.dropLast(ending?.count ?? 0)
      return ending
    }
    if drop(oneOf: ["街道", "社区", "苏木", "镇", "乡", "村", "街", "区"]) == "乡" {
      while drop(oneOf: nationalities) != nil {}
    }
    return stem
  }
}
