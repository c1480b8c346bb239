import Bytes
import Diagnostics

extension SheetReader {
  /// The picture of an `img`, by its own bytes, whatever its address calls them. Returns nil where Word shows no such
  /// picture.
  mutating func picture(_ element: Element) -> Picture? {
    let source = element["src"] ?? "", alternative = element["alt"] ?? ""
    guard source.hasPrefix("data:"), let comma = source.firstIndex(of: ",") else {
      diagnostics.append(.pictureInWord(alternative, in: file))
      return nil
    }
    let bytes = [UInt8](base64: source[source.index(after: comma)...].utf8)
    guard let found = PictureHead(bytes) else {
      diagnostics.append(.pictureInWord(alternative, in: file))
      return nil
    }
    let width = element["width"].flatMap { Int($0) } ?? found.width
    let height = element["height"].flatMap { Int($0) } ?? found.height
    return Picture(
      bytes: bytes, format: found.format, width: max(width, 1), height: max(height, 1),
      turn: found.turn, alternative: alternative)
  }
}
