import CExpat
import Diagnostics

/// XML read event by event, so that a part of any length needs little memory:
/// `while let event = try reader.next() { … }`.
///
/// Names are as in `XMLNames`. A document type is refused, and with it every entity that is not XML's own.
package struct XMLReader: ~Copyable {
  package enum Event: Sendable, Equatable {
    case start(String, XMLAttributes)
    case end(String)
    /// All text up to the next start or end, blanks included.
    case text(String)
  }

  private var contents: ZipContents
  private let parser: XML_Parser?
  private var sink = XMLSink()
  private var index = 0
  private var fed = 0
  private var isAtEnd = false

  package init(_ contents: consuming ZipContents) {
    self.contents = contents
    parser = XML_ParserCreateNS(nil, XML_Char(XMLNames.separator.utf8.first ?? 0))
    XML_SetElementHandler(
      parser,
      { XMLSink.at($0)?.pointee.start($1, $2) },
      { XMLSink.at($0)?.pointee.end($1) })
    XML_SetCharacterDataHandler(parser) { XMLSink.at($0)?.pointee.text($1, Int($2)) }
    XML_SetStartDoctypeDeclHandler(parser) { sink, _, _, _, _ in
      XMLSink.at(sink)?.pointee.stop(Diagnostic.Unsafe.documentType)
    }
  }

  package init(_ bytes: [UInt8], part: String, path: String) {
    self.init(ZipContents(bytes, name: part, path: path))
  }

  deinit { XML_ParserFree(parser) }

  package mutating func next() throws(Diagnostic) -> Event? {
    while index == sink.events.count {
      if isAtEnd { return nil }
      try feed()
    }
    index += 1
    return sink.events[index - 1]
  }

  /// Parses the next piece. Where expat waits for the end of a long tag, pieces grow with it: each time it reads the tag
  /// from its beginning.
  private mutating func feed() throws(Diagnostic) {
    sink.events.removeAll(keepingCapacity: true)
    index = 0
    let waiting = fed - max(0, Int(XML_GetCurrentByteIndex(parser)))
    if fed > 0, waiting > XMLSink.lengthLimit { throw refusal(Diagnostic.Unsafe.tooLong) }
    let piece = try contents.read(max(1 << 16, fed == 0 ? 0 : waiting))
    isAtEnd = piece.isEmpty
    fed += piece.count
    sink.parser = parser
    let status = withUnsafeMutablePointer(to: &sink) { sink in
      XML_SetUserData(parser, sink)
      return piece.withUnsafeBytes {
        XML_Parse(
          parser, $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32($0.count), isAtEnd ? 1 : 0)
      }
    }
    if let reason = sink.stopped { throw refusal(reason) }
    if status != XML_STATUS_OK {
      let line = Int(XML_GetCurrentLineNumber(parser)), column = Int(XML_GetCurrentColumnNumber(parser)) + 1
      throw .damagedFile(contents.path, .xml(part: contents.name, line: line, column: column))
    }
  }

  private func refusal(_ reason: (String) -> Diagnostic.Unsafe) -> Diagnostic {
    .unsafeZip(contents.path, reason(contents.name))
  }
}

/// The attributes of an element, in their order.
package struct XMLAttributes: Sendable, Equatable {
  package let all: [Attribute]

  package struct Attribute: Sendable, Equatable {
    package let name: String
    package let value: String
  }

  package init(_ all: [Attribute] = []) { self.all = all }

  package subscript(name: String) -> String? {
    for attribute in all where attribute.name == name { return attribute.value }
    return nil
  }
}

/// The events of a piece of XML, as expat finds them.
private struct XMLSink {
  /// Bytes of a tag, or of a text.
  static let lengthLimit = 4 << 20
  private static let depthLimit = 200

  var events: [XMLReader.Event] = []
  /// The reason why no more is read, of a part by its name.
  private(set) var stopped: ((String) -> Diagnostic.Unsafe)?
  var parser: XML_Parser?
  private var names = XMLNames()
  private var pending: [UInt8] = []
  private var depth = 0

  /// The sink that was handed to expat.
  static func at(_ pointer: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<XMLSink>? {
    pointer?.assumingMemoryBound(to: XMLSink.self)
  }

  mutating func start(
    _ name: UnsafePointer<XML_Char>?, _ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?
  ) {
    guard stopped == nil, let name else { return }
    flush()
    depth += 1
    if depth > XMLSink.depthLimit { return stop(Diagnostic.Unsafe.tooDeep) }
    var list: [XMLAttributes.Attribute] = [], count = 0
    while let attributes, attributes[count] != nil { count += 2 }
    list.reserveCapacity(count / 2)
    for index in stride(from: 0, to: count, by: 2) {
      guard let attributes, let name = attributes[index], let value = attributes[index + 1] else { break }
      list.append(XMLAttributes.Attribute(name: names.name(name), value: String(cString: value)))
    }
    events.append(.start(names.name(name), XMLAttributes(list)))
  }

  mutating func end(_ name: UnsafePointer<XML_Char>?) {
    guard stopped == nil, let name else { return }
    flush()
    depth -= 1
    events.append(.end(names.name(name)))
  }

  mutating func text(_ text: UnsafePointer<XML_Char>?, _ count: Int) {
    guard stopped == nil, let text else { return }
    UnsafeRawPointer(text).withMemoryRebound(to: UInt8.self, capacity: count) {
      pending += UnsafeBufferPointer(start: $0, count: count)
    }
    if pending.count > XMLSink.lengthLimit { stop(Diagnostic.Unsafe.tooLong) }
  }

  mutating func stop(_ reason: @escaping (String) -> Diagnostic.Unsafe) {
    stopped = reason
    XML_StopParser(parser, 0)
  }

  private mutating func flush() {
    if pending.isEmpty { return }
    events.append(.text(String(decoding: pending, as: UTF8.self)))
    pending.removeAll(keepingCapacity: true)
  }
}
