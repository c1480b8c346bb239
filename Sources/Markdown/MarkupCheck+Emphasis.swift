import Diagnostics

// Asterisks, underscores and tildes that are left over, or that were no marks.

extension MarkupCheck {
  private struct Run {
    let range: Range<Int>
    let before: Unicode.Scalar
    let after: Unicode.Scalar
    var canOpen: Bool { !isSpace(after) }
    var canClose: Bool { !isSpace(before) }
    /// True if the run hides a name, is between figures, or is meant as it is for another reason.
    var isMeant: Bool {
      !canOpen && !canClose || isHan(before) && !isHan(after) || MarkupCheck.surnames.contains(before)
        || isDigit(before) || isDigit(after)
    }
  }

  mutating func checkAsterisks(of block: TextBlock) {
    var runs: [Run] = [], i = block.range.lowerBound, count = 0
    while let start = bytes.offset(of: UInt8(ascii: "*"), in: i..<block.range.upperBound) {
      i = start + 1
      if bytes.isEscaped(start) { continue }
      while i < block.range.upperBound, bytes[i] == UInt8(ascii: "*") { i += 1 }
      if block.isOpaque(start..<i) { continue }
      count += i - start
      let (before, after) = surroundings(of: start..<i, block)
      runs.append(Run(range: start..<i, before: before, after: after))
    }
    if runs.isEmpty || checkMasks(runs, isRead: count > block.literalAsterisks) { return }
    if block.literalAsterisks > 1 { checkUnpaired(runs.filter { $0.range.count > 1 }) }
  }

  /// The scalars around a range; line ends at the ends of the block.
  private func surroundings(of range: Range<Int>, _ block: TextBlock) -> (Unicode.Scalar, Unicode.Scalar) {
    (
      scalar(before: range.lowerBound, in: block.range) ?? "\n",
      scalar(at: range.upperBound, in: block.range) ?? "\n"
    )
  }

  /// Reports `张**、李**` and `138****1234、139****5678`, which hide names and numbers, and would be bold from one to the
  /// next.
  private mutating func checkMasks(_ runs: [Run], isRead: Bool) -> Bool {
    guard isRead, runs.count > 1 else { return false }
    var masks: [Run] = [], isOpen = false
    for run in runs {
      let isNumber = run.range.count > 1 && isDigit(run.before) && isDigit(run.after)
      let isName = !isOpen && isHan(run.before) && "、，。；：！？）》".unicodeScalars.contains(run.after)
      if isNumber || isName || !masks.isEmpty && !isOpen && isHan(run.before) {
        masks.append(run)
      } else {
        isOpen.toggle()
      }
    }
    guard masks.count > 1, let first = masks.first, let last = masks.last else { return false }
    let edits = masks.map { Edit($0.range, String(repeating: "\\*", count: $0.range.count)) }
    say(.maskedText, first.range.lowerBound..<last.range.upperBound, edits)
    return true
  }

  private mutating func checkUnpaired(_ runs: [Run]) {
    var open: [Run] = []
    for run in runs {
      if run.canClose, let opener = open.last, opener.canOpen {
        open.removeLast()
      } else {
        open.append(run)
      }
    }
    var rest = open[...]
    while let run = rest.popFirst() {
      if let next = rest.first {
        let inner = run.range.upperBound..<next.range.lowerBound, words = bytes.trimmed(inner)
        if words != inner, bytes[words].contains(where: { $0 >= 0xE3 }) {
          say(
            .spacedMarks("**"), run.range.lowerBound..<next.range.upperBound, removingBlanks(of: inner, words)
          )
          rest.removeFirst()
          continue
        }
      }
      if !run.isMeant { say(.unpairedAsterisks, run.range, [Edit(run.range, "")]) }
    }
  }

  private func removingBlanks(of inner: Range<Int>, _ words: Range<Int>) -> [Edit] {
    [inner.lowerBound..<words.lowerBound, words.upperBound..<inner.upperBound].filter { !$0.isEmpty }
      .map { Edit($0, "") }
  }

  /// The family names that most people have.
  private static let surnames = Set(
    ("王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷"
      + "侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤").unicodeScalars)

  // MARK: `~~`

  /// Reports `~~ 甲 ~~`, and `~~甲，~~乙`, where the rule that lets `*` work in Chinese does not hold. Returns the end of the
  /// pair that begins at `open`; nil if there is none.
  mutating func checkTildes(at open: Int, _ block: TextBlock) -> Int? {
    let tilde = UInt8(ascii: "~"), from = open + 2
    guard bytes.at(open + 1) == tilde, bytes.at(from) != tilde, bytes.at(open - 1) != tilde else {
      return nil
    }
    guard let end = bytes.offset(of: "~~", in: rest(from: from, block)), bytes.at(end + 2) != tilde else {
      return nil
    }
    let inner = from..<end, words = bytes.trimmed(inner)
    guard let first = scalar(at: words.lowerBound, in: words),
      let last = scalar(before: words.upperBound, in: words)
    else { return nil }
    let (before, after) = surroundings(of: open..<end + 2, block)
    let needsRoom = { (mark: Unicode.Scalar, outside: Unicode.Scalar) in
      isPunctuation(mark) && !isPunctuation(outside) && !isSpace(outside)
    }
    if words != inner {
      // Rather the mark of a dialect than two that have nothing to do with each other.
      say(.spacedMarks("~~"), open..<end + 2, removingBlanks(of: inner, words))
    } else if needsRoom(first, before) || needsRoom(last, after) {
      var edits: [Edit] = []
      if needsRoom(first, before) { edits.append(Edit(open..<open, " ")) }
      if needsRoom(last, after) { edits.append(Edit(end + 2..<end + 2, " ")) }
      say(.crowdedTildes, open..<end + 2, edits)
    }
    return end + 2
  }

  // MARK: `_甲_`

  /// Reports one underscore on each side, which is nothing between Chinese characters.
  mutating func checkUnderscore(at open: Int, _ block: TextBlock) {
    let underscore = UInt8(ascii: "_")
    guard bytes.at(open - 1) != underscore, let first = scalar(at: open + 1, in: block.range), isHan(first)
    else { return }
    let reach = open + 1..<min(open + MarkupCheck.limit + 1, block.range.upperBound)
    guard let end = reach.first(where: { "_\n.".utf8.contains(bytes[$0]) }), bytes[end] == underscore,
      bytes.at(end + 1) != underscore, let last = scalar(before: end, in: block.range), isHan(last)
    else { return }
    let (before, after) = surroundings(of: open..<end + 1, block)
    // At both sides there is text, but no name of a file.
    guard isHan(before) || isHan(after), !"._/".unicodeScalars.contains(after), !isDigit(before),
      !isDigit(after), !before.properties.isASCIIHexDigit, !(before.isASCII && before.properties.isAlphabetic)
    else { return }
    let rest = bytes[end..<min(end + MarkupCheck.limit, block.range.upperBound)].drop {
      $0 >= 0x80 || $0 == underscore || isDigit($0)
    }
    if rest.first == UInt8(ascii: "."), let letter = rest.dropFirst().first, isLetter(letter) { return }
    say(.singleUnderscores, open..<end + 1, [Edit(open..<open + 1, "*"), Edit(end..<end + 1, "*")])
  }
}
