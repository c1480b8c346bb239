import Records

/// The head of a column as people write it: `解决问题 数*（件，必填）`.
struct Heading: Hashable {
  /// Without blanks, marks and what is in brackets, in half width and small letters: `解决问题数`.
  let name: String
  /// The same with what is in brackets: `解决问题数(件,必填)`.
  let full: String
  /// The words in brackets, or behind a slash: 件, 必填.
  let notes: [String]

  init(_ text: String) {
    var name = "", notes: [String] = [], note = "", depth = 0
    for scalar in text.unicodeScalars {
      let plain = scalar.halfWidthForm
      switch plain {
      case "(", "[", "【", "〔", "﹝":
        depth += 1
        if depth == 1 { note = "" }
      case ")", "]", "】", "〕", "﹞":
        if depth == 1 { notes += note.split { "，,、；;/".contains($0) }.map(\.trimmingBlanks) }
        depth = max(0, depth - 1)
      case _ where plain.properties.isWhitespace || plain.properties.isDefaultIgnorableCodePoint: break
      case "*", "★", "☆", "※", ":": break
      default:
        if depth > 0 { note.unicodeScalars.append(scalar) } else { name.unicodeScalars.append(plain) }
      }
    }
    // 场次/场
    if notes.isEmpty, let slash = name.lastIndex(of: "/"), 1...3 ~= name[slash...].dropFirst().count,
      name[..<slash].count > 1
    {
      notes = [String(name[slash...].dropFirst())]
      name = String(name[..<slash])
    }
    // A bracket that is not closed is part of the name.
    self.name = (name + (depth > 0 ? note : "")).lowercased()
    self.notes = notes.filter { !$0.isEmpty }
    full = text.plainValue.filter { !"*★☆※:".contains($0) }
  }

  /// The unit that the values of the column are in, if its head says one.
  var unit: String? {
    notes.map { $0.hasPrefix("单位:") || $0.hasPrefix("单位：") ? String($0.dropFirst(3)) : $0 }
      .first { $0.count <= 6 && !$0.saysTimeOrNumber && !$0.isRemark }
  }

  /// The time or number in brackets, which says of the column what its values do not: 2025年, 上半年, 5个.
  var unread: String? { notes.first { $0.saysTimeOrNumber && !$0.isRemark } }
}

extension String {
  /// Whether a heading says a time or a number, which is not read from there.
  var saysTimeOrNumber: Bool {
    unicodeScalars.contains {
      $0.halfWidthForm.properties.numericType == .decimal || "年月日季".unicodeScalars.contains($0)
    }
      || contains("半年") || contains("—") || contains("-")
  }

  /// Whether it is a word to the person who fills the column in, and no unit.
  fileprivate var isRemark: Bool {
    ["填", "选", "如", "例", "必", "可", "格式", "不", "请", "按", "写"].contains(where: contains)
  }

  /// Whether it says that numbers are in ten thousands or the like: 单位：万元.
  var saysMultipliedUnit: Bool {
    plainValue.firstMatch(of: #/单位[:：]?[（(]?(人民币)?(百万|千万|万|亿|千|百)/#) != nil
  }
}

extension Unicode.Scalar {
  /// The half-width form of a full-width digit, letter or sign; a blank for a blank of full width.
  var halfWidthForm: Unicode.Scalar {
    switch value {
    case 0xFF01...0xFF5E: Unicode.Scalar(value - 0xFEE0) ?? self
    case 0x3000: " "
    default: self
    }
  }
}

extension String {
  /// A value in the form in which two spellings of it are the same.
  var plainValue: String {
    var plain = ""
    for scalar in unicodeScalars where !scalar.properties.isWhitespace {
      plain.unicodeScalars.append(scalar.halfWidthForm)
    }
    return plain.lowercased()
  }
}
