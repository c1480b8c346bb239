import Diagnostics

/// The way in which a file spells its text.
package enum TextEncoding: String, Sendable, CaseIterable {
  case utf8 = "UTF-8"
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"
  case gb18030 = "GB 18030"

  /// The encoding of a text, by its first bytes or by all of them. Nil where it could be several, or is none of these.
  package init?(detecting bytes: [UInt8]) {
    switch bytes {
    case _ where bytes.starts(with: [0xFF, 0xFE]): self = .utf16LittleEndian
    case _ where bytes.starts(with: [0xFE, 0xFF]): self = .utf16BigEndian
    case _ where TextEncoding.utf8.text(bytes) != nil: self = .utf8
    case _ where TextEncoding.utf16LittleEndian.isLikelyUTF16(bytes): self = .utf16LittleEndian
    case _ where TextEncoding.utf16BigEndian.isLikelyUTF16(bytes): self = .utf16BigEndian
    case _ where TextEncoding.gb18030.text(bytes) != nil && GB18030.isLikely(bytes.span): self = .gb18030
    default: return nil
    }
    if text(bytes) == nil { return nil }
  }

  /// The text without its byte order mark; nil where the bytes are no such text. No text has a zero in it.
  package func text(_ bytes: [UInt8]) -> String? {
    let text: String? =
      switch self {
      case .utf8: String(validating: bytes, as: UTF8.self)
      case .utf16LittleEndian: utf16(bytes).flatMap { String(validating: $0, as: UTF16.self) }
      case .utf16BigEndian: utf16(bytes).flatMap { String(validating: $0, as: UTF16.self) }
      case .gb18030: GB18030.table.text(bytes.span)
      }
    guard var text, !text.utf8.contains(0) else { return nil }
    if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
    return text
  }

  private func utf16(_ bytes: [UInt8]) -> [UInt16]? {
    guard bytes.count.isMultiple(of: 2) else { return nil }
    let high = self == .utf16BigEndian ? 0 : 1
    return stride(from: 0, to: bytes.count, by: 2).map {
      UInt16(bytes[$0 + high]) << 8 | UInt16(bytes[$0 + 1 - high])
    }
  }

  /// Without a mark: nearly all of it is Chinese, its signs and ASCII, and there are lines or blanks between them.
  private func isLikelyUTF16(_ bytes: [UInt8]) -> Bool {
    guard let units = utf16(bytes), !units.isEmpty, !units.contains(0) else { return false }
    let usual = units.count {
      0x20...0x7E ~= $0 || 9...13 ~= $0 || 0x2010...0x2030 ~= $0 || 0x3000...0x303F ~= $0
        || 0x4E00...0x9FFF ~= $0
        || 0xFF00...0xFF60 ~= $0
    }
    return usual * 10 >= units.count * 9 && units.contains { 9...13 ~= $0 || $0 == 0x20 || $0 == 0x2C }
  }
}

extension SourceText {
  /// The text of a file from outside, in whatever encoding it is.
  package func decoded() throws(Diagnostic) -> (text: String, encoding: TextEncoding) {
    guard let encoding = TextEncoding(detecting: bytes), let text = encoding.text(bytes) else {
      throw .unknownEncoding(self)
    }
    return (text, encoding)
  }
}
