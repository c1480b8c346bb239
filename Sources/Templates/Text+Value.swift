import Diagnostics

/// How values read: printed by `{{ }}` (`str`), inside a list (`repr`), and their types in messages.
extension Value {
  /// Python's `str(value)`. Values of the renderer's tables are the renderer's to print.
  func printed(in renderer: borrowing Renderer) throws(Failure) -> String {
    switch self {
    case .string(let text), .html(let text): return text
    case .undefined(let undefined):
      if undefined.isLenient { return "" }
      throw .undefined(undefined)
    case .special(let special):
      if case .module(let module) = special.kind, module < renderer.modules.count {
        return renderer.modules[module].text
      }
      return try represented(in: renderer)
    default: return try represented(in: renderer)
    }
  }

  /// Python's `repr(value)`.
  func represented(in renderer: borrowing Renderer, depth: Int = 0) throws(Failure) -> String {
    if depth > 50 { throw .tooDeep() }
    switch self {
    case .none: return "None"
    case .bool(let value): return value ? "True" : "False"
    case .int(let value): return String(value)
    case .float(let value): return Numbers.text(value)
    case .string(let text): return text.pythonQuoted
    case .html(let text): return "Markup(\(text.pythonQuoted))"
    case .list(let items): return try "[" + Value.joined(items, renderer, depth) + "]"
    case .tuple(let items):
      return try "(" + Value.joined(items, renderer, depth) + (items.count == 1 ? ",)" : ")")
    case .object(let object): return try Value.represented(object, renderer, depth)
    case .undefined(let undefined):
      if undefined.isLenient { return "Undefined" }
      // Python prints a strict undefined inside a list; an author never wants that.
      throw .undefined(undefined)
    case .special(let special): return try represented(special.kind, renderer, depth)
    }
  }

  private static func joined(
    _ items: [Value], _ renderer: borrowing Renderer, _ depth: Int
  ) throws(Failure) -> String {
    var parts = [String]()
    for item in items { parts.append(try item.represented(in: renderer, depth: depth + 1)) }
    return parts.joined(separator: ", ")
  }

  private static func represented(
    _ object: Object, _ renderer: borrowing Renderer, _ depth: Int
  ) throws(Failure) -> String {
    var parts = [String]()
    for (key, value) in zip(object.shape.keys, object.slots) {
      let name = try key.value.represented(in: renderer, depth: depth + 1)
      parts.append(try name + ": " + value.represented(in: renderer, depth: depth + 1))
    }
    return "{" + parts.joined(separator: ", ") + "}"
  }

  private func represented(
    _ kind: Special.Kind, _ renderer: borrowing Renderer, _ depth: Int
  ) throws(Failure) -> String {
    switch kind {
    case .range(let start, let stop, let step):
      return step == 1 ? "range(\(start), \(stop))" : "range(\(start), \(stop), \(step))"
    case .group(let key, let items):
      return try Value.tuple([key, .list(items)]).represented(in: renderer, depth: depth)
    case .view(.keys, let object):
      return try "dict_keys([" + Value.joined(object.keys, renderer, depth) + "])"
    case .view(.values, let object):
      return try "dict_values([" + Value.joined(object.slots, renderer, depth) + "])"
    case .view(.items, let object):
      return try "dict_items([" + Value.joined(object.items, renderer, depth) + "])"
    case .macro(let macro) where macro < renderer.macros.count:
      guard let name = renderer.macros[macro].name else { return "<Macro anonymous>" }
      return "<Macro \(name.pythonQuoted)>"
    case .namespace(let namespace) where namespace < renderer.namespaces.count:
      return try "<Namespace " + Value.represented(renderer.namespaces[namespace], renderer, depth + 1) + ">"
    default: throw .notPrintable(self)
    }
  }

  /// What the value is, in a message.
  var kindName: Message {
    switch self {
    case .none: Message(zh: "空值（none）", en: "none")
    case .bool: Message(zh: "真假值", en: "a boolean")
    case .int, .float: Message(zh: "数字", en: "a number")
    case .string, .html: Message(zh: "文本", en: "a text")
    case .list: Message(zh: "列表", en: "a list")
    case .tuple: Message(zh: "元组", en: "a tuple")
    case .object: Message(zh: "对象", en: "an object")
    case .undefined: Message(zh: "未定义的值", en: "an undefined value")
    case .special(let special):
      switch special.kind {
      case .missing: Message(zh: "未定义的值", en: "an undefined value")
      case .range: Message(zh: "数字范围（range）", en: "a range")
      case .group: Message(zh: "元组", en: "a tuple")
      case .view: Message(zh: "对象的键或值（视图）", en: "a view of an object")
      case .method, .function: Message(zh: "函数", en: "a function")
      case .macro: Message(zh: "宏", en: "a macro")
      case .namespace: Message(zh: "命名空间", en: "a namespace")
      case .loop: Message(zh: "循环对象 loop", en: "the loop object")
      case .module: Message(zh: "导入的模板", en: "an imported template")
      case .iterator: Message(zh: "逐项结果（用 | list 变成列表）", en: "a generator (make it a list with | list)")
      case .cycler, .joiner: Message(zh: "轮换器", en: "a cycler or joiner")
      case .blocks, .block: Message(zh: "块", en: "a block")
      }
    }
  }
}
