/// The methods of texts, lists and mappings: those that look, not those that change what they belong to.
struct Methods {
  static let ofText: Set = [
    "capitalize", "casefold", "center", "count", "encode", "endswith", "expandtabs", "find", "format",
    "format_map",
    "index", "isalnum", "isalpha", "isascii", "isdecimal", "isdigit", "isidentifier", "islower", "isnumeric",
    "isprintable", "isspace", "istitle", "isupper", "join", "ljust", "lower", "lstrip", "maketrans",
    "partition",
    "removeprefix", "removesuffix", "replace", "rfind", "rindex", "rjust", "rpartition", "rsplit", "rstrip",
    "split",
    "splitlines", "startswith", "strip", "swapcase", "title", "translate", "upper", "zfill",
  ]
  static let ofSafeText: Set = ["escape", "striptags", "unescape"]
  static let ofMapping: Set = [
    "clear", "copy", "fromkeys", "get", "items", "keys", "pop", "popitem", "setdefault", "update", "values",
  ]
  static let ofList: Set = [
    "append", "clear", "copy", "count", "extend", "index", "insert", "pop", "remove", "reverse", "sort",
  ]
  static let ofTuple: Set = ["count", "index"]
  static let ofNumber: Set = [
    "as_integer_ratio", "bit_count", "bit_length", "conjugate", "denominator", "from_bytes", "fromhex", "hex",
    "imag",
    "is_integer", "numerator", "real", "to_bytes",
  ]
  private static let ofRange: Set = ["count", "index", "start", "step", "stop"]
  private static let ofMacro: Set = [
    "arguments", "caller", "catch_kwargs", "catch_varargs", "explicit_caller", "name",
  ]

  /// The attributes that Python's value has; whether they can be used is seen when they are called.
  static func names(of value: Value) -> Set<String> {
    switch value {
    case .string: return ofText
    case .html: return ofText.union(ofSafeText)
    case .object: return ofMapping
    case .list: return ofList
    case .tuple: return ofTuple
    case .int, .float, .bool: return ofNumber
    case .none, .undefined: return []
    case .special(let special):
      switch special.kind {
      case .group: return ofTuple
      case .range: return ofRange
      case .macro: return ofMacro
      case .view: return ["isdisjoint", "mapping"]
      case .iterator: return ["send", "throw", "close"]
      case .cycler: return ["items", "next", "pos", "reset"]
      case .joiner: return ["sep", "used"]
      case .block: return ["name"]
      default: return []
      }
    }
  }

  let limits: Limits

  init(renderer: borrowing Renderer) { limits = renderer.limits }

  func call(
    _ receiver: Value, _ name: String, _ positional: [Value], _ keywords: [(name: String, value: Value)],
    _ renderer: inout Renderer
  ) throws(Failure) -> Value {
    for value in positional {
      if case .undefined(let undefined) = value, name != "get" { throw .undefined(undefined) }
    }
    switch receiver {
    case .string(let text), .html(let text):
      if name == "format" { return try text.formatted(positional, keywords, isHTML: receiver.isHTML) }
      var arguments = positional
      if !keywords.isEmpty {
        let parameters = [
          "split": ["sep", "maxsplit"], "rsplit": ["sep", "maxsplit"], "splitlines": ["keepends"],
        ][name]
        guard let parameters else { throw .callArguments(name) }
        let order = try Parameter.order(
          parameters.map { Parameter($0, Value.none) }, positional: positional.count,
          keywords: keywords.map(\.name),
          of: name)
        arguments = order.enumerated().map { i, place in
          switch place {
          case .positional(let i): positional[i]
          case .keyword(let i): keywords[i].value
          case .missing: i == 1 ? .int(-1) : .none
          }
        }
      }
      return try TextMethod(
        text: text, isHTML: receiver.isHTML, name: name, arguments: arguments, limits: limits
      )
      .result(&renderer)
    case .object(let object):
      guard keywords.isEmpty else { throw .callArguments(name) }
      switch (name, positional.count) {
      case ("items", 0): return .special(.view(.items, object))
      case ("keys", 0): return .special(.view(.keys, object))
      case ("values", 0): return .special(.view(.values, object))
      case ("copy", 0): return receiver
      case ("get", 1), ("get", 2):
        return object[try Key(checking: positional[0])] ?? (positional.count > 1 ? positional[1] : Value.none)
      default: throw Methods.ofMapping.contains(name) ? .unsupported(".\(name)()") : .callArguments(name)
      }
    case .list(let items), .tuple(let items):
      guard keywords.isEmpty else { throw .callArguments(name) }
      switch (name, positional.count) {
      case ("count", 1):
        var count = 0
        for item in items where try item.equals(positional[0]) { count += 1 }
        return .int(count)
      case ("index", 1):
        for (i, item) in items.enumerated() where try item.equals(positional[0]) { return .int(i) }
        throw .notFound(positional[0])
      case ("copy", 0): return receiver
      default: throw .unsupported(".\(name)()")
      }
    default: throw .unsupported(".\(name)()")
    }
  }
}

/// One call of a method of a text.
private struct TextMethod {
  let text: String
  let isHTML: Bool
  let name: String
  let arguments: [Value]
  let limits: Limits

  /// Text like the receiver: safe if that is.
  private func same(_ text: String) -> Value { isHTML ? .html(text) : .string(text) }

  private func text(_ i: Int, escaped: Bool = false) throws(Failure) -> String {
    guard i < arguments.count, let text = arguments[i].text else {
      throw .argument(i < arguments.count ? arguments[i] : .none, name)
    }
    return escaped && isHTML && !arguments[i].isHTML ? text.escaped : text
  }

  private func int(_ i: Int, _ fallback: Int) throws(Failure) -> Int {
    guard i < arguments.count else { return fallback }
    guard let number = arguments[i].integer else { throw .argument(arguments[i], name) }
    return number
  }

  func result(_ renderer: inout Renderer) throws(Failure) -> Value {
    guard let range = TextMethod.counts[name] else { throw .unsupported(".\(name)()") }
    guard range.contains(arguments.count) else { throw .callArguments(name) }
    let scalars = text.unicodeScalars
    switch name {
    case "upper": return same(text.pythonUppercased)
    case "lower": return same(text.pythonLowercased)
    case "capitalize": return same(text.pythonCapitalized)
    case "title": return same(titled)
    case "strip", "lstrip", "rstrip":
      var set: String?
      if let argument = arguments.first { if case .none = argument {} else { set = try text(0) } }
      return same(text.stripped(of: set, start: name != "rstrip", end: name != "lstrip"))
    case "split", "rsplit": return try split()
    case "splitlines":
      if let keepsEnds = arguments.first, try keepsEnds.isTrue() { throw .unsupported(".splitlines(true)") }
      return .list(text.lines.map(same))
    case "join": return try join(renderer.collect(arguments[0]))
    case "replace":
      let new = try text(1, escaped: true), count = try int(2, -1), old = try text(0)
      if new.utf8.count > 0, text.utf8.count > limits.output / new.utf8.count { throw .tooLarge() }
      return same(text.replacing(old, with: new, atMost: count))
    case "startswith", "endswith":
      var candidates = [arguments[0]]
      if case .tuple(let items) = arguments[0] { candidates = items }
      for item in candidates {
        guard let part = item.text else { throw .argument(item, name) }
        let bytes = Array(text.utf8), affix = Array(part.utf8)
        if name == "startswith" ? bytes.starts(with: affix) : bytes.suffix(affix.count) == affix[...] {
          return .bool(true)
        }
      }
      return .bool(false)
    case "find", "rfind", "index", "rindex", "count": return try find()
    case "partition", "rpartition":
      let separator = try text(0)
      if separator.isEmpty { throw .argument(arguments[0], name) }
      let parts = text.split(separator: separator, atMost: 1, fromEnd: name == "rpartition")
      if parts.count == 2 { return .tuple([same(parts[0]), same(separator), same(parts[1])]) }
      return .tuple(
        name == "partition" ? [same(text), same(""), same("")] : [same(""), same(""), same(text)])
    case "removeprefix":
      let prefix = try text(0)
      return same(
        Array(text.utf8).starts(with: Array(prefix.utf8))
          ? String(scalars.dropFirst(prefix.scalarCount)) : text)
    case "removesuffix":
      let suffix = try text(0), bytes = Array(text.utf8)
      let has =
        !suffix.isEmpty && bytes.count >= suffix.utf8.count
        && bytes.suffix(suffix.utf8.count) == Array(suffix.utf8)[...]
      return same(has ? String(scalars.dropLast(suffix.scalarCount)) : text)
    case "ljust", "rjust", "center", "zfill": return try pad()
    default: return .bool(hasProperty)
    }
  }

  /// How many arguments each method takes.
  private static let counts: [String: ClosedRange<Int>] = [
    "upper": 0...0, "lower": 0...0, "capitalize": 0...0, "title": 0...0, "strip": 0...1, "lstrip": 0...1,
    "rstrip": 0...1, "split": 0...2, "rsplit": 0...2, "splitlines": 0...1, "join": 1...1, "replace": 2...3,
    "startswith": 1...1, "endswith": 1...1, "find": 1...1, "rfind": 1...1, "index": 1...1, "rindex": 1...1,
    "count": 1...1, "partition": 1...1, "rpartition": 1...1, "removeprefix": 1...1, "removesuffix": 1...1,
    "ljust": 1...2, "rjust": 1...2, "center": 1...2, "zfill": 1...1, "isdigit": 0...0, "isdecimal": 0...0,
    "isalpha": 0...0, "isalnum": 0...0, "isspace": 0...0, "isupper": 0...0, "islower": 0...0,
    "isascii": 0...0,
  ]

  private var hasProperty: Bool {
    let scalars = text.unicodeScalars
    if name == "isascii" { return scalars.allSatisfy(\.isASCII) }
    if name == "isupper" || name == "islower" {
      let isUpper = name == "isupper"
      return scalars.contains { isUpper ? $0.properties.isUppercase : $0.properties.isLowercase }
        && !scalars.contains {
          $0.properties.generalCategory == .titlecaseLetter
            || (isUpper ? $0.properties.isLowercase : $0.properties.isUppercase)
        }
    }
    return !scalars.isEmpty
      && scalars.allSatisfy {
        switch name {
        case "isdigit": $0.properties.numericType == .decimal || $0.properties.numericType == .digit
        case "isdecimal": $0.properties.numericType == .decimal
        case "isalpha": $0.isLetter
        case "isspace": $0.isPythonSpace
        default: $0.isAlphanumeric
        }
      }
  }

  /// Python's own rule: a letter behind a letter is lower case.
  private var titled: String {
    var result = "", isInside = false
    for scalar in text.unicodeScalars {
      result += isInside ? scalar.properties.lowercaseMapping : scalar.properties.titlecaseMapping
      isInside = scalar.properties.isCased
    }
    return result
  }

  private func split() throws(Failure) -> Value {
    let limit = try int(1, -1), isFromEnd = name == "rsplit"
    var hasSeparator = false
    if let first = arguments.first { if case .none = first {} else { hasSeparator = true } }
    if hasSeparator {
      let separator = try text(0)
      if separator.isEmpty { throw .argument(arguments[0], name) }
      return .list(
        text.split(separator: separator, atMost: limit < 0 ? .max : limit, fromEnd: isFromEnd).map(same))
    }
    if limit < 0 { return .list(text.words.map(same)) }
    throw .unsupported(".\(name)(none, \(limit))")
  }

  private func join(_ items: [Value]) throws(Failure) -> Value {
    var parts = [String]()
    for item in items {
      if isHTML {
        parts.append(item.isHTML ? item.text ?? "" : try item.printed(in: Renderer.forConstants).escaped)
      } else if let part = item.text {
        parts.append(part)
      } else {
        throw .argument(item, name)
      }
    }
    return same(parts.joined(separator: text))
  }

  private func find() throws(Failure) -> Value {
    let needle = try text(0), bytes = Array(text.utf8)
    if needle.isEmpty {
      let count = text.scalarCount
      return .int(name == "count" ? count + 1 : name.hasPrefix("r") ? count : 0)
    }
    let places = bytes.occurrences(of: Array(needle.utf8))
    if name == "count" { return .int(places.count) }
    var place = places.first
    if name.hasPrefix("r"), place != nil {
      // The last place may overlap those found from the left.
      let target = Array(needle.utf8)
      place = (0...(bytes.count - target.count)).last {
        bytes[$0..<($0 + target.count)].elementsEqual(target)
      }
    }
    guard let place else {
      if name.hasSuffix("index") { throw .notFound(arguments[0]) }
      return .int(-1)
    }
    return .int(String(decoding: bytes[..<place], as: UTF8.self).scalarCount)
  }

  private func pad() throws(Failure) -> Value {
    let width = max(0, try int(0, 0)), space = max(0, width - text.scalarCount)
    if space > limits.output { throw .tooLarge() }
    if name == "zfill" {
      let hasSign = text.hasPrefix("-") || text.hasPrefix("+")
      let zeros = String(repeating: "0", count: space)
      return same(hasSign ? String(text.prefix(1)) + zeros + text.dropFirst() : zeros + text)
    }
    let fill = arguments.count > 1 ? try text(1, escaped: true) : " "
    guard fill.scalarCount == 1 else { throw .argument(arguments[1], name) }
    let before = name == "rjust" ? space : name == "ljust" ? 0 : space / 2 + (space & width & 1)
    return same(
      String(repeating: fill, count: before) + text + String(repeating: fill, count: space - before))
  }
}
