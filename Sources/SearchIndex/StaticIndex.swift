import Diagnostics

/// An index for searching a finished site without a server: every substring of a document's text is found, and nothing
/// else, by loading a few of its files.
///
/// All texts follow each other in one sequence of positions, a scalar each. The index has the positions of every pair of
/// neighbours. A phrase is where its pairs are, each at its distance; a single character where any pair begins with it.
/// The files are scripts that call `casebookSearch(…)`, since a page opened from disk may load scripts and nothing else:
///
/// * `head-….js`: the lengths of each document and its title, its place and year, the tree of places, and the first pairs
///   of the other files;
/// * `pairs-….js`: pairs and their positions (`ShardWriter`, `Digits`);
/// * `text-….js`: for each of some documents address, kind, date, title and text.
package struct StaticIndex: Sendable {
  /// The address of the file that leads to the others.
  package let head: String
  /// The addresses of all files, in the order of what they hold.
  let addresses: [String]

  /// - Parameters:
  ///   - count: The number of documents, in the order in which results of equal rank are shown.
  ///   - document: Makes one of them, on any core.
  ///   - folder: The folder of the files, from the root of the site.
  ///   - write: Takes each file as soon as it is there, on the thread that made it.
  package init(
    of count: Int, _ document: @Sendable (Int) -> SearchDocument, places: [SearchPlace], in folder: String,
    writing write: @Sendable (_ address: String, _ bytes: [UInt8]) -> Void
  ) {
    @Sendable func keep(_ file: IndexFile) { write("\(folder)/\(file.name)", file.bytes) }
    let size = Segment.documents
    let segments = stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
      .parallelMap(with: { ScratchBuffers() }) { range, buffers in
        var rest = range, segments: [Segment] = []
        while !rest.isEmpty {
          segments.append(Segment(taking: &rest, document: document, in: &buffers, writing: keep))
        }
        return segments
      }.flatMap { $0 }
    var start: UInt32 = 0, postings: [(Postings, UInt32)] = []
    for segment in segments {
      postings.append((segment.postings, start))
      start += UInt32(segment.length)
    }
    let merge = Merge(postings)
    let shards = merge.runs().parallelMap { merge.shards(of: $0, writing: keep) }.flatMap { $0 }
    let head = IndexFile("head", Head(segments, shards, places: places).bytes)
    keep(head)
    let names = segments.flatMap { $0.chunks.map(\.name) } + shards.map(\.name) + [head.name]
    addresses = names.map { "\(folder)/\($0)" }
    self.head = "\(folder)/\(head.name)"
  }
}
