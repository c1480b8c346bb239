import CUtf8proc

extension String {
  /// The scalars of the text in Unicode's normal form C, in which a letter and its mark are one scalar where there is one
  /// for both: `e` and U+0301 become `é`.
  package var composedScalars: [Unicode.Scalar] {
    var text = self
    return text.withUTF8 { utf8 in
      // Without STABLE, letters that Unicode keeps apart (U+0958) would be composed again.
      let options = utf8proc_option_t(UTF8PROC_STABLE.rawValue | UTF8PROC_COMPOSE.rawValue)
      var count = utf8proc_decompose(utf8.baseAddress, utf8.count, nil, 0, options)
      guard count >= 0 else { return Array(unicodeScalars) }
      var scalars = [Int32](repeating: 0, count: count)
      utf8proc_decompose(utf8.baseAddress, utf8.count, &scalars, count, options)
      count = utf8proc_normalize_utf32(&scalars, count, options)
      return scalars.prefix(count).compactMap { Unicode.Scalar(UInt32($0)) }
    }
  }

  /// The text in normal form C.
  package var composed: String { String(String.UnicodeScalarView(composedScalars)) }
}
