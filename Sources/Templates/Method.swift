/// The methods of texts, lists and mappings that templates may call: those that look, not those that change.
enum Method: String {
  // Of texts
  case upper, lower, capitalize, title, strip, lstrip, rstrip, split, rsplit, splitlines, join, replace
  case startswith, endswith, find, count, index, format, isdigit, removeprefix, removesuffix
  // Of mappings and lists
  case items, keys, values, get, copy
  // Of loops
  case cycle, changed

  var isOfText: Bool { self == .format || Renderer.counts[self] != nil }
}

extension Renderer {
  mutating func call(_ method: BoundMethod, _ arguments: Arguments) throws(Failure) -> Datum {
    let receiver = method.receiver
    guard let kind = method.name.attribute.method else { throw .impossible() }
    if receiver.isText { return try callText(kind, receiver, arguments) }
    for value in arguments.values where kind != .get { try value.checkDefined() }
    guard arguments.keywords.count == 0 else { throw .callArguments(kind.rawValue) }
    switch (receiver.tag, kind, arguments.count) {
    case (.object, .items, 0): return view(.items, of: receiver)
    case (.object, .keys, 0): return view(.keys, of: receiver)
    case (.object, .values, 0): return view(.values, of: receiver)
    case (.object, .copy, 0), (.list, .copy, 0): return receiver
    case (.object, .get, 1), (.object, .get, 2):
      try arguments[0].checkKey(&meter)
      return receiver[arguments[0]] ?? arguments[1]
    case (.list, .count, 1), (.tuple, .count, 1), (.group, .count, 1):
      var count = 0
      for item in receiver.items where try item.equals(arguments[0], &meter) { count += 1 }
      return Datum(count)
    case (.list, .index, 1), (.tuple, .index, 1), (.group, .index, 1):
      for (i, item) in receiver.items.enumerated() where try item.equals(arguments[0], &meter) {
        return Datum(i)
      }
      throw .notFound(arguments[0])
    case (.loop, .cycle, 1...):
      return arguments[receiver.record(LoopState.self).pointee.index % arguments.count]
    case (.loop, .changed, _):
      let loop = receiver.record(LoopState.self), now = memory.list(Array(arguments.values), .tuple)
      let before = loop.pointee.lastChanged
      if !before.isMissing, try before.equals(now, &meter) { return Datum(false) }
      loop.pointee.lastChanged = now
      return Datum(true)
    default: throw .callArguments(kind.rawValue)
    }
  }

  private func view(_ view: View, of object: Datum) -> Datum {
    Datum(.view, detail: view.rawValue, size: object.count, bits: object.bits)
  }

  private mutating func callText(
    _ method: Method, _ receiver: Datum, _ given: Arguments
  ) throws(Failure) -> Datum {
    if method == .format { return try format(receiver, given) }
    let name = method.rawValue
    var values = Array(given.values)
    var steps = receiver.making
    for value in values {
      if value.tag == .undefined { throw .undefined(value) }
      steps += value.making
    }
    try charge(steps)
    if given.keywords.count > 0 {
      let names =
        method == .splitlines
        ? ["keepends"] : method == .split || method == .rsplit ? ["sep", "maxsplit"] : []
      if names.isEmpty { throw .callArguments(name) }
      let parameters = names.map { Parameter($0, $0 == "maxsplit" ? -1 : Value.none) }
      values = try bind(parameters, values + given.named.map(\.value), given.keywords, of: name)
    }
    guard let counts = Renderer.counts[method], counts.contains(values.count) else {
      throw .callArguments(name)
    }
    switch method {
    case .upper, .lower, .capitalize, .title, .isdigit: try charge(receiver.spelling)
    default: break
    }
    let text = receiver.text ?? "", isHTML = receiver.isHTML
    func argument(_ i: Int) throws(Failure) -> Datum {
      guard values[i].isText else { throw .argument(values[i], name) }
      return values[i]
    }
    func int(_ i: Int, _ fallback: Int) throws(Failure) -> Int {
      guard i < values.count else { return fallback }
      guard let number = values[i].integer else { throw .argument(values[i], name) }
      return number
    }
    switch method {
    case .upper: return memory.text(text.pythonUppercased, safe: isHTML)
    case .lower: return memory.text(text.pythonLowercased, safe: isHTML)
    case .capitalize: return memory.text(text.pythonCapitalized, safe: isHTML)
    case .title: return memory.text(text.pythonTitled, safe: isHTML)
    case .strip, .lstrip, .rstrip:
      let set = values.first.map { !$0.isNone } == true ? try argument(0).text : nil
      let stripped = text.stripped(of: set, start: method != .rstrip, end: method != .lstrip)
      return memory.text(stripped, safe: isHTML)
    case .split, .rsplit:
      let limit = try int(1, -1)
      if values.first.map({ !$0.isNone }) != true {
        if limit >= 0 { throw .unsupported(".\(name)(none, \(limit))") }
        return list(text.words, safe: isHTML)
      }
      let separator = try argument(0)
      if separator.count == 0 { throw .argument(separator, name) }
      let parts = text.split(
        separator: separator.text ?? "", atMost: limit < 0 ? .max : limit, fromEnd: method == .rsplit)
      return list(parts, safe: isHTML)
    case .splitlines:
      if let keepsEnds = values.first, try keepsEnds.isTrue() { throw .unsupported(".splitlines(true)") }
      return list(text.lines, safe: isHTML)
    case .join:
      let start = out.count
      for (i, item) in try collect(values[0]).enumerated() {
        try charge()
        if i > 0 { out.append(receiver.bytes) }
        if !isHTML, !item.isText { throw .argument(item, name) }
        try write(item, escapes: isHTML)
      }
      return takeText(from: start, safe: isHTML)
    case .replace:
      let new = try escaped(argument(1), if: isHTML), count = try int(2, -1), old = try argument(0)
      return try replace(old, with: new, atMost: count, in: receiver, safe: isHTML)
    case .startswith, .endswith:
      for item in values[0].tag == .tuple ? Array(values[0].items) : [values[0]] {
        guard item.isText else { throw .argument(item, name) }
        try charge(item.reading + 1)
        let bytes = receiver.bytes
        let isThere =
          method == .startswith
          ? bytes.starts(with: item.bytes) : bytes.suffix(item.count).elementsEqual(item.bytes)
        if isThere { return Datum(true) }
      }
      return Datum(false)
    case .removeprefix, .removesuffix:
      let part = try argument(0), bytes = receiver.bytes
      if method == .removeprefix, bytes.starts(with: part.bytes) {
        return memory.text(UnsafeBufferPointer(rebasing: bytes.dropFirst(part.count)), safe: isHTML)
      }
      if method == .removesuffix, bytes.suffix(part.count).elementsEqual(part.bytes) {
        return memory.text(UnsafeBufferPointer(rebasing: bytes.dropLast(part.count)), safe: isHTML)
      }
      return receiver
    case .find, .index:
      guard let place = try receiver.bytes.firstOccurrence(of: argument(0).bytes) else {
        if method == .index { throw .notFound(values[0]) }
        return Datum(-1)
      }
      return Datum(UnsafeBufferPointer(rebasing: receiver.bytes[..<place]).characterCount)
    case .count:
      let needle = try argument(0)
      if needle.count == 0 { return Datum(receiver.bytes.characterCount + 1) }
      return Datum(Array(receiver.bytes).occurrences(of: Array(needle.bytes)).count)
    default:
      return Datum(
        receiver.count > 0
          && text.unicodeScalars.allSatisfy {
            $0.properties.numericType == .decimal || $0.properties.numericType == .digit
          })
    }
  }

  mutating func list(_ texts: [String], safe: Bool = false) -> Datum {
    let items = texts.map { memory.text($0, safe: safe) }
    return memory.list(items)
  }

  /// How many arguments each method of a text takes.
  fileprivate static let counts: [Method: ClosedRange<Int>] = [
    .upper: 0...0, .lower: 0...0, .capitalize: 0...0, .title: 0...0, .strip: 0...1, .lstrip: 0...1,
    .rstrip: 0...1, .split: 0...2, .rsplit: 0...2, .splitlines: 0...1, .join: 1...1, .replace: 2...3,
    .startswith: 1...1, .endswith: 1...1, .find: 1...1, .index: 1...1, .count: 1...1, .isdigit: 0...0,
    .removeprefix: 1...1, .removesuffix: 1...1,
  ]
}
