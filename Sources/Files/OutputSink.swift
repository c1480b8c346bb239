import Synchronization

/// The place to which the files of a site go as they are made, from several threads at once. The pieces of a file come one
/// after another.
package protocol OutputSink: Sendable {
  func write(_ file: OutputFile)
}

/// Keeps the files of a site in memory.
package final class OutputMemory: OutputSink {
  private let kept = Mutex<[String: OutputFile]>([:])

  package init() {}

  package func write(_ file: OutputFile) {
    kept.withLock { kept in
      if file.isBegun {
        kept[file.address] = OutputFile(address: file.address, file.content)
      } else {
        kept[file.address]?.append(file.bytes)
      }
    }
  }

  /// Whole files, by their addresses.
  package var files: [OutputFile] { kept.withLock { $0.values.sorted { $0.address < $1.address } } }
}

extension OutputFile {
  fileprivate mutating func append(_ more: [UInt8]) {
    guard case .bytes(var bytes) = content else { return }
    content = .bytes([])
    bytes += more
    content = .bytes(bytes)
  }
}
