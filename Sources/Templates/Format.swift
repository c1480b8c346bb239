/// Python's two ways of filling values into a text: `"%.2f" % x` and `"{:,.2f}".format(x)`.
extension Renderer {
  /// The `%` operator; in safe text the values are escaped.
  mutating func format(_ text: Datum, with argument: Datum) throws(Failure) -> Datum {
    if argument.tag == .undefined { throw .undefined(argument) }
    let isTuple = argument.tag == .tuple || argument.tag == .group
    let needsAll = argument.tag != .object && argument.tag != .list
    let count = isTuple ? argument.count : 1, format = text.bytes, start = out.count
    var position = 0, i = 0
    while i < format.count {
      guard format[i] == UInt8(ascii: "%") else {
        out.append(format[i])
        i += 1
        continue
      }
      i += 1
      try charge()
      var layout = Layout(), value: Datum?
      if i < format.count, format[i] == UInt8(ascii: "(") {
        guard let end = format[i...].firstIndex(of: UInt8(ascii: ")")) else { throw .formatSyntax("%(") }
        let name = memory.text(UnsafeBufferPointer(rebasing: format[(i + 1)..<end]))
        guard !name.bytes.contains(UInt8(ascii: "(")) else { throw .formatSyntax("%(") }
        guard argument.tag == .object, let member = argument[name] else { throw .formatName(name.text ?? "") }
        value = member
        i = end + 1
      }
      while i < format.count, layout.take(flag: format[i]) { i += 1 }
      if let width = try Layout.digits(format, &i) { layout.width = width }
      if i < format.count, format[i] == UInt8(ascii: ".") {
        i += 1
        layout.precision = try Layout.digits(format, &i) ?? 0
      }
      guard i < format.count else { throw .formatSyntax("%") }
      layout.type = format[i]
      i += 1
      if layout.type == UInt8(ascii: "%") {
        out.append(layout.type)
        continue
      }
      if value == nil {
        guard position < count else { throw .formatArguments() }
        value = isTuple ? argument.items[position] : argument
        position += 1
      }
      try convert(value ?? .none, layout, isSafe: text.isHTML)
    }
    if needsAll, position < count { throw .formatArguments() }
    return takeText(from: start, safe: text.isHTML)
  }

  /// One `%` conversion.
  private mutating func convert(_ value: Datum, _ layout: Layout, isSafe: Bool) throws(Failure) {
    if value.tag == .undefined { throw .undefined(value) }
    var number = value.number ?? value.integer.map { .int($0) }
    // MarkupSafe hands values over as texts that can be numbers.
    if isSafe, number == nil, let text = value.text {
      number = try Numbers.int(text).map { .int($0) } ?? Numbers.float(text).map { .float($0) }
    }
    switch (layout.type, number) {
    case (UInt8(ascii: "s"), _):
      let text = try isSafe ? safe(value) : print(value)
      try pad(layout, natural: UInt8(ascii: ">")) { out in out.append(layout.cut(text).bytes) }
    case (UInt8(ascii: "d"), .int(let whole)), (UInt8(ascii: "i"), .int(let whole)):
      try write(layout, sign: whole < 0) { out in
        out.append(digitsOf: whole.magnitude, atLeast: layout.precision ?? 0)
      }
    case (UInt8(ascii: "d"), .float(let number)) where value.tag == .float,
      (UInt8(ascii: "i"), .float(let number)) where value.tag == .float:
      guard let whole = Int(exactly: number.rounded(.towardZero)) else { throw .numberTooLarge() }
      try write(layout, sign: whole < 0) { out in
        out.append(digitsOf: whole.magnitude, atLeast: layout.precision ?? 0)
      }
    case (_, .int(let whole)) where layout.isFloat: try write(layout, Double(whole))
    case (_, .float(let number)) where layout.isFloat: try write(layout, number)
    case (let type, _) where Layout.types.contains(type) && type != UInt8(ascii: "%"):
      throw .formatType(value, layout.name)
    default: throw .formatSyntax("%\(layout.name)")
    }
  }

  /// The `format` method.
  mutating func format(_ text: Datum, _ arguments: Arguments) throws(Failure) -> Datum {
    let format = text.bytes, start = out.count
    var automatic = 0, i = 0
    while i < format.count {
      let byte = format[i]
      i += 1
      guard byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") else {
        out.append(byte)
        continue
      }
      if i < format.count, format[i] == byte {
        out.append(byte)
        i += 1
        continue
      }
      guard byte == UInt8(ascii: "{"), let end = format[i...].firstIndex(of: UInt8(ascii: "}")) else {
        throw .formatSyntax("{")
      }
      try charge(end - i)
      let colon = format[i..<end].firstIndex(of: UInt8(ascii: ":")) ?? end
      let name = UnsafeBufferPointer(rebasing: format[i..<colon])
      let value = try argument(name, arguments, &automatic)
      i = end + 1
      if colon + 1 >= end {
        try write(value, escapes: text.isHTML)
      } else {
        let layout = try Layout(UnsafeBufferPointer(rebasing: format[(colon + 1)..<end]))
        if text.isHTML, value.isText { throw .formatSyntax("{:…}") }
        try lay(value, layout)
      }
    }
    return takeText(from: start, safe: text.isHTML)
  }

  /// The argument of a name, of a number, or the next.
  private func argument(
    _ name: UnsafeBufferPointer<UInt8>, _ arguments: Arguments, _ automatic: inout Int
  ) throws(Failure) -> Datum {
    if name.isEmpty, automatic >= 0 {
      guard automatic < arguments.count else { throw .formatArguments() }
      automatic += 1
      return arguments[automatic - 1]
    }
    let text = String(decoding: name, as: UTF8.self)
    if let number = Int(text), number >= 0, automatic <= 0 {
      automatic = -1
      guard number < arguments.count else { throw .formatArguments() }
      return arguments[number]
    }
    for (key, value) in arguments.named where key.bytes.elementsEqual(name) { return value }
    throw .formatSyntax("{\(text)}")
  }

  /// One `{:…}` field.
  private mutating func lay(_ value: Datum, _ layout: Layout) throws(Failure) {
    if value.tag == .undefined { throw .undefined(value) }
    if value.isText {
      guard layout.type == 0 || layout.type == UInt8(ascii: "s"), layout.isPlain else {
        throw .formatType(value, layout.name)
      }
      return try pad(layout, natural: UInt8(ascii: "<")) { out in out.append(layout.cut(value).bytes) }
    }
    switch (layout.type, value.number ?? value.integer.map { .int($0) }) {
    case (0, .int(let whole)), (UInt8(ascii: "d"), .int(let whole)):
      guard layout.precision == nil else { throw .formatType(value, ".") }
      try write(layout, sign: whole < 0) { out in
        out.append(digitsOf: whole.magnitude, grouped: layout.grouping)
      }
    case (_, .int(let whole)) where layout.isFloat: try write(layout, Double(whole))
    case (_, .float(let number)) where layout.isFloat: try write(layout, number)
    case (0, .float(let number)) where layout.precision == nil && number.isFinite && layout.grouping == 0:
      try write(layout, sign: number < 0) { out in out.append(Numbers.text(number.magnitude)) }
    default: throw .formatType(value, layout.name)
    }
  }

  // MARK: Fields

  private mutating func write(_ layout: Layout, _ number: Double) throws(Failure) {
    guard number.isFinite else { throw .formatType(Datum(number), layout.name) }
    let isPercent = layout.type == UInt8(ascii: "%")
    let isFixed = isPercent || layout.type == UInt8(ascii: "F")
    let conversion = isFixed ? "f" : Character(Unicode.Scalar(layout.type))
    let value = isPercent ? number * 100 : number
    let digits = Numbers.formatted(value.magnitude, conversion, precision: layout.precision ?? 6)
    try write(layout, sign: value.sign == .minus) { out in
      if layout.grouping != 0 {
        out.append(grouping: digits[...], by: layout.grouping)
      } else {
        out.append(digits)
      }
      if isPercent { out.append("%") }
    }
  }

  /// A number with its sign; zeros stand between the two.
  private mutating func write(
    _ layout: Layout, sign isNegative: Bool, _ digits: (inout Output) -> Void
  ) throws(Failure) {
    let sign = isNegative ? UInt8(ascii: "-") : layout.sign
    try pad(layout, natural: UInt8(ascii: ">")) { out in
      if sign != 0 { out.append(sign) }
      let start = out.count
      digits(&out)
      if layout.isZeroFilled, layout.alignment == 0 {
        let count = out.count - start, zeros = layout.width - count - (sign == 0 ? 0 : 1)
        out.append(UInt8(ascii: "0"), times: zeros)
        out.rotate(from: start, by: max(0, zeros))
      }
    }
  }

  /// Writes something in the middle of what fills up its field.
  private mutating func pad(
    _ layout: Layout, natural: UInt8, _ write: (inout Output) -> Void
  ) throws(Failure) {
    let start = out.count
    write(&out)
    let written = UnsafeBufferPointer(rebasing: out.bytes(from: start)[...]).characterCount
    let space = layout.width - written, side = layout.alignment == 0 ? natural : layout.alignment
    guard space > 0 else { return }
    let before = side == UInt8(ascii: "<") ? 0 : side == UInt8(ascii: "^") ? space / 2 : space
    out.append(layout.fill, times: before)
    out.rotate(from: start, by: before)
    out.append(layout.fill, times: space - before)
  }
}

/// Where a value stands in its field, and how a number is written. Characters are bytes, 0 for none.
private struct Layout {
  static let types = Array("sdifFeEgG%".utf8)

  var width = 0
  var precision: Int?
  var fill = UInt8(ascii: " ")
  var alignment: UInt8 = 0
  var sign: UInt8 = 0
  /// A sign is asked for, be it the usual one.
  var hasSign = false
  var isZeroFilled = false
  var grouping: UInt8 = 0
  var type: UInt8 = 0

  init() {}

  /// `[[fill]align][sign][0][width][,][.precision][type]`
  init(_ bytes: UnsafeBufferPointer<UInt8>) throws(Failure) {
    var i = 0
    if bytes.count > 1, "<>^".utf8.contains(bytes[1]), bytes[0] < 0x80 {
      (fill, alignment, i) = (bytes[0], bytes[1], 2)
    } else if "<>^".utf8.contains(bytes[0]) {
      (alignment, i) = (bytes[0], 1)
    }
    func take(_ set: StaticString) -> UInt8 {
      guard i < bytes.count, set.withUTF8Buffer({ $0.contains(bytes[i]) }) else { return 0 }
      i += 1
      return bytes[i - 1]
    }
    sign = take("+- ")
    hasSign = sign != 0
    if sign == UInt8(ascii: "-") { sign = 0 }
    isZeroFilled = take("0") != 0
    if isZeroFilled, alignment != 0, fill == UInt8(ascii: " ") { fill = UInt8(ascii: "0") }
    width = try Layout.digits(bytes, &i) ?? 0
    grouping = take(",_")
    if take(".") != 0 {
      guard let digits = try Layout.digits(bytes, &i) else { throw .formatSyntax("{:.}") }
      precision = digits
    }
    type = take("sdfFeEgG%")
    guard i == bytes.count, grouping == 0 || !isZeroFilled else {
      throw .formatSyntax("{:" + String(decoding: bytes, as: UTF8.self) + "}")
    }
  }

  mutating func take(flag byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "-"): alignment = UInt8(ascii: "<")
    case UInt8(ascii: "+"): sign = byte
    case UInt8(ascii: " "): if sign == 0 { sign = byte }
    case UInt8(ascii: "0"): isZeroFilled = true
    default: return false
    }
    return true
  }

  static func digits(_ bytes: UnsafeBufferPointer<UInt8>, _ i: inout Int) throws(Failure) -> Int? {
    let start = i
    var value = 0
    while i < bytes.count, UInt8(ascii: "0")...UInt8(ascii: "9") ~= bytes[i] {
      value = value * 10 + Int(bytes[i] - UInt8(ascii: "0"))
      if value > 4096 { throw .tooLarge() }
      i += 1
    }
    return i > start ? value : nil
  }

  var name: String { type == 0 ? "{:}" : String(Unicode.Scalar(type)) }
  var isFloat: Bool {
    switch type {
    case UInt8(ascii: "f"), UInt8(ascii: "F"), UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "g"),
      UInt8(ascii: "G"), UInt8(ascii: "%"):
      true
    default: false
    }
  }
  /// Nothing in it is only for numbers.
  var isPlain: Bool { !hasSign && grouping == 0 }

  /// The first characters of a text, as many as the precision says.
  func cut(_ text: Datum) -> Datum {
    precision.map { text.cut(toCharacters: $0) } ?? text
  }
}
