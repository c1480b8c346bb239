import Files
import Synchronization

/// Notes the addresses and the sizes of the files that go through it to a sink.
final class OutputRecord: OutputSink {
  private let sink: (any OutputSink)?
  private let state = Mutex((addresses: [String](), byteCount: 0))

  init(_ sink: (any OutputSink)?) { self.sink = sink }

  func write(_ file: OutputFile) {
    state.withLock {
      if file.isBegun { $0.addresses.append(file.address) }
      $0.byteCount += file.size
    }
    sink?.write(file)
  }

  /// The addresses of all files, sorted; one of two files is there twice.
  var addresses: [String] { state.withLock { $0.addresses }.sorted() }

  /// The number of bytes written since it was last asked for.
  func takeByteCount() -> Int {
    state.withLock { state in
      defer { state.byteCount = 0 }
      return state.byteCount
    }
  }
}
