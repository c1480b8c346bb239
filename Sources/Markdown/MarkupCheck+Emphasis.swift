import Diagnostics

// Asterisks, underscores and tildes that are left over, or that were no marks.

extension MarkupCheck {
  private struct Run {
    let range: Range<Int>
    let before: Unicode.Scalar
    let after: Unicode.Scalar
    var canOpen: Bool { !isSpace(after) }
    var canClose: Bool { !isSpace(before) }
  }

  mutating func checkAsterisks(of block: TextBlock) {
    var runs: [Run] = [], i = block.range.lowerBound, count = 0
    while let start = bytes.place(of: UInt8(ascii: "*"), in: i..<block.range.upperBound) {
      i = start + 1
      if bytes.isEscaped(start) { continue }
      while i < block.range.upperBound, bytes[i] == UInt8(ascii: "*") { i += 1 }
      if block.isOpaque(start..<i) { continue }
      count += i - start
      runs.append(
        Run(
          range: start..<i, before: scalar(before: start, in: block.range) ?? "\n",
          after: scalar(at: i, in: block.range) ?? "\n"))
    }
    if runs.isEmpty || checkMasks(runs, isRead: count > block.literalAsterisks) { return }
    if block.literalAsterisks > 1 { checkUnpaired(runs.filter { $0.range.count > 1 }) }
  }

  /// `张**、李**` and `138****1234、139****5678` hide names and numbers, and would be bold from one to the next.
  private mutating func checkMasks(_ runs: [Run], isRead: Bool) -> Bool {
    guard isRead, runs.count > 1 else { return false }
    var masks: [Run] = [], isOpen = false
    for run in runs {
      let isNumber = run.range.count > 1 && isFigure(run.before) && isFigure(run.after)
      let isName = !isOpen && isHan(run.before) && "、，。；：！？）》".unicodeScalars.contains(run.after)
      if isNumber || isName || !masks.isEmpty && !isOpen && isHan(run.before) {
        masks.append(run)
      } else {
        isOpen.toggle()
      }
    }
    guard masks.count > 1, let first = masks.first, let last = masks.last else { return false }
    let edits = masks.map { Edit($0.range, String(repeating: "\\*", count: $0.range.count)) }
    say(.maskedText(source.path, first.range.lowerBound..<last.range.upperBound, edits))
    return true
  }

  private mutating func checkUnpaired(_ runs: [Run]) {
    var open: [Run] = []
    for run in runs {
      if !open.isEmpty, run.canClose, let opener = open.last, opener.canOpen {
        open.removeLast()
      } else {
        open.append(run)
      }
    }
    var i = 0
    while i < open.count {
      let run = open[i]
      if i + 1 < open.count {
        let inner = run.range.upperBound..<open[i + 1].range.lowerBound, words = trimmed(bytes, inner)
        if words != inner, bytes[words].contains(where: { $0 >= 0xE3 }) {
          let edits = [
            Edit(inner.lowerBound..<words.lowerBound, ""), Edit(words.upperBound..<inner.upperBound, ""),
          ]
          say(
            .unpairedMarks(
              source.path, run.range.lowerBound..<open[i + 1].range.upperBound,
              edits.filter { !$0.range.isEmpty }, "**", hasBlanks: true))
          i += 2
          continue
        }
      }
      // What hides a name or stands between figures is meant as it is.
      let hides =
        !run.canOpen && !run.canClose
        || isHan(run.before) && !isHan(run.after) || MarkupCheck.surnames.contains(run.before)
        || isFigure(run.before)
        || isFigure(run.after)
      if !hides { say(.unpairedMarks(source.path, run.range, [Edit(run.range, "")], "**", hasBlanks: false)) }
      i += 1
    }
  }

  /// Those that most people have.
  private static let surnames = Set(
    ("王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷"
      + "侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤").unicodeScalars)

  private func isFigure(_ scalar: Unicode.Scalar) -> Bool { 0x30...0x39 ~= scalar.value }

  // MARK: `~~`

  /// `~~ 甲 ~~`, and `~~甲，~~乙`, where the rule that lets `*` work in Chinese does not hold. Returns the offset behind a
  /// pair, which ends there; nil where there is none.
  mutating func checkTildes(at open: Int, _ block: TextBlock) -> Int? {
    guard bytes.at(open + 1) == UInt8(ascii: "~"), bytes.at(open + 2) != UInt8(ascii: "~"),
      bytes.at(open - 1) != UInt8(ascii: "~")
    else { return nil }
    var end = open + 2
    while end + 1 < block.range.upperBound, end - open < MarkupCheck.limit,
      !(bytes[end] == UInt8(ascii: "~") && bytes[end + 1] == UInt8(ascii: "~"))
    {
      if bytes[end] == UInt8(ascii: "\n") { return nil }
      end += 1
    }
    guard end + 1 < block.range.upperBound, bytes[end] == UInt8(ascii: "~"),
      bytes.at(end + 2) != UInt8(ascii: "~")
    else { return nil }
    let inner = open + 2..<end, words = trimmed(bytes, inner)
    guard !words.isEmpty, let first = scalar(at: words.lowerBound, in: words),
      let last = scalar(before: words.upperBound, in: words)
    else { return nil }
    let before = scalar(before: open, in: block.range) ?? "\n",
      after = scalar(at: end + 2, in: block.range) ?? "\n"
    let needsRoom = { (mark: Unicode.Scalar, outside: Unicode.Scalar) in
      isPunctuation(mark) && !isPunctuation(outside) && !isSpace(outside)
    }
    if words != inner {
      let edits = [
        Edit(inner.lowerBound..<words.lowerBound, ""), Edit(words.upperBound..<inner.upperBound, ""),
      ]
      // Rather the mark of a dialect than two that have nothing to do with each other.
      say(
        .unpairedMarks(source.path, open..<end + 2, edits.filter { !$0.range.isEmpty }, "~~", hasBlanks: true)
      )
    } else if needsRoom(first, before) || needsRoom(last, after) {
      var edits: [Edit] = []
      if needsRoom(first, before) { edits.append(Edit(open..<open, " ")) }
      if needsRoom(last, after) { edits.append(Edit(end + 2..<end + 2, " ")) }
      say(.unpairedMarks(source.path, open..<end + 2, edits, "~~", hasBlanks: false))
    }
    return end + 2
  }

  // MARK: `_甲_`

  /// One underscore on each side, which is nothing between Chinese characters.
  mutating func checkUnderscore(at open: Int, _ block: TextBlock) {
    guard bytes.at(open - 1) != UInt8(ascii: "_"), let first = scalar(at: open + 1, in: block.range),
      isHan(first)
    else { return }
    var end = open + 1
    while end < block.range.upperBound, end - open < MarkupCheck.limit, bytes[end] != UInt8(ascii: "_") {
      if bytes[end] == UInt8(ascii: "\n") || bytes[end] == UInt8(ascii: ".") { return }
      end += 1
    }
    guard end < block.range.upperBound, bytes[end] == UInt8(ascii: "_"),
      bytes.at(end + 1) != UInt8(ascii: "_"),
      let last = scalar(before: end, in: block.range), isHan(last)
    else {
      return
    }
    let before = scalar(before: open, in: block.range) ?? "\n",
      after = scalar(at: end + 1, in: block.range) ?? "\n"
    // At both sides there is text, but no name of a file.
    guard isHan(before) || isHan(after), !"._/".unicodeScalars.contains(after), !isFigure(before),
      !isFigure(after),
      !before.properties.isASCIIHexDigit, !(before.isASCII && before.properties.isAlphabetic)
    else { return }
    let rest = bytes[end..<min(end + MarkupCheck.limit, block.range.upperBound)].drop {
      $0 >= 0x80 || $0 == UInt8(ascii: "_") || 0x30...0x39 ~= $0
    }
    if rest.first == UInt8(ascii: "."), let letter = rest.dropFirst().first, 0x61...0x7A ~= letter | 0x20 {
      return
    }
    let edits = [Edit(open..<open + 1, "*"), Edit(end..<end + 1, "*")]
    say(.singleUnderscores(source.path, open..<end + 1, edits))
  }
}
