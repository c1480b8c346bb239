import Diagnostics
import Files
import Pages
import Records
import Synchronization

/// The result of a build.
package struct BuildResult: Sendable {
  /// The addresses of all files, sorted; none if anything is wrong with the site's content or templates.
  package let addresses: [String]
  package let diagnostics: [Diagnostic]
  /// The subject of the site, for what a command has to say about it, such as write-ups held back; nil if there is no site
  /// at all.
  package let publication: Publication?

  init(addresses: [String], diagnostics: [Diagnostic], publication: Publication?) {
    self.addresses = diagnostics.hasErrors ? [] : addresses
    self.diagnostics = diagnostics
    self.publication = publication
  }

  package var content: Content? { publication?.content }
}

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
