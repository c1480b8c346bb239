import Diagnostics

/// One file of the finished site, or a piece of one.
package struct OutputFile: Sendable {
  package enum Content: Sendable {
    case bytes([UInt8])
    case copy(FileCopy)

    package var size: Int {
      switch self {
      case .bytes(let bytes): bytes.count
      case .copy(let copy): copy.size
      }
    }

    package func forEachPiece(_ use: ([UInt8]) -> Void) throws(Diagnostic) {
      switch self {
      case .bytes(let bytes): use(bytes)
      case .copy(let copy): try copy.forEachPiece(use)
      }
    }
  }

  package let address: String
  package var content: Content
  /// The offset in a file that is written in pieces at which this one begins; nil for a whole file.
  package var start: Int?
  /// Whether it is a program, which may be run.
  package var isProgram = false

  package init(address: String, bytes: [UInt8], start: Int? = nil) {
    self.init(address: address, .bytes(bytes))
    self.start = start
  }

  package init(address: String, _ content: Content) {
    self.address = address
    self.content = content
  }

  /// The bytes; none of a copy.
  package var bytes: [UInt8] { if case .bytes(let bytes) = content { bytes } else { [] } }

  package var size: Int { content.size }

  /// Whether it is a whole file, or the first piece of one.
  package var isBegun: Bool { start ?? 0 == 0 }
}
