import CCMark

extension SyntaxTree {
  /// Strikes through the text between `~~` and `~~`, or `~` and `~`, by GitHub's rule, with one exception: one tilde opens
  /// and closes only where `_` would, so that `5~6名、7~8名` stays what it is.
  func strikeThrough() {
    let texts = nodes { $0 == CMARK_NODE_TEXT }
    var parents: [OpaquePointer] = []
    for text in texts where literal(of: text).offset(of: UInt8(ascii: "~")) != nil {
      guard let parent = cmark_node_parent(text), parent != parents.last else { continue }
      parents.append(parent)
    }
    for parent in parents {
      var open: [TildeRun] = []
      for run in TildeRun.all(in: parent) {
        if run.canClose, let opener = open.lastIndex(where: { $0.length == run.length }) {
          run.strike(from: open[opener])
          open.removeSubrange(opener...)
        } else if run.canOpen {
          open.append(run)
        }
      }
    }
  }
}

/// One or two tildes, as a node of their own.
private struct TildeRun {
  let node: OpaquePointer
  let length: Int
  let canOpen: Bool
  let canClose: Bool

  /// The runs among the children of a node, cut out of their texts.
  static func all(in parent: OpaquePointer) -> [TildeRun] {
    var runs: [TildeRun] = [], child = cmark_node_first_child(parent)
    while let node = child {
      child = cmark_node_next(node)
      guard cmark_node_get_type(node) == CMARK_NODE_TEXT else { continue }
      let text = Array(literal(of: node))
      var from = 0, i = 0
      while let start = text.offset(of: UInt8(ascii: "~"), in: i..<text.count) {
        i = start + 1
        while i < text.count, text[i] == UInt8(ascii: "~") { i += 1 }
        // The mark is behind one that is escaped.
        let end = text[i...].starts(with: EmphasisMarks.mark) ? i - 1 : i
        guard 1...2 ~= end - start, let tildes = cmark_node_new(CMARK_NODE_TEXT) else { continue }
        let before =
          start > 0
          ? lastScalar(of: text, in: 0..<start).scalar
          : scalar(beside: node, cmark_node_previous(node)) { lastScalar(of: $0, in: 0..<$0.count) }
        let after =
          end < text.count
          ? firstScalar(of: text, in: end..<text.count).scalar
          : scalar(beside: node, cmark_node_next(node)) { firstScalar(of: $0, in: 0..<$0.count) }
        insertText(text[from..<start], before: node)
        setLiteral(of: tildes, to: text[start..<end])
        cmark_node_insert_before(node, tildes)
        from = end
        runs.append(TildeRun(tildes, end - start, before, after))
      }
      if from > 0 { setLiteral(of: node, to: text[from...]) }
    }
    return runs
  }

  private init(_ node: OpaquePointer, _ length: Int, _ before: Unicode.Scalar, _ after: Unicode.Scalar) {
    (self.node, self.length) = (node, length)
    let isBlank = (before: isSpace(before), after: isSpace(after))
    let isMark = (before: isPunctuation(before), after: isPunctuation(after))
    let isLeft = !isBlank.after && (!isMark.after || isBlank.before || isMark.before)
    let isRight = !isBlank.before && (!isMark.before || isBlank.after || isMark.after)
    if length == 1 {
      canOpen = isLeft && (!isRight || isMark.before)
      canClose = isRight && (!isLeft || isMark.after)
    } else {
      (canOpen, canClose) = (isLeft, isRight)
    }
  }

  /// The scalar beside a text; `*` stands for the mark of a neighbour that is no text.
  private static func scalar(
    beside text: OpaquePointer, _ neighbour: OpaquePointer?,
    _ scalar: (UnsafeBufferPointer<UInt8>) -> LocatedScalar
  ) -> Unicode.Scalar {
    let type = cmark_node_get_type(neighbour ?? cmark_node_parent(text))
    switch type {
    case CMARK_NODE_EMPH, CMARK_NODE_STRONG, CMARK_NODE_LINK, CMARK_NODE_IMAGE: return "*"
    case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: return "\n"
    default:
      guard let neighbour else { return "\n" }
      let literal = literal(of: neighbour)
      return type == CMARK_NODE_TEXT && !literal.isEmpty ? scalar(literal).scalar : "*"
    }
  }

  /// Puts all nodes between a run and this one into a struck text, and removes the two.
  func strike(from opener: TildeRun) {
    guard let struck = newCustom(CMARK_NODE_CUSTOM_INLINE, "<del>", "</del>") else { return }
    cmark_node_insert_before(opener.node, struck)
    while let inner = cmark_node_next(opener.node), inner != node { cmark_node_append_child(struck, inner) }
    cmark_node_free(opener.node)
    cmark_node_free(node)
  }
}
