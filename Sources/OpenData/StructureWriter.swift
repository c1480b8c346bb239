import Bytes
import Records

/// Writes an array or object of a cell as JSON on one line. Members that have no value are left out.
struct StructureWriter: ~Copyable {
  private var line = ByteBuffer()
  private var isFirst = true

  mutating func start() {
    line.removeAll()
    isFirst = true
  }

  var written: UnsafeBufferPointer<UInt8> { line.written }

  mutating func list<Items: Sequence>(
    _ items: Items, _ write: (Items.Element, inout StructureWriter) -> Void
  ) {
    nested("[", "]") { writer in
      for item in items {
        writer.separate()
        write(item, &writer)
      }
    }
  }

  mutating func object(_ write: (inout StructureWriter) -> Void) { nested("{", "}", write) }

  mutating func text(_ text: String) {
    var text = text
    text.withUTF8 { line.append(jsonText: $0) }
  }

  mutating func number(_ number: Int) { line.append(number) }

  mutating func numbers(_ numbers: [Int]) { list(numbers) { $1.number($0) } }

  // MARK: Members of an object

  mutating func member(_ name: String, _ write: (inout StructureWriter) -> Void) {
    separate()
    text(name)
    line.append(UInt8(ascii: ":"))
    write(&self)
  }

  mutating func member(_ name: String, _ value: String?) {
    if let value { member(name) { $0.text(value) } }
  }

  /// Writes a quantity as its source words it; one that no source words, as it is printed.
  mutating func member(_ name: String, _ quantity: Quantity?) {
    member(name, quantity.map { $0.raw ?? $0.display })
  }

  // MARK: Commas

  private mutating func separate() {
    if !isFirst { line.append(UInt8(ascii: ",")) }
    isFirst = false
  }

  private mutating func nested(
    _ open: Character, _ close: Character, _ write: (inout StructureWriter) -> Void
  ) {
    line.append(open.asciiValue ?? 0)
    isFirst = true
    write(&self)
    line.append(close.asciiValue ?? 0)
    isFirst = false
  }
}
