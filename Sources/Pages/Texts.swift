import Records
import Templates

/// The bodies of write-ups as markup, and the pictures that pages show.
struct Texts: Sendable {
  /// The markup of each write-up, by the path of its file.
  private let bodies: [String: Body]
  /// The pictures by their paths.
  private let images: [String: ImageFile]
  let blocks: LiveBlocks

  init(_ bodies: [Body], images: [String: ImageFile], blocks: LiveBlocks) {
    self.bodies = Dictionary(bodies.map { ($0.file, $0) }) { first, _ in first }
    self.images = images
    self.blocks = blocks
  }

  /// The markup of a write-up, with figures for its blocks; empty where it has no body.
  func body(_ file: String, _ data: inout DataBuilder) -> Datum {
    guard let body = bodies[file] else { return data.html([]) }
    return data.html(body.blocks.isEmpty ? body.html : blocks.filling(body))
  }

  /// The blocks and numbers in a write-up.
  func blocks(of file: String) -> [LiveBlock] { bodies[file]?.blocks.map(\.block) ?? [] }

  /// The picture of this name.
  func image(_ name: String) -> ImageFile? { images["content/images/" + name] }
}
