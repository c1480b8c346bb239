/// The definitions `[label]: destination` of a body. The first one of a label counts.
struct LinkDefinitions {
  private var ranges: [String: Range<Int>] = [:]

  init(_ bytes: [UInt8], _ body: Range<Int>) {
    let reader = DestinationReader(bytes: bytes, end: body.upperBound, quoteDepth: .max)
    var i = body.lowerBound
    while i < body.upperBound {
      while i < body.upperBound, LinkDefinitions.isContainerMark(bytes[i]) { i += 1 }
      if i < body.upperBound, bytes[i] == UInt8(ascii: "["), let label = reader.label(i), !label.isEmpty,
        label.upperBound + 1 < body.upperBound, bytes[label.upperBound + 1] == UInt8(ascii: ":"),
        let destination = reader.destination(reader.skipBlanks(label.upperBound + 2))
      {
        let name = DestinationReader.normalised(bytes[label])
        if ranges[name] == nil { ranges[name] = destination.range }
      }
      while i < body.upperBound, bytes[i] != UInt8(ascii: "\n") { i += 1 }
      i += 1
    }
  }

  var isEmpty: Bool { ranges.isEmpty }

  /// The range of the destination that a label has.
  subscript(label: some Collection<UInt8>) -> Range<Int>? { ranges[DestinationReader.normalised(label)] }

  /// True for the bytes that may precede a definition on its line.
  private static func isContainerMark(_ byte: UInt8) -> Bool {
    isDigit(byte) || " \t>-+*.)".utf8.contains(byte)
  }
}
