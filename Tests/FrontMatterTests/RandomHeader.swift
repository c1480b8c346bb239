/// A reproducible source of random numbers (SplitMix64).
struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: Int) { state = UInt64(bitPattern: Int64(seed)) }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Writes a random header in the accepted language: every construct, every style, nested in each other.
struct RandomHeader {
  private var random: Seeded
  private var out = ""

  static func text(seed: Int) -> String {
    var header = RandomHeader(random: Seeded(seed))
    header.write()
    return header.out
  }

  private init(random: Seeded) { self.random = random }

  private mutating func write() {
    if oneIn(20) { out += "\u{FEFF}" }
    if oneIn(20) { out += "---\n" }
    noise()
    map(column: oneIn(10) ? number(1...3) : 0, isIndented: false, depth: 0)
    if oneIn(10), !endsInKeptBlock { while out.hasSuffix("\n") { out.removeLast() } }
    if oneIn(8) { out = out.replacing("\n", with: "\r\n") }
  }

  private var endsInKeptBlock = false

  // MARK: Collections

  /// Entries in a column; the first is where the cursor is if `isIndented`.
  private mutating func map(column: Int, isIndented: Bool, depth: Int) {
    for i in 0..<number(1...(depth == 0 ? 5 : 3)) {
      if i > 0 || !isIndented { out += spaces(column) }
      key(i)
      if oneIn(8) { out += spaces(number(1...2)) }
      out += ":"
      value(parent: column, afterKey: true, depth: depth + 1)
    }
  }

  private mutating func list(column: Int, isIndented: Bool, depth: Int) {
    for i in 0..<number(1...3) {
      if i > 0 || !isIndented { out += spaces(column) }
      out += "-"
      value(parent: column, afterKey: false, depth: depth + 1)
    }
  }

  /// The text after a colon or a dash, to the end of its last line.
  private mutating func value(parent: Int, afterKey: Bool, depth: Int) {
    let mayNest = depth < 5
    switch number(0...13) {
    case 0:
      lineEnd()
    case 1...2 where mayNest:
      lineEnd()
      map(column: parent + number(1...4), isIndented: false, depth: depth)
    case 3...4 where mayNest:
      lineEnd()
      let lowest = afterKey ? 0 : 1
      list(column: parent + number(lowest...4), isIndented: false, depth: depth)
    case 5...6 where mayNest && !afterKey:
      let gap = number(1...3)
      out += spaces(gap)
      let column = parent + 1 + gap
      if oneIn(3) {
        list(column: column, isIndented: true, depth: depth)
      } else {
        map(column: column, isIndented: true, depth: depth)
      }
    case 7...8:
      blockScalar(parent: parent)
    case 9...10:
      separate(parent)
      flow(parent: parent, depth: depth)
      lineEnd()
    default:
      separate(parent)
      scalar(parent: parent, inFlow: false)
      lineEnd()
    }
  }

  /// Blanks, or a line end and deeper indentation, between an indicator and its value.
  private mutating func separate(_ parent: Int) {
    if oneIn(8) {
      lineEnd()
      out += spaces(parent + number(1...4))
    } else {
      out += spaces(oneIn(4) ? number(1...3) : 1)
    }
  }

  private mutating func flow(parent: Int, depth: Int) {
    let isMap = oneIn(2)
    out += isMap ? "{" : "["
    let count = number(0...3)
    for i in 0..<count {
      gap(parent)
      if isMap {
        flowKey(i)
        if oneIn(6) {
          // No value.
        } else {
          requiredGap(parent)
          flowValue(parent: parent, depth: depth)
        }
      } else {
        flowValue(parent: parent, depth: depth)
      }
      gap(parent)
      if i < count - 1 || oneIn(5) { out += "," }
    }
    gap(parent)
    out += isMap ? "}" : "]"
  }

  private mutating func flowValue(parent: Int, depth: Int) {
    if depth < 5, oneIn(5) {
      flow(parent: parent, depth: depth + 1)
    } else {
      scalar(parent: parent, inFlow: true)
    }
  }

  private mutating func flowKey(_ i: Int) {
    key(i, inFlow: true)
    if oneIn(8) { out += " " }
    out += ":"
  }

  /// In brackets: perhaps a blank, a comment, a line end.
  private mutating func gap(_ parent: Int) {
    guard oneIn(3) else { return }
    if oneIn(3) { requiredGap(parent) } else { out += " " }
  }

  private mutating func requiredGap(_ parent: Int) {
    guard oneIn(5) else {
      out += spaces(number(1...2))
      return
    }
    if oneIn(3) { out += " # \(plainLine(inFlow: false))" }
    out += "\n"
    if oneIn(5) { out += spaces(number(0...6)) + "\n" }
    if oneIn(5) { out += spaces(number(0...6)) + "# comment\n" }
    out += spaces(parent + number(1...4))
  }

  // MARK: Scalars

  private mutating func key(_ i: Int, inFlow: Bool = false) {
    switch number(0...5) {
    case 0: out += "\"\(i)\(doubleQuotedText())\""
    case 1: out += "'\(i)\(singleQuotedText())'"
    default:
      let text = plainLine(inFlow: inFlow)
      out += "\(text)\(i)"
    }
  }

  private mutating func scalar(parent: Int, inFlow: Bool) {
    let lines = oneIn(4) ? number(2...4) : 1
    switch number(0...5) {
    case 0: quoted("\"", lines, parent: parent) { $0.doubleQuotedText() }
    case 1: quoted("'", lines, parent: parent) { $0.singleQuotedText() }
    default:
      for i in 0..<lines {
        if i > 0 { fold(parent) }
        out += plainLine(inFlow: inFlow, isFirst: i == 0)
      }
    }
  }

  private mutating func quoted(
    _ quote: String, _ lines: Int, parent: Int, text: (inout RandomHeader) -> String
  ) {
    out += quote
    for i in 0..<lines {
      if i > 0 {
        if quote == "\"", oneIn(3) { out += "\\\n" } else { out += spaces(oneIn(4) ? 2 : 0) + "\n" }
        if oneIn(4) { out += spaces(oneIn(3) ? 3 : 0) + "\n" }
        out += spaces(parent + number(1...4)) + (oneIn(10) ? "\t" : "")
      }
      out += text(&self)
    }
    out += quote
  }

  /// A line end in a plain scalar, perhaps with blank lines.
  private mutating func fold(_ parent: Int) {
    out += spaces(oneIn(4) ? 2 : 0) + "\n"
    while oneIn(4) { out += spaces(number(0...6)) + "\n" }
    out += spaces(parent + number(1...4))
  }

  private mutating func blockScalar(parent: Int) {
    let depth = number(1...4)
    let indentation = parent + depth
    let isExplicit = oneIn(4)
    let chomping = pick(["", "", "-", "+"])
    out += " " + pick(["|", ">"])
    out += oneIn(2) ? (isExplicit ? "\(depth)" : "") + chomping : chomping + (isExplicit ? "\(depth)" : "")
    if oneIn(6) { out += "  # comment" }
    out += "\n"
    var hasText = false
    for _ in 0..<number(0...5) {
      switch number(0...4) {
      case 0: out += spaces(number(0...indentation)) + "\n"
      case 1 where hasText || isExplicit:
        out += spaces(indentation) + pick(["  ", " ", "\t"]) + blockLine() + "\n"
        hasText = true
      default:
        out += spaces(indentation) + blockLine() + "\n"
        hasText = true
      }
    }
    if oneIn(6) { out += spaces(number(0...parent)) + "# comment\n" }
    endsInKeptBlock = true
  }

  /// To the end of the line: blanks, a comment; and perhaps lines without content after it.
  private mutating func lineEnd() {
    if oneIn(8) { out += spaces(number(1...3)) }
    // One blank before the sign and none after it is refused.
    if oneIn(8) { out += pick([" #", " # comment: [", "  #说明\t"]) }
    out += "\n"
    noise()
    endsInKeptBlock = false
  }

  private mutating func noise() {
    if oneIn(8) { out += spaces(number(0...6)) + "\n" }
    if oneIn(8) { out += spaces(number(0...6)) + "# comment '\n" }
  }

  // MARK: Texts

  private mutating func plainLine(inFlow: Bool, isFirst: Bool = true) -> String {
    var text = pick([
      "a", "title", "街道", "78.1%", "-5", "x:y", "“引”", "：", "2022-08-31", "𠮷", "no", "~", "<<",
    ])
    if !isFirst, oneIn(4) { text = pick(["&a", "*b", "'q", "|", "%x", "@"]) }
    if !inFlow, oneIn(10) { text = pick(["?x", ":x", "-,"]) }
    for _ in 0..<number(0...3) {
      text += pick([" ", "  ", "", "、"])
      text += pick([
        "b", "湖北省/武汉市", "#c", "a#b", "it's", "\"q\"", "&", "*", "http://a.b/?c=d", "（一）", "\u{3000}", "-",
      ])
      if !inFlow, oneIn(4) { text += pick([",", "[x]", "{", ", ", "]", " }"]) }
    }
    // A number sign after a blank would begin a comment, a blank at the end would be lost.
    text = text.replacing(" #", with: " ") + "z"
    // So is a hyphen that is glued to a word.
    return text.hasPrefix("-,") ? text : text.hasPrefix("-") && !text.hasPrefix("-5") ? "x" + text : text
  }

  private mutating func singleQuotedText() -> String {
    var text = ""
    for _ in 0..<number(0...4) {
      text += pick(["a", " ", "''", "\\", "\"", "街道", ": ", " #", "[", "\t", "，"])
    }
    return text
  }

  private mutating func doubleQuotedText() -> String {
    var text = ""
    for _ in 0..<number(0...4) {
      text += pick([
        "a", " ", "'", "街道", ": ", " #", "{", "\t", "\\\"", "\\\\", "\\n", "\\t", "\\x41", "\\u8857",
        "\\U0001F600",
        "\\/", "\\ ", "\\_", "\\L", "\\P", "\\N", "\\\t",
      ])
    }
    return text
  }

  private mutating func blockLine() -> String {
    pick(["a", "街道办", "# no comment", "a: b", "- c", "x\ty", "trailing  ", "'", "\\n", "：", "---"])
      + pick(["", " b", "。"])
  }

  // MARK: Chance

  private mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
  private mutating func oneIn(_ n: Int) -> Bool { number(1...n) == 1 }
  private mutating func pick(_ texts: [String]) -> String { texts[number(0...texts.count - 1)] }
  private func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }
}

extension RandomHeader {
  /// The header with a few characters deleted, inserted or exchanged.
  static func mutated(_ text: String, seed: Int) -> String {
    var random = Seeded(seed)
    var scalars = Array(text.unicodeScalars)
    let strange = Array(" :-#'\"[]{},|>&*!%@?~=\n\n  \t\\a0+中：。\u{3000}\r".unicodeScalars)
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let place = Int.random(in: 0...scalars.count, using: &random)
      let scalar = strange[Int.random(in: 0..<strange.count, using: &random)]
      switch Int.random(in: 0...3, using: &random) {
      case 0 where place < scalars.count: scalars.remove(at: place)
      case 1 where place < scalars.count: scalars[place] = scalar
      case 2 where place + 1 < scalars.count: scalars.swapAt(place, place + 1)
      default: scalars.insert(scalar, at: place)
      }
    }
    var result = String.UnicodeScalarView()
    result.append(contentsOf: scalars)
    return String(result)
  }
}
