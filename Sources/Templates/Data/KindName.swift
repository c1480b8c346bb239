import Diagnostics

extension Datum {
  /// The kind of the value, in a message.
  var kindName: Message {
    switch tag {
    case .none: Message(zh: "空值（none）", en: "none")
    case .bool: Message(zh: "真假值", en: "a boolean")
    case .int, .float: Message(zh: "数字", en: "a number")
    case .text, .html: Message(zh: "文本", en: "a text")
    case .list: Message(zh: "列表", en: "a list")
    case .tuple, .group: Message(zh: "元组", en: "a tuple")
    case .object: Message(zh: "对象", en: "an object")
    case .missing, .shape: Message(zh: "未定义的值", en: "an undefined value")
    }
  }
}
