/// Python's two ways of filling values into a text: `"%.2f" % x` and `"{:,.2f}".format(x)`.
extension String {
  /// The `%` operator; in safe text the values are escaped. Values of the renderer's tables are refused.
  func formatted(with argument: Value, isHTML: Bool) throws(Failure) -> Value {
    var arguments: [Value], named: Object?, needsAll = true
    switch argument {
    case .tuple(let items): arguments = items
    case .undefined(let undefined): throw .undefined(undefined)
    case .object(let object): (arguments, named, needsAll) = ([argument], object, false)
    case .list: (arguments, needsAll) = ([argument], false)
    default: arguments = argument.items ?? [argument]
    }
    var result = String.UnicodeScalarView(), position = 0
    let scalars = Array(unicodeScalars)
    var i = 0
    func next() throws(Failure) -> Value {
      defer { position += 1 }
      guard position < arguments.count else { throw .formatArguments() }
      return arguments[position]
    }
    while i < scalars.count {
      guard scalars[i] == "%" else {
        result.append(scalars[i])
        i += 1
        continue
      }
      var layout = Layout(), value: Value?
      i += 1
      if i < scalars.count, scalars[i] == "(" {
        var depth = 1
        let start = i + 1
        repeat {
          i += 1
          guard i < scalars.count else { throw .formatSyntax("%(") }
          depth += scalars[i] == "(" ? 1 : scalars[i] == ")" ? -1 : 0
        } while depth > 0
        let name = String(scalars: scalars[start..<i])
        guard let named, let member = named[name] else { throw .formatName(name) }
        value = member
        i += 1
      }
      while i < scalars.count, layout.take(flag: scalars[i]) { i += 1 }
      if i < scalars.count, scalars[i] == "*" { throw .formatSyntax("%*") }
      if let width = try Layout.digits(scalars, &i) { layout.width = width }
      if i < scalars.count, scalars[i] == "." {
        i += 1
        layout.precision = try Layout.digits(scalars, &i) ?? 0
      }
      while i < scalars.count, "hlL".unicodeScalars.contains(scalars[i]) { i += 1 }
      guard i < scalars.count else { throw .formatSyntax("%") }
      let conversion = Character(scalars[i])
      i += 1
      if conversion == "%" {
        result.append("%")
        continue
      }
      if value == nil { value = try next() }
      let text = try layout.converted(value ?? Value.none, conversion, isHTML: isHTML)
      result.append(contentsOf: text.unicodeScalars)
    }
    if needsAll, position < arguments.count { throw .formatArguments() }
    return isHTML ? .html(String(result)) : .string(String(result))
  }

  /// The `format` method.
  func formatted(_ positional: [Value], _ named: [(String, Value)], isHTML: Bool) throws(Failure) -> Value {
    var result = String.UnicodeScalarView(), automatic = 0, i = 0
    let scalars = Array(unicodeScalars)
    while i < scalars.count {
      let scalar = scalars[i]
      i += 1
      guard scalar == "{" || scalar == "}" else {
        result.append(scalar)
        continue
      }
      if i < scalars.count, scalars[i] == scalar {
        result.append(scalar)
        i += 1
        continue
      }
      guard scalar == "{", let end = scalars[i...].firstIndex(of: "}") else { throw .formatSyntax("{") }
      let field = scalars[i..<end]
      i = end + 1
      let parts = field.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(scalars: parts[0]), layout = parts.count > 1 ? Array(parts[1]) : []
      let value: Value
      if name.isEmpty, automatic >= 0 {
        guard automatic < positional.count else { throw .formatArguments() }
        value = positional[automatic]
        automatic += 1
      } else if let number = Int(name), number >= 0, automatic <= 0 {
        automatic = -1
        guard number < positional.count else { throw .formatArguments() }
        value = positional[number]
      } else if let member = named.first(where: { $0.0 == name }) {
        value = member.1
      } else {
        throw .formatSyntax("{\(name)}")
      }
      if isHTML, value.isHTML, !layout.isEmpty { throw .formatSyntax("{:…}") }
      let text = layout.isEmpty ? try Layout.plain(value) : try Layout(parsing: layout).laidOut(value)
      result.append(contentsOf: (isHTML && !value.isHTML ? text.escaped : text).unicodeScalars)
    }
    return isHTML ? .html(String(result)) : .string(String(result))
  }
}

/// Where a value stands in its field, and how a number is written.
private struct Layout {
  var width = 0
  var precision: Int?
  var fill: Unicode.Scalar = " "
  var alignment: Unicode.Scalar?
  var sign: Unicode.Scalar?
  var isAlternate = false
  var isZeroFilled = false
  var grouping: Character?
  var type: Character?

  init() {}

  /// `[[fill]align][sign][#][0][width][,][.precision][type]`
  init(parsing scalars: [Unicode.Scalar]) throws(Failure) {
    var i = 0
    let alignments = "<>^=".unicodeScalars
    if scalars.count > 1, alignments.contains(scalars[1]) {
      (fill, alignment, i) = (scalars[0], scalars[1], 2)
    } else if alignments.contains(scalars[0]) {
      (alignment, i) = (scalars[0], 1)
    }
    func take(_ set: String) -> Unicode.Scalar? {
      guard i < scalars.count, set.unicodeScalars.contains(scalars[i]) else { return nil }
      defer { i += 1 }
      return scalars[i]
    }
    sign = take("+- ")
    if sign == "-" { sign = nil }
    isAlternate = take("#") != nil
    isZeroFilled = take("0") != nil
    if isZeroFilled, alignment != nil, fill == " " { fill = "0" }
    width = try Layout.digits(scalars, &i) ?? 0
    grouping = take(",_").map { Character($0) }
    if take(".") != nil {
      guard let digits = try Layout.digits(scalars, &i) else { throw .formatSyntax("{:.}") }
      precision = digits
    }
    if i < scalars.count {
      type = Character(scalars[i])
      i += 1
    }
    guard i == scalars.count, grouping == nil || !isZeroFilled else {
      throw .formatSyntax("{:" + String(scalars: scalars) + "}")
    }
  }

  mutating func take(flag scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "-": alignment = "<"
    case "+": sign = "+"
    case " ": if sign == nil { sign = " " }
    case "#": isAlternate = true
    case "0": isZeroFilled = true
    default: return false
    }
    return true
  }

  static func digits(_ scalars: [Unicode.Scalar], _ i: inout Int) throws(Failure) -> Int? {
    let start = i
    var value = 0
    while i < scalars.count, "0"..."9" ~= scalars[i] {
      value = value * 10 + Int(scalars[i].value - 48)
      if value > 4096 { throw .tooLarge() }
      i += 1
    }
    return i > start ? value : nil
  }

  /// `str(value)` of plain data; the renderer's own values do not come here.
  static func plain(_ value: Value) throws(Failure) -> String { try value.printed(in: Renderer.forConstants) }

  /// One `%` conversion.
  func converted(_ value: Value, _ conversion: Character, isHTML: Bool) throws(Failure) -> String {
    if case .undefined(let undefined) = value { throw .undefined(undefined) }
    switch conversion {
    case "s", "r":
      var text =
        conversion == "s" ? try Layout.plain(value) : try value.represented(in: Renderer.forConstants)
      if isHTML, !(conversion == "s" && value.isHTML) { text = text.escaped }
      if let precision { text = String(scalars: text.unicodeScalars.prefix(precision)) }
      return padded(text, to: ">")
    case "d", "i", "u":
      if isHTML, let text = value.text, let number = try Numbers.int(text, base: 10) {
        return integer(number, "d")
      }
      if case .float(let number) = value {
        guard let whole = Int(exactly: number.rounded(.towardZero)) else { throw .numberTooLarge() }
        return integer(whole, "d")
      }
      guard let number = value.integer else { throw .formatType(value, String(conversion)) }
      return integer(number, "d")
    case "x", "X", "o":
      guard let number = value.integer, !isHTML else { throw .formatType(value, String(conversion)) }
      return integer(number, conversion)
    case "e", "E", "f", "F", "g", "G":
      let number = try double(value) ?? (isHTML ? value.text.flatMap(Numbers.float) : nil)
      guard let number else { throw .formatType(value, String(conversion)) }
      return try float(number, conversion)
    case "c":
      if isHTML { throw .formatType(value, "c") }
      if let number = value.integer, let scalar = UInt32(exactly: number).flatMap(Unicode.Scalar.init) {
        return padded(String(scalar), to: ">")
      }
      guard let text = value.text, text.scalarCount == 1 else { throw .formatType(value, "c") }
      return padded(text, to: ">")
    default: throw .formatSyntax("%\(conversion)")
    }
  }

  /// One `{}` field.
  func laidOut(_ value: Value) throws(Failure) -> String {
    if let text = value.text {
      guard type == nil || type == "s", sign == nil, !isAlternate, grouping == nil, alignment != "=" else {
        throw .formatType(value, type.map(String.init) ?? "")
      }
      var field = self
      if isZeroFilled, alignment == nil { field.fill = "0" }
      return field.padded(precision.map { String(scalars: text.unicodeScalars.prefix($0)) } ?? text, to: "<")
    }
    if let number = value.integer {
      switch type {
      case nil, "d", "x", "X", "o", "b":
        guard precision == nil else { throw .formatType(value, ".") }
        return integer(number, type ?? "d")
      case "e", "E", "f", "F", "g", "G", "%": return try float(Double(number), type ?? "f")
      default: break
      }
    } else if case .float(let number) = value {
      if let type, "eEfFgG%".contains(type) { return try float(number, type) }
      if type == nil, precision == nil, number.isFinite {
        return signed(Numbers.text(number.magnitude), number < 0)
      }
    }
    throw .formatType(value, type.map(String.init) ?? "")
  }

  private func double(_ value: Value) throws(Failure) -> Double? {
    if case .float(let number) = value { return number }
    return value.integer.map(Double.init)
  }

  private func integer(_ value: Int, _ type: Character) -> String {
    let radix = type == "o" ? 8 : type == "b" ? 2 : type == "d" ? 10 : 16
    var digits = String(value.magnitude, radix: radix, uppercase: type == "X")
    if let precision {
      digits = String(repeating: "0", count: Swift.max(0, precision - digits.count)) + digits
    }
    return signed(digits, value < 0, prefix: isAlternate && radix != 10 ? "0\(type)" : "")
  }

  private func float(_ value: Double, _ type: Character) throws(Failure) -> String {
    guard value.isFinite, !isAlternate else { throw .formatType(.float(value), String(type)) }
    let number = type == "%" ? value * 100 : value
    let conversion: Character = type == "%" || type == "F" ? "f" : type
    let digits = Numbers.formatted(number.magnitude, conversion, precision: precision ?? 6)
    return signed(digits + (type == "%" ? "%" : ""), number.sign == .minus)
  }

  private func signed(_ digits: String, _ isNegative: Bool, prefix: String = "") -> String {
    let sign = (isNegative ? "-" : self.sign.map { String($0) } ?? "") + prefix
    var digits = digits
    if let grouping {
      let size = type == nil || "deEfFgG%".contains(type ?? "d") ? 3 : 4
      let whole = digits.prefix { size == 3 ? $0.isNumber : $0.isHexDigit }
      var grouped = ""
      for (i, digit) in whole.enumerated() {
        if i > 0, (whole.count - i) % size == 0 { grouped.append(grouping) }
        grouped.append(digit)
      }
      digits = grouped + digits.dropFirst(whole.count)
    }
    if isZeroFilled && alignment == nil || alignment == "=" {
      let zeros = Swift.max(0, width - sign.count - digits.count)
      return sign + String(repeating: String(isZeroFilled && alignment == nil ? "0" : fill), count: zeros)
        + digits
    }
    return padded(sign + digits, to: ">")
  }

  private func padded(_ text: String, to natural: Unicode.Scalar) -> String {
    let space = Swift.max(0, width - text.scalarCount), side = alignment ?? natural
    let before = side == "<" ? 0 : side == "^" ? space / 2 : space
    return String(repeating: String(fill), count: before) + text
      + String(repeating: String(fill), count: space - before)
  }
}
