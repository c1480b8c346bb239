import Bytes
import Diagnostics
import Files
import Synchronization

/// The files of a build by their digests, for a second build to be held against.
///
/// A site is a function of its input: neither the order in which files are read, nor the number of cores, nor which of
/// them is done first may change a byte.
package final class Verification: OutputSink {
  private let sink: (any OutputSink)?
  private let digests = Mutex<[String: SHA256]>([:])

  /// - Parameter sink: takes the files of the first build.
  package init(_ sink: (any OutputSink)? = nil) { self.sink = sink }

  package func write(_ file: OutputFile) {
    digests.withLock { digests in
      let digest = digests[file.address] ?? SHA256()
      digests[file.address] = digest
      switch file.content {
      case .bytes(let bytes): digest.add(bytes)
      case .copy(let copy): digest.add(Array(copy.fingerprint.utf8))
      }
    }
    sink?.write(file)
  }

  private var hexadecimal: [String: String] { digests.withLock { $0.mapValues(\.hexadecimal) } }

  /// Builds once more, from the same files in the opposite order and on one core from the last page to the first. Returns the
  /// addresses of the files that are not the same, sorted.
  package func differences(of input: BuildInput) -> [String] {
    var input = input
    input.contentFiles.reverse()
    input.templates.reverse()
    input.sourceTexts.reverse()
    input.assets.reverse()
    input.pictures.reverse()
    let second = Verification()
    _ = Serially.$backwards.withValue(true) { build(input, writingTo: second) }
    let first = hexadecimal, again = second.hexadecimal
    return Set(first.keys).union(again.keys).filter { first[$0] != again[$0] }.sorted()
  }
}
