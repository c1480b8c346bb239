import Diagnostics

extension HeaderParser {
  private enum Chomping { case strip, clip, keep }

  /// The `|` or `>` block that starts here; the cursor goes to the start of the line after it.
  mutating func blockScalar(parent: Int) throws(Diagnostic) -> HeaderTree.Element {
    let start = at, isFolded = bytes[at] == UInt8(ascii: ">")
    let (chomping, given) = try blockScalarHeader()
    let headerEnd = at
    nextLine()
    let indentation: Int
    if let given {
      indentation = parent + given
    } else {
      indentation = try detectedIndentation(parent: parent)
    }
    let textStart = rewritten.count
    var textEnd = headerEnd
    // Line ends not yet written: those of blank lines, and that of the last line with text.
    var blankLines = 0, hasText = false, isBroken = false, wasSpaced = false
    while at < end {
      var i = at
      while i < end, i - at < indentation, bytes[i] == .space { i += 1 }
      if i >= end { break }
      if isLineEnd(i) {
        blankLines += 1
        at = i
        nextLine()
        continue
      }
      if i - at < indentation { break }
      let isSpaced = bytes[i] == .space || bytes[i] == .tab
      if hasText {
        let folds = isFolded && !isSpaced && !wasSpaced
        if !folds { rewritten.append(.lineFeed) } else if blankLines == 0 { rewritten.append(.space) }
      }
      rewritten.append(contentsOf: repeatElement(.lineFeed, count: blankLines))
      blankLines = 0
      textEnd = i
      while textEnd < end, bytes[textEnd] != .lineFeed { textEnd += 1 }
      at = textEnd
      isBroken = at < end
      if isBroken, bytes[textEnd - 1] == .carriageReturn { textEnd -= 1 }
      rewritten.append(contentsOf: bytes[i..<textEnd])
      (hasText, wasSpaced) = (true, isSpaced)
      nextLine()
    }
    lineStart = at
    if hasText, isBroken, chomping != .strip { rewritten.append(.lineFeed) }
    if chomping == .keep { rewritten.append(contentsOf: repeatElement(.lineFeed, count: blankLines)) }
    return HeaderTree.Element(
      isFolded ? .folded : .literal, start..<textEnd, text: textStart..<rewritten.count, isRewritten: true)
  }

  /// The indicators after `|` or `>`, each at most once; leaves the cursor after them.
  private mutating func blockScalarHeader() throws(Diagnostic) -> (Chomping, indentation: Int?) {
    var chomping: Chomping?
    var indentation: Int?
    at += 1
    while true {
      let byte = byte(at)
      if 0x31...0x39 ~= byte, indentation == nil {
        indentation = Int(byte - 0x30)
      } else if byte == UInt8(ascii: "+") || byte == .hyphen, chomping == nil {
        chomping = byte == .hyphen ? .strip : .keep
      } else {
        break
      }
      at += 1
    }
    let headerEnd = at
    while at < end, bytes[at] == .space { at += 1 }
    if at < end, bytes[at] == .tab { throw tabFault(at) }
    guard isLineEnd(at) || (bytes[at] == .numberSign && at > headerEnd) else {
      throw .textAfterBlockIndicator(path, at..<lineEnd(at))
    }
    at = headerEnd
    return (chomping ?? .clip, indentation)
  }

  /// The indentation of the first line with text. Blank lines before it may not go deeper.
  private func detectedIndentation(parent: Int) throws(Diagnostic) -> Int {
    var line = at, deepest = 0, deepestLine = at
    while line < end {
      var i = line
      while i < end, bytes[i] == .space { i += 1 }
      if i < end, !isLineEnd(i) {
        let depth = i - line
        if depth <= parent { break }
        if deepest > depth {
          throw .blankLineTooDeep(path, deepestLine..<deepestLine + deepest)
        }
        return depth
      }
      if i - line > deepest { (deepest, deepestLine) = (i - line, line) }
      while i < end, bytes[i] != .lineFeed { i += 1 }
      line = i + 1
    }
    return max(parent + 1, deepest)
  }

  private func isLineEnd(_ offset: Int) -> Bool {
    offset >= end || bytes[offset] == .lineFeed || bytes[offset] == .carriageReturn
  }

  private mutating func nextLine() {
    while at < end, bytes[at] != .lineFeed { at += 1 }
    at = min(at + 1, end)
    lineStart = at
  }
}
