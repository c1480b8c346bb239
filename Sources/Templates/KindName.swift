import Diagnostics

extension Datum {
  /// What the value is, in a message.
  var kindName: Message {
    switch tag {
    case .none: Message(zh: "空值（none）", en: "none")
    case .bool: Message(zh: "真假值", en: "a boolean")
    case .int, .float: Message(zh: "数字", en: "a number")
    case .text, .html: Message(zh: "文本", en: "a text")
    case .list: Message(zh: "列表", en: "a list")
    case .tuple, .group: Message(zh: "元组", en: "a tuple")
    case .object: Message(zh: "对象", en: "an object")
    case .undefined, .missing: Message(zh: "未定义的值", en: "an undefined value")
    case .range: Message(zh: "数字范围（range）", en: "a range")
    case .view: Message(zh: "对象的键或值（视图）", en: "a view of an object")
    case .method, .function: Message(zh: "函数", en: "a function")
    case .macro: Message(zh: "宏", en: "a macro")
    case .namespace: Message(zh: "命名空间", en: "a namespace")
    case .loop: Message(zh: "循环对象 loop", en: "the loop object")
    case .module: Message(zh: "导入的模板", en: "an imported template")
    case .iterator: Message(zh: "逐项结果（用 | list 变成列表）", en: "a generator (make it a list with | list)")
    case .block: Message(zh: "块", en: "a block")
    }
  }
}
