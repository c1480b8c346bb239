import Bytes
import Diagnostics

/// The kinds of characters that a text should not hold.
package enum CharacterKind: CaseIterable, Sendable {
  /// A character that nobody sees, and that keeps a text from being found or compared, or shows it in another order.
  case invisible
  /// A character that looks like a blank, and is none to Markdown.
  case blank
  /// The sign of a radical, which looks like a Chinese character.
  case radical
  /// A character without a meaning outside the program and the font that it comes from.
  case privateUse
  /// The sign for a character that could not be converted.
  case lost

  init?(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x85, 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x200B...0x200F, 0x2028...0x202E,
      0x2060...0x206F, 0x3164, 0xFDD0...0xFDEF, 0xFE00...0xFE0F, 0xFEFF, 0xFFA0, 0xFFF0...0xFFFB,
      0x1D173...0x1D17A, 0xE0000...0xE0FFF:
      self = .invisible
    case 0xA0... where isSpace(scalar): self = .blank
    case 0x2E80...0x2FD5:
      guard Radical.character(for: scalar.value) != nil else { return nil }
      self = .radical
    case 0xFFFD: self = .lost
    case let value where value & 0xFFFE == 0xFFFE && value > 0xFFFF: self = .invisible
    case 0xE000...0xF8FF, 0xF0000...: self = .privateUse
    default: return nil
    }
  }

  /// The text that should be there instead, wherever the character is.
  func replacement(for scalar: Unicode.Scalar) -> String {
    switch self {
    case .invisible:
      switch scalar.value {
      case 0x85, 0x2028: "\n"
      case 0x2029: "\n\n"
      default: ""
      }
    case .blank: " "
    case .radical: Radical.character(for: scalar.value).flatMap(Unicode.Scalar.init).map(String.init) ?? ""
    case .privateUse: CharacterKind.bullets[scalar.value] ?? CharacterKind.gap
    case .lost: CharacterKind.gap
    }
  }

  /// The sign for a character that cannot be read (缺字号, GB/T 15834).
  private static let gap = "□"

  /// The meanings of some private characters: word processors' signs of lists, and the wide blank of GBK.
  private static let bullets: [UInt32: String] = [
    0xF0B7: "•", 0xF06C: "●", 0xF06E: "■", 0xF075: "◆", 0xF0A7: "▪", 0xF0D8: "➢", 0xF0FC: "✓", 0xF0A8: "□",
    0xF0B2: "□", 0xF0D2: "®", 0xF0D3: "©", 0xF0D4: "™", 0xF020: " ", 0xE5E5: "\u{3000}", 0xE5F1: "\u{3000}",
  ]

  // MARK: Names

  /// The name of a character in a message, with its number.
  static func name(of scalar: Unicode.Scalar) -> Message {
    let value = scalar.value, number = "U+" + value.hexadecimal(digits: 4).uppercased()
    let zh: String =
      names[value]
      ?? {
        switch value {
        case 0xFE00...0xFE0F, 0xE0100...0xE01EF: "字形选择符"
        case 0xE0000...0xE0FFF: "标签字符"
        case 0x2061...0x2064: "看不见的运算符"
        case 0x206A...0x206F: "已废弃的格式字符"
        case 0x2000...0x200A, 0x202F, 0x205F, 0x1680: "特殊空格"
        case 0xE000...0xF8FF, 0xF0000...: "私用区字符"
        case 0x1D173...0x1D17A: "乐谱格式字符"
        default: "看不见的字符"
        }
      }()
    let en = scalar.properties.name?.lowercased() ?? (value >= 0xE000 ? "private use" : "")
    return Message(zh: "\(zh) \(number)", en: en.isEmpty ? number : "\(number) (\(en))")
  }

  private static let names: [UInt32: String] = [
    0x85: "下一行符", 0xA0: "不间断空格", 0xAD: "软连字符", 0x34F: "组合字形连接符", 0x61C: "阿拉伯字母标记",
    0x115F: "韩文填充符", 0x1160: "韩文填充符", 0x180E: "蒙古文元音分隔符", 0x200B: "零宽空格", 0x200C: "零宽不连字",
    0x200D: "零宽连字", 0x200E: "从左到右标记", 0x200F: "从右到左标记", 0x2028: "行分隔符", 0x2029: "段落分隔符",
    0x202A: "从左到右嵌入", 0x202B: "从右到左嵌入", 0x202C: "方向结束符", 0x202D: "从左到右强制", 0x202E: "从右到左强制",
    0x2060: "词连接符", 0x2066: "从左到右隔离", 0x2067: "从右到左隔离", 0x2068: "方向隔离", 0x2069: "隔离结束符",
    0x3000: "全角空格", 0x3164: "韩文填充符", 0xFEFF: "字节顺序标记（零宽不换行空格）", 0xFFA0: "韩文填充符",
    0xFFF9: "行间注释开始", 0xFFFA: "行间注释分隔", 0xFFFB: "行间注释结束", 0xFFFD: "替换字符",
  ]

  // MARK: Neighbours

  /// True for letters of scripts in which joiners are part of the spelling: Arabic, Indic, Tibetan, Burmese, Khmer,
  /// Mongolian.
  static func joins(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0600...0x109F, 0x1780...0x18AF, 0xA840...0xABFF, 0xFB50...0xFDFF, 0xFE70...0xFEFC,
      0x11000...0x11FFF:
      true
    default: false
    }
  }

  static func isEmoji(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isEmoji || scalar.value == 0xFE0F || scalar.value == 0x20E3
  }

  /// True for letters that are written from the right.
  static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x061C: false
    case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFC: true
    default: false
    }
  }

  /// True for mathematical signs, Burmese, Mongolian and Phags-pa letters.
  static func hasVariants(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1000...0x109F, 0x1800...0x18AF, 0x2200...0x2AFF, 0xA840...0xA87F: true
    default: false
    }
  }
}
