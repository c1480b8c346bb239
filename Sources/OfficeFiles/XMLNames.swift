import Glibc

/// The names of elements and attributes with the prefixes that the standard uses, whichever a file has: `w:p`. Names of
/// spreadsheets and of lists of relations have none: `row`.
struct XMLNames {
  /// The character between address and name in what expat gives.
  static let separator = "\n"

  /// The names that were met, as expat gives them, which are few in one file.
  private var known: [(raw: [CChar], name: String)] = []

  /// The name, from one that expat has for the time of a call.
  mutating func name(_ raw: UnsafePointer<CChar>) -> String {
    let count = strlen(raw)
    for entry in known where entry.raw.count == count && memcmp(entry.raw, raw, count) == 0 {
      return entry.name
    }
    let name = XMLNames.prefixed(String(cString: raw))
    if known.count < 64 { known.append((Array(UnsafeBufferPointer(start: raw, count: count)), name)) }
    return name
  }

  private static func prefixed(_ raw: String) -> String {
    let parts = raw.split(separator: separator, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return raw }
    guard let prefix = prefixes[String(parts[0])] else { return "{\(parts[0])}\(parts[1])" }
    return prefix.isEmpty ? String(parts[1]) : "\(prefix):\(parts[1])"
  }

  /// The prefixes by their addresses: those of ECMA-376's transitional files, and of strict ones.
  private static let prefixes: [String: String] = {
    var prefixes = [
      "http://www.w3.org/XML/1998/namespace": "xml",
      "http://schemas.openxmlformats.org/package/2006/relationships": "",
      "http://schemas.openxmlformats.org/package/2006/content-types": "ct",
      "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
      "http://schemas.microsoft.com/office/word/2010/wordprocessingShape": "wps",
      "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup": "wpg",
      "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas": "wpc",
      "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
      "urn:schemas-microsoft-com:vml": "v",
      "urn:schemas-microsoft-com:office:office": "o",
      "urn:schemas-microsoft-com:office:word": "w10",
    ]
    for (part, prefix) in [
      ("spreadsheetml/main", ""), ("wordprocessingml/main", "w"), ("officeDocument/relationships", "r"),
      ("drawingml/main", "a"), ("drawingml/picture", "pic"), ("drawingml/wordprocessingDrawing", "wp"),
      ("drawingml/chart", "c"), ("drawingml/diagram", "dgm"), ("officeDocument/math", "m"),
    ] {
      let (folder, name) = part.split(separator: "/").pair
      prefixes["http://schemas.openxmlformats.org/\(folder)/2006/\(name)"] = prefix
      prefixes["http://purl.oclc.org/ooxml/\(folder)/\(name)"] = prefix
    }
    return prefixes
  }()
}

extension [Substring] {
  fileprivate var pair: (Substring, Substring) { (self[0], self[1]) }
}
