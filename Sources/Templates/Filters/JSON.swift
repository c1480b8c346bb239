extension String {
  /// The text in JSON as Python writes it, with `<>&'` spelled so that it can be in a `<script>` and in an attribute.
  var json: String {
    var json = "\""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"", "\\": json += "\\\(scalar)"
      case "\n": json += "\\n"
      case "\r": json += "\\r"
      case "\t": json += "\\t"
      case "\u{08}": json += "\\b"
      case "\u{0C}": json += "\\f"
      case "<", ">", "&", "'", "\0"..<" ", "\u{7F}"...:
        // 一 is `\u4e00`.
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          json += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      default: json.unicodeScalars.append(scalar)
      }
    }
    return json + "\""
  }
}
