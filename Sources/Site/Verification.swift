import Bytes
import Diagnostics
import Synchronization

/// The files of a build by their digests, for a second build to be held against.
///
/// A site is a function of its input: neither the order in which files are read, nor the number of cores, nor which of
/// them is done first may change a byte.
package final class Verification: Sendable {
  private let digests = Mutex<[String: SHA256]>([:])

  package init() {}

  /// Remembers a file of the first build, or the next piece of one. May be called from several threads.
  package func add(_ file: OutputFile) {
    digests.withLock { $0.add(file) }
  }

  /// Builds once more, from the same files in the opposite order and on one core from the last page to the first, and
  /// returns the addresses of the files that are not the same, sorted.
  package func differences(of input: BuildInput) -> [String] {
    var input = input
    input.texts.reverse()
    input.templates.reverse()
    input.sourceTexts.reverse()
    input.assets.reverse()
    input.pictures.reverse()
    let second = Mutex<[String: SHA256]>([:])
    _ = Serially.$backwards.withValue(true) {
      build(input) { file in second.withLock { $0.add(file) } }
    }
    let first = digests.withLock { $0.mapValues(\.hexadecimal) }
    let again = second.withLock { $0.mapValues(\.hexadecimal) }
    return Set(first.keys).union(again.keys).filter { first[$0] != again[$0] }.sorted()
  }
}

extension [String: SHA256] {
  fileprivate mutating func add(_ file: OutputFile) {
    let digest = self[file.address] ?? SHA256()
    digest.add(file.picture.map { Array($0.fingerprint.utf8) } ?? file.bytes)
    self[file.address] = digest
  }
}
