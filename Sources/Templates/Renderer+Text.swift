/// Values as text: printed by `{{ }}` (`str`), and inside a list (`repr`).
extension Renderer {
  /// Python's `str(value)` on the page.
  @inline(__always)
  mutating func write(_ value: Datum, escapes: Bool) throws(Failure) {
    switch value.tag {
    case .text: if escapes { out.append(escaped: value.bytes) } else { out.append(value.bytes) }
    case .html: out.append(value.bytes)
    case .int: out.append(value.int)
    default: try writeOther(value, escapes: escapes)
    }
  }

  @inline(never)
  private mutating func writeOther(_ value: Datum, escapes: Bool) throws(Failure) {
    if value.tag == .module { return out.append(value.record(Module.self).pointee.text.bytes) }
    let start = out.count
    try printRaw(value)
    if escapes { out.escape(from: start) }
  }

  private mutating func printRaw(_ value: Datum) throws(Failure) {
    switch value.tag {
    case .text, .html: out.append(value.bytes)
    case .undefined: try value.checkDefined()
    case .module: out.append(value.record(Module.self).pointee.text.bytes)
    default: try represent(value)
    }
  }

  /// Python's `str(value)`.
  mutating func print(_ value: Datum) throws(Failure) -> Datum {
    if value.isText { return value }
    let start = out.count
    try printRaw(value)
    return takeText(from: start)
  }

  /// What has been written since a place, taken back as a value.
  mutating func takeText(from start: Int, safe: Bool = false) -> Datum {
    let text = memory.text(out.bytes(from: start), safe: safe)
    out.cut(at: start)
    return text
  }

  mutating func escaped(_ value: Datum, if isNeeded: Bool = true) -> Datum {
    guard isNeeded, !value.isHTML else { return value }
    let start = out.count
    out.append(escaped: value.bytes)
    return takeText(from: start, safe: true)
  }

  /// Python's `repr(value)` on the page.
  mutating func represent(_ value: Datum, depth: Int = 0) throws(Failure) {
    if depth > limits.nestedValues { throw .tooDeep() }
    try charge(value.spelling + 1)
    switch value.tag {
    case .none: out.append("None")
    case .bool: out.append(value.bool ? "True" : "False")
    case .int: out.append(value.int)
    case .float: out.append(Numbers.text(value.double))
    case .text: out.append((value.text ?? "").pythonQuoted)
    case .html: out.append("Markup(\((value.text ?? "").pythonQuoted))")
    case .list: try represent(value.items, "[", "]", depth)
    case .tuple, .group: try represent(value.items, "(", value.count == 1 ? ",)" : ")", depth)
    case .object: try represent(object: value, depth)
    case .undefined:
      // Python prints a strict undefined inside a list; an author never wants that.
      try value.checkDefined()
      out.append("Undefined")
    case .range:
      let range = value.range
      out.append("range(\(range.start), \(range.stop)\(range.step == 1 ? "" : ", \(range.step)"))")
    case .view:
      out.append("dict_\(View(rawValue: value.detail) ?? .items)(")
      try represent(viewed(value).items, "[", "]", depth)
      out.append(")")
    case .macro:
      let name = program.macros[Int(value.record(Macro.self).pointee.plan)].name
      out.append("<Macro \(name < 0 ? "anonymous" : (program.names[name].text.text ?? "").pythonQuoted)>")
    case .namespace:
      out.append("<Namespace ")
      try represent(object: value.record(Datum.self).pointee, depth)
      out.append(">")
    default: throw .notPrintable(value)
    }
  }

  private mutating func represent(
    _ items: UnsafeBufferPointer<Datum>, _ open: String, _ close: String, _ depth: Int
  ) throws(Failure) {
    out.append(open)
    for (i, item) in items.enumerated() {
      if i > 0 { out.append(", ") }
      try represent(item, depth: depth + 1)
    }
    out.append(close)
  }

  private mutating func represent(object: Datum, _ depth: Int) throws(Failure) {
    out.append("{")
    for (i, (key, value)) in zip(object.keys, object.slots).enumerated() {
      if i > 0 { out.append(", ") }
      try represent(key, depth: depth + 1)
      out.append(": ")
      try represent(value, depth: depth + 1)
    }
    out.append("}")
  }

  /// Jinja sorts and compares texts without regard to case unless told otherwise.
  mutating func ignoringCase(_ value: Datum) throws(Failure) -> Datum {
    try charge(value.spelling)
    guard let text = value.text else { return value }
    let lower = text.pythonLowercased
    return lower == text ? value : memory.text(lower, safe: value.isHTML)
  }

  /// Python's `replace`: an empty search text matches between all characters.
  mutating func replace(
    _ old: Datum, with new: Datum, atMost count: Int, in text: Datum, safe: Bool
  ) throws(Failure) -> Datum {
    if new.count > 0, text.count > limits.output / new.count { throw .tooLarge() }
    try charge(text.making + old.making + new.making)
    let result = (text.text ?? "").replacing(old.text ?? "", with: new.text ?? "", atMost: count)
    return memory.text(result, safe: safe)
  }
}

/// Values for filters of the program's own.
extension Renderer {
  /// The bytes that `{{ value }}` prints.
  package mutating func printed(_ value: Datum, escapes: Bool) throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    try print(value, escapes: escapes, into: &bytes)
    return bytes
  }

  package mutating func print(_ value: Datum, escapes: Bool, into bytes: inout [UInt8]) throws(Failure) {
    let start = out.count
    try write(value, escapes: escapes)
    bytes.append(contentsOf: out.bytes(from: start))
    out.cut(at: start)
  }

  package mutating func text(_ text: String) -> Datum { memory.text(text) }

  package mutating func text(_ bytes: [UInt8], safe: Bool) -> Datum {
    bytes.withUnsafeBufferPointer { memory.text($0, safe: safe) }
  }

  /// A number in plain digits with its thousands apart.
  package mutating func grouped(_ number: String) -> Datum {
    let start = out.count, isNegative = number.utf8.first == UInt8(ascii: "-")
    if isNegative { out.append(UInt8(ascii: "-")) }
    out.append(grouping: number.dropFirst(isNegative ? 1 : 0), by: UInt8(ascii: ","))
    return takeText(from: start)
  }

  /// The number with its thousands apart.
  package mutating func grouped(_ number: Int) -> Datum {
    let start = out.count
    if number < 0 { out.append(UInt8(ascii: "-")) }
    out.append(digitsOf: number.magnitude, grouped: UInt8(ascii: ","))
    return takeText(from: start)
  }
}

/// Text as Python sees it: a sequence of code points.
extension Datum {
  func marked(safe: Bool) -> Datum { Datum(safe ? .html : .text, detail: detail, size: count, bits: bits) }

  func hasBytes(_ text: StaticString) -> Bool {
    count == text.utf8CodeUnitCount && text.withUTF8Buffer { bytes.elementsEqual($0) }
  }

  /// Its first characters, as many as are asked for.
  func cut(toCharacters count: Int) -> Datum {
    var i = 0, rest = count
    let bytes = bytes
    while i < bytes.count {
      if bytes[i] & 0xC0 != 0x80 {
        if rest == 0 { break }
        rest -= 1
      }
      i += 1
    }
    return Datum(tag, size: i, bits: bits)
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Eight bytes at a time; both have the same number.
  func hasSameBytes(as other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let a = UnsafeRawPointer(baseAddress), let b = UnsafeRawPointer(other.baseAddress) else {
      return true
    }
    var i = 0
    while i + 8 <= count {
      if a.loadUnaligned(fromByteOffset: i, as: UInt64.self)
        != b.loadUnaligned(fromByteOffset: i, as: UInt64.self)
      {
        return false
      }
      i += 8
    }
    while i < count {
      if self[i] != other[i] { return false }
      i += 1
    }
    return true
  }

  var characterCount: Int { reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) } }
}
