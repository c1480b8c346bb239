/// A zip file in the making, as Word and Excel files are. Its entries are stored as they are, and bear no time: the same
/// entries give the same bytes.
package struct ZipArchive: Sendable {
  /// The files that are in it so far.
  private(set) var entries: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  package init() {}

  /// Appends a file. Its name is in ASCII, with `/` between folders.
  package mutating func add(_ name: String, _ content: [UInt8]) {
    // Version 2.0, no flags, stored, at 0:00 on 1 January 1980 (the first day that the format has).
    var head: [UInt8] = []
    head.append(little: 20, 2)
    head.append(little: 0, 4)
    head.append(little: 0, 2)
    head.append(little: 0x21, 2)
    head.append(little: Int(content.checksum), 4)
    head.append(little: content.count, 4)
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
    entries += content
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
  /// Appends a number in so many bytes, the lowest first.
  fileprivate mutating func append(little number: Int, _ count: Int) {
    for i in 0..<count { append(i < 8 ? UInt8(truncatingIfNeeded: number >> (8 * i)) : 0) }
  }
}
