import CZlib

/// A zip file in the making, as Word and Excel files are. Its entries bear no time: the same entries give the same bytes.
package struct ZipArchive: Sendable {
  /// The files that are in it so far.
  private(set) var entries: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  package init() {}

  /// Appends a file. Its name is in ASCII, with `/` between folders.
  ///
  /// - Parameter isPacked: whether it is deflated, as large texts should be; else it is stored as it is.
  package mutating func add(_ name: String, _ content: [UInt8], isPacked: Bool = false) {
    let packed = isPacked ? content.deflated : nil, data = packed ?? content
    // Version 2.0, no flags, at 0:00 on 1 January 1980 (the first day that the format has).
    var head: [UInt8] = []
    head.append(little: 20, 2)
    head.append(little: 0, 2)
    head.append(little: packed == nil ? 0 : 8, 2)
    head.append(little: 0, 2)
    head.append(little: 0x21, 2)
    head.append(little: Int(content.checksum), 4)
    head.append(little: data.count, 4)
    head.append(little: content.count, 4)
    head.append(little: name.utf8.count, 2)
    head.append(little: 0, 2)
    directory.append(little: 0x0201_4B50, 4)
    directory.append(little: 20, 2)
    directory += head
    // No comment, the first disk, no attributes.
    directory.append(little: 0, 10)
    directory.append(little: entries.count, 4)
    directory += name.utf8
    entries.append(little: 0x0403_4B50, 4)
    entries += head
    entries += name.utf8
    entries += data
    count += 1
  }

  /// The whole file.
  package var bytes: [UInt8] {
    var end: [UInt8] = []
    end.append(little: 0x0605_4B50, 4)
    end.append(little: 0, 4)
    end.append(little: count, 2)
    end.append(little: count, 2)
    end.append(little: directory.count, 4)
    end.append(little: entries.count, 4)
    end.append(little: 0, 2)
    return entries + directory + end
  }
}

extension [UInt8] {
  /// The bytes as a zip file packs them; nil where there is no memory for it.
  fileprivate var deflated: [UInt8]? {
    var size = compressBound(uLong(count))
    var packed = [UInt8](repeating: 0, count: Int(size))
    guard compress2(&packed, &size, self, uLong(count), 6) == Z_OK else { return nil }
    // Without the head and the checksum of zlib's own.
    return Array(packed[2..<Int(size) - 4])
  }

  /// Appends a number in so many bytes, the lowest first.
  fileprivate mutating func append(little number: Int, _ count: Int) {
    for i in 0..<count { append(i < 8 ? UInt8(truncatingIfNeeded: number >> (8 * i)) : 0) }
  }
}
