import Diagnostics
import FrontMatter

// The differences of a write-up from an older state of it: spelling, spacing and comments do not count.
extension WriteUpRecord {
  /// The English names of the fields that differ, in the order of the table of fields; `body` last.
  package func differences(from old: Self) -> [String] {
    let mine = document.fields(of: Self.fields.kind), others = old.document.fields(of: Self.fields.kind)
    let differing = Self.fields.kind.fields.map(\.key).filter { key in
      switch (mine[key], others[key]) {
      case (nil, nil): false
      case (let a?, let b?): !a.says(sameAs: b)
      default: true
      }
    }
    return body == old.body ? differing : differing + ["body"]
  }

  package var body: ArraySlice<UInt8> { document.source.bytes[document.body] }
}

extension WriteUp {
  fileprivate func fields(of kind: RecordKind) -> [String: Node] {
    // Records do not keep their headers; this one has been read without a mistake.
    var diagnostics: [Diagnostic] = []
    let document = Document(writeUp: source, reporting: &diagnostics)
    guard case .map(let entries)? = document?.header.content else { return [:] }
    return Dictionary(
      entries.compactMap { entry in kind.key(entry.key).map { ($0, entry.value) } },
      uniquingKeysWith: { first, _ in first })
  }
}

extension Node {
  /// The same values in the same order, wherever they stand and however they are quoted.
  fileprivate func says(sameAs other: Node) -> Bool {
    switch (content, other.content) {
    case (.scalar(let a), .scalar(let b)): a.text == b.text && a.isNull == b.isNull
    case (.list(let a), .list(let b)): a.elementsEqual(b) { $0.says(sameAs: $1) }
    case (.map(let a), .map(let b)):
      a.elementsEqual(b) { $0.key.text == $1.key.text && $0.value.says(sameAs: $1.value) }
    default: false
    }
  }
}
