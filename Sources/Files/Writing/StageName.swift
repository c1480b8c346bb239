import Bytes
import Glibc

/// The names of stages: `.site.stage-0123456789abcdef.1234` beside an output `site`, `.casebook-stage-0123456789abcdef`
/// inside one: sixteen random digits, and beside an output also the number of the folder that the stage is to replace, or
/// 0. Once the two are exchanged, the folder under this name has this number itself.
///
/// A name of just this form is ours. A folder whose name only begins like one is somebody else's, or the stage of an output
/// whose name begins like ours.
enum StageName {
  static func beside(_ output: Path, replacing number: ino_t) -> Path {
    Path(prefix(of: output) + random + ".\(number)")
  }

  static func inside() -> Path { Path(prefixInside + random) }

  static func isBeside(_ output: Path, _ name: Path) -> Bool {
    guard name.starts(with: prefix(of: output)) else { return false }
    let parts = name.text.dropFirst(prefix(of: output).count).split(
      separator: ".", omittingEmptySubsequences: false)
    return parts.count == 2 && isRandom(parts[0]) && UInt64(parts[1]) != nil
  }

  static func isInside(_ name: Path) -> Bool {
    name.starts(with: prefixInside) && isRandom(name.text.dropFirst(prefixInside.count))
  }

  static func isOldTree(_ name: Path, _ status: stat) -> Bool { name.text.hasSuffix(".\(status.st_ino)") }

  private static func prefix(of output: Path) -> String { ".\(output.text).stage-" }
  private static let prefixInside = ".casebook-stage-"

  private static var random: String { UInt64.random(in: .min ... .max).hexadecimal(digits: 16) }

  private static func isRandom(_ text: Substring) -> Bool {
    text.utf8.count == 16 && text.utf8.allSatisfy { 0x30...0x39 ~= $0 || 0x61...0x66 ~= $0 }
  }
}
