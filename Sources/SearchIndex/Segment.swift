import Bytes

/// A row of documents, read on one core: their texts are files already, their postings wait for those of the others.
struct Segment: Sendable {
  static var documents: Int { 128 }
  /// The length from which a segment takes no further document: long ones have segments of their own.
  private static var lengthLimit: Int { 1 << 20 }
  /// The size of the text that is loaded at once to show a result.
  private static var chunkBytes: Int { 40_000 }

  let postings: Postings
  /// The number of positions in the documents.
  let length: Int
  let documents: [Entry]
  let chunks: [Chunk]

  /// The facts about a document that are known before its text is loaded.
  struct Entry: Sendable {
    let length: UInt32
    let titleLength: UInt32
    /// One more than the index of its place, or 0.
    let place: UInt32
    let year: UInt32
  }

  struct Chunk: Sendable {
    let documents: UInt32
    let name: String
  }

  /// - Parameter rest: The documents still to be taken, at least one.
  init(
    taking rest: inout Range<Int>, document: (Int) -> SearchDocument, in buffers: inout ScratchBuffers,
    writing write: (IndexFile) -> Void
  ) {
    // Moved out, so that it is not copied.
    var text = IndexedText()
    swap(&text, &buffers.text)
    defer { swap(&text, &buffers.text) }
    text.clear()
    var entries: [Entry] = [], chunks: [Chunk] = [], inChunk: UInt32 = 0
    func closeChunk() {
      text.append(raw: "]);\n")
      let file = IndexFile("text", text.takeScript())
      write(file)
      chunks.append(Chunk(documents: inChunk, name: file.name))
      inChunk = 0
    }
    while let number = rest.first, text.scalars.count < Segment.lengthLimit {
      rest = number + 1..<rest.upperBound
      let document = document(number), start = text.scalars.count
      text.append(raw: inChunk == 0 ? "casebookSearch([\n[\"" : ",\n[\"")
      for fact in [document.address, document.kind, document.date] {
        text.append(shown: fact)
        text.append(raw: "\",\"")
      }
      text.append(line: document.title)
      let titleLength = text.scalars.count - start
      text.end()
      text.append(raw: "\",\"")
      for passage in document.passages { text.append(passage) }
      text.end()
      text.append(raw: "\"]")
      entries.append(
        Entry(
          length: UInt32(text.scalars.count - start), titleLength: UInt32(titleLength),
          place: UInt32((document.place ?? -1) + 1), year: UInt32(document.year ?? 0)))
      inChunk += 1
      if text.script.count >= Segment.chunkBytes { closeChunk() }
    }
    if inChunk > 0 { closeChunk() }
    postings = Postings(text.scalars, in: &buffers.pairs)
    length = text.scalars.count
    documents = entries
    self.chunks = chunks
  }
}

/// The buffers that a core uses for one segment after the other.
struct ScratchBuffers: ~Copyable {
  fileprivate var text = IndexedText()
  fileprivate var pairs = PairSorting()
}

/// A file of the index, named after its content: a file that is the same keeps its name, and another one is never taken
/// for it.
struct IndexFile: Sendable {
  /// The name in the folder of the index.
  let name: String
  let bytes: [UInt8]

  init(_ kind: String, _ bytes: [UInt8]) {
    name = "\(kind)-\(IndexFile.fingerprint(bytes)).js"
    self.bytes = bytes
  }

  /// The twelve characters of a name between its kind and its ending.
  static func key(_ name: String) -> Substring { name.dropLast(3).suffix(12) }

  /// A hash of 48 bits in hexadecimal digits, against accidents: FNV-1a by eight bytes at a time, each mixed downwards.
  private static func fingerprint(_ bytes: [UInt8]) -> String {
    let hash = bytes.withUnsafeBytes { bytes in
      var hash = 0xCBF2_9CE4_8422_2325 as UInt64, offset = 0
      while offset < bytes.count {
        var word: UInt64 = 0
        if offset + 8 <= bytes.count {
          word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        } else {
          for byte in bytes[offset...] { word = word << 8 | UInt64(byte) }
        }
        hash = (hash ^ word) &* 0x100_0000_01B3
        hash ^= hash >> 29
        offset += 8
      }
      return (hash ^ UInt64(bytes.count)) &* 0x9E37_79B9_7F4A_7C15
    }
    return (hash >> 16).hexadecimal(digits: 12)
  }
}
