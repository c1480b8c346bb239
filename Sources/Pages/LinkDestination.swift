import Diagnostics

/// The destination of a link or picture in a text, as far as it can be told without knowing the site.
///
/// `../brands/a.md#b` is a path, `https://example.org/` leads elsewhere, and `C:\a.doc` or `htp://example.org` can be
/// opened by nobody.
enum LinkDestination: Equatable {
  /// Another site, a mail or a telephone number: the build does not look at it.
  case elsewhere
  /// A path relative to the write-up, or with a slash at its start to the site, in plain letters.
  case here(LocalPath)
  case mistaken(LinkMistake, meant: String?)

  init(_ written: String) {
    if written.isEmpty {
      self = .mistaken(.empty, meant: nil)
    } else if written.hasPrefix("\\") || written.isOnDrive {
      self = .mistaken(.fileOfOneComputer, meant: nil)
    } else if written.contains("\\"), !written.contains(":") {
      self = .mistaken(.backslashes, meant: written.replacing("\\", with: "/"))
    } else if let halfWidth = written.withHalfWidthMarks {
      self = .mistaken(.fullWidthMarks, meant: halfWidth)
    } else if written.hasPrefix("//") {
      self = .mistaken(.noScheme, meant: "https:" + written)
    } else if let scheme = written.scheme {
      self = LinkDestination(scheme: scheme, rest: written.dropFirst(scheme.utf8.count + 1))
    } else if let scheme = ["http", "https"].first(where: { written.lowercased().hasPrefix($0 + "//") }) {
      self = .mistaken(.noScheme, meant: scheme + ":" + written.dropFirst(scheme.count))
    } else if written.isHost {
      self = .mistaken(.noScheme, meant: (written.isMailAddress ? "mailto:" : "https://") + written)
    } else {
      self = .here(LocalPath(written))
    }
  }

  private init(scheme: String, rest: Substring) {
    let known = ["http", "https", "mailto", "tel"], name = scheme.lowercased()
    switch name {
    case "http", "https":
      let address = rest.drop { $0 == "/" }
      let host = address.prefix { !"/?#".contains($0) }
      let trimmed = String(rest.prefix { !"，。；！？、）】》”".contains($0) })
      if host.isEmpty || host.contains(" ") {
        self = .mistaken(.noHost, meant: nil)
      } else if host.count > trimmed.drop(while: { $0 == "/" }).prefix(host.count).count {
        // A stop of the sentence, taken into the host.
        self = .mistaken(.noHost, meant: trimmed.contains(".") ? name + ":" + trimmed : nil)
      } else if known.contains(where: { host.lowercased() == $0 + ":" }) {
        self = .mistaken(.noHost, meant: String(address))
      } else if !rest.hasPrefix("//") || rest.hasPrefix("///") {
        self = .mistaken(.noHost, meant: name + "://" + address)
      } else {
        self = .elsewhere
      }
    case "mailto": self = rest.contains("@") ? .elsewhere : .mistaken(.noHost, meant: nil)
    case "tel": self = rest.contains { $0.isNumber } ? .elsewhere : .mistaken(.noHost, meant: nil)
    case "file": self = .mistaken(.fileOfOneComputer, meant: nil)
    default:
      // example.org:8080/a has a host before its colon.
      if name.isHost {
        self = .mistaken(.noScheme, meant: "https://\(scheme):\(rest)")
      } else {
        let meant = nearest(to: name, among: known)
        self = .mistaken(.unknownScheme(scheme), meant: meant.map { $0 + ":" + rest })
      }
    }
  }
}

/// The reason for which nobody can open a link.
enum LinkMistake: Equatable {
  case empty
  case fileOfOneComputer
  case backslashes
  case fullWidthMarks
  case noScheme
  case noHost
  case unknownScheme(String)
}

/// A path inside the site with its query and fragment: `/search/?q=a#b`.
struct LocalPath: Equatable {
  /// The path without percent-encoding: `老街.md` for `%E8%80%81%E8%A1%97.md`.
  let path: String
  /// The query as written, with its `?`; empty if there is none.
  let query: String
  /// The fragment without `#` and percent-encoding; `nil` if there is none.
  let fragment: String?

  /// The query and fragment, which follow the path.
  var suffix: String { query + (fragment.map { "#" + $0 } ?? "") }

  init(_ written: String) {
    let beforeFragment = written.prefix { $0 != "#" }
    let path = beforeFragment.prefix { $0 != "?" }
    self.path = String(path).percentDecoded
    query = String(beforeFragment.dropFirst(path.count))
    let fragment = written.dropFirst(beforeFragment.count).dropFirst()
    self.fragment = fragment.isEmpty ? nil : String(fragment).percentDecoded
  }
}

extension String {
  /// Letters, digits and `+`, `-`, `.` before the first colon, of which the first is a letter.
  fileprivate var scheme: String? {
    guard let colon = firstIndex(of: ":"), let first = utf8.first, first.isASCIILetter else { return nil }
    let name = self[..<colon]
    let isName = name.utf8.allSatisfy {
      $0.isASCIILetter || 0x30...0x39 ~= $0 || $0 == 0x2B || $0 == 0x2D || $0 == 0x2E
    }
    return isName ? String(name) : nil
  }

  /// `C:\a.doc`, `d:/a.doc`
  fileprivate var isOnDrive: Bool {
    let start = Array(utf8.prefix(3))
    return start.count == 3 && start[0].isASCIILetter && start[1] == UInt8(ascii: ":")
      && (start[2] == UInt8(ascii: "\\") || start[2] == UInt8(ascii: "/"))
  }

  /// `https：／／example.org` with half-width marks; `nil` where its beginning has no full-width one.
  fileprivate var withHalfWidthMarks: String? {
    let head = prefix(12)
    guard head.contains("：") || head.contains("／") else { return nil }
    let plain = head.map { $0 == "：" ? ":" : $0 == "／" ? "/" : $0 } + dropFirst(12)
    guard let scheme = String(plain).scheme else { return nil }
    return hasPrefix(scheme + "://") ? nil : String(plain)
  }

  /// `www.example.org/a`, `hubei.gov.cn`, `office@example.org`
  fileprivate var isHost: Bool {
    let host = prefix { !"/?#:".contains($0) }.lowercased()
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count > 1, parts.allSatisfy({ !$0.isEmpty }),
      host.utf8.allSatisfy({ $0 < 0x80 && $0 != 0x20 })
    else { return false }
    let endings: Set<Substring> = ["com", "cn", "org", "net", "gov", "edu", "info", "top", "vip"]
    return parts[0] == "www" || endings.contains(parts[parts.count - 1])
  }

  fileprivate var isMailAddress: Bool { prefix { !"/?#:".contains($0) }.contains("@") }

  /// The text with `%E8%80%81` as the letters that it means; as written where that is no UTF-8.
  package var percentDecoded: String {
    guard utf8.contains(UInt8(ascii: "%")) else { return self }
    let bytes = Array(utf8)
    var plain: [UInt8] = [], i = 0
    while i < bytes.count {
      if bytes[i] == UInt8(ascii: "%"), i + 2 < bytes.count, let high = bytes[i + 1].hexadecimal,
        let low = bytes[i + 2].hexadecimal
      {
        plain.append(high << 4 | low)
        i += 3
      } else {
        plain.append(bytes[i])
        i += 1
      }
    }
    return String(validating: plain, as: UTF8.self) ?? self
  }
}

extension UInt8 {
  fileprivate var isASCIILetter: Bool { 0x61...0x7A ~= self | 0x20 }

  fileprivate var hexadecimal: UInt8? {
    switch self {
    case 0x30...0x39: self - 0x30
    case 0x41...0x46: self - 0x37
    case 0x61...0x66: self - 0x57
    default: nil
    }
  }
}
