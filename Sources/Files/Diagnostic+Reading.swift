import Diagnostics
import Glibc

// Every sentence about reading files and folders.
extension Diagnostic {
  package static let cannotReadCode = "cannot-read"

  package static func cannotRead(_ path: String, _ code: Int32) -> Diagnostic {
    let reason = reason(code)
    return cannotRead(
      at: Location(path, 0..<0), zh: "读不了 \(path)：\(reason.zh)", en: "cannot read \(path): \(reason.en)")
  }

  /// The same about a file whose path was told from a folder.
  package func below(_ folder: String) -> Diagnostic {
    var finding = self
    if let location, location.file != folder {
      finding.location = Location(folder + (folder.hasSuffix("/") ? "" : "/") + location.file, location.range)
    }
    return finding
  }

  static func deepFolder(_ path: String, _ depth: Int) -> Diagnostic {
    cannotRead(
      at: Location(path, 0..<0), zh: "文件夹套了 \(depth) 层以上，没有读",
      en: "more than \(depth) folders lie in each other: it is not read")
  }

  static func changedFile(_ path: String) -> Diagnostic {
    cannotRead(
      at: Location(path, 0..<0), zh: "\(path) 在生成的时候变了；请再生成一次",
      en: "\(path) has changed during the build: build again")
  }

  package static func cannotRead(at location: Location? = nil, zh: String, en: String) -> Diagnostic {
    Diagnostic(.error, cannotReadCode, at: location, zh: zh, en: en)
  }

  package static func notAFile(_ path: String, _ kind: FileKind) -> Diagnostic {
    let what =
      switch kind {
      case .link: Message(zh: "链接（快捷方式）", en: "a link")
      case .folder: Message(zh: "文件夹", en: "a folder")
      default: Message(zh: "管道、套接字或设备", en: "a pipe, a socket or a device")
      }
    return Diagnostic(
      .error, "not-a-file", ofFile: path,
      zh: "这是\(what.zh)，不是普通文件，所以没有读；请换成文件本身，或删去",
      en: "this is \(what.en) and no ordinary file, so it is not read: put the file itself here, or delete it"
    )
  }

  /// - Parameter path: with the bytes that are no letters of UTF-8 as `\xB2`.
  package static func nameNotUTF8(_ path: String) -> Diagnostic {
    Diagnostic(
      .error, "wrong-file-name", ofFile: path,
      zh: "文件名不是 UTF-8 编码，多半是从 Windows 的压缩包里解出来的，所以没有读；请重新取一个名字",
      en:
        "the name is not UTF-8, as names from an archive made on Windows are, so it is not read: give it another"
    )
  }

  /// A name that cannot be a part of an address.
  package static func controlInName(_ path: String) -> Diagnostic {
    let shown = path.onOneLine
    return Diagnostic(
      .error, "wrong-file-name", ofFile: shown,
      zh: "文件名“\(shown)”里有看不见的控制符号（换行、制表、方向符号等），不能用作网址，所以没有读；请重新取一个名字",
      en:
        "the name “\(shown)” has control characters, which no address has, so it is not read: give it another"
    )
  }

  /// The system's reason for a refusal.
  static func reason(_ code: Int32) -> Message {
    let en = String(cString: strerror(code))
    let zh: String? =
      switch code {
      case ENOENT: "没有这个文件，或者链接指向的文件不在了"
      case EACCES, EPERM: "没有权限"
      case ELOOP: "链接绕成了一圈"
      case EDQUOT: "超过了磁盘配额"
      case EFBIG: "超过了文件大小的限制"
      case EBUSY: "它正在用作挂载点"
      case EISDIR: "这是文件夹，不是文件"
      case ENOTDIR: "上一层不是文件夹"
      case ENOSPC: "磁盘满了"
      case EROFS: "磁盘是只读的"
      default: nil
      }
    return Message(zh: zh.map { "\($0)（\(en)）" } ?? en, en: en)
  }
}
