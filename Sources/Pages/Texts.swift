import Records
import Templates

/// The bodies of write-ups as markup, and the pictures that pages show.
struct Texts: Sendable {
  /// The markup of each write-up, by the path of its file.
  private let bodies: [String: Body]
  /// The addresses of the pictures, by their paths.
  private let images: [String: String]
  let blocks: LiveBlocks

  init(_ bodies: [Body], images: [String: String], blocks: LiveBlocks) {
    self.bodies = Dictionary(bodies.map { ($0.file, $0) }) { first, _ in first }
    self.images = images
    self.blocks = blocks
  }

  /// The markup of a write-up, with figures for its blocks; empty where it has no body.
  func body(_ file: String, _ data: inout DataBuilder) -> Datum {
    guard let body = bodies[file] else { return data.html([]) }
    return data.html(body.blocks.isEmpty ? body.html : blocks.filling(body))
  }

  func address(of image: String) -> String { images["content/images/" + image] ?? "" }
}
