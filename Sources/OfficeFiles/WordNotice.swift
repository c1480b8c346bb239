import Diagnostics

/// Something of a Word file that a text cannot have, or has otherwise: not a mistake, but not to be passed over in silence.
package struct WordNotice: Sendable, Hashable {
  package let kind: Kind
  package let place: WordPlace

  package enum Kind: Sendable, Hashable {
    /// Tracked changes, taken as if they were accepted.
    case changes(inserted: Int, deleted: Int)
    case comments(Int)
    case headers([String])
    case contents
    case hidden(String)
    /// The words of a text box are carried over.
    case textBox(String)
    case chart(String)
    case diagram([String])
    case equation(String)
    case object(String)
    case linkedPicture(String)
    case foreignPicture(String)
    case mergedCells
    case joinedHeads(Int)
    case nestedTable
    case field(String)
  }
}
