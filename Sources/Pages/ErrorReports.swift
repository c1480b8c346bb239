import Records
import Wording

/// The addresses at which readers report an error: a mail that is begun, or a form that knows the page.
struct ErrorReports: Sendable {
  private let office: Office
  private let words: Words
  /// The address of the edition, with a slash at its end.
  private let baseURL: String

  init(_ settings: SiteSettings, _ words: Words, baseURL: String) {
    (office, self.words, self.baseURL) = (settings.office, words, baseURL)
  }

  /// Returns nil in a site that names no address.
  ///
  /// - Parameters:
  ///   - page: the address of the page from the root of the edition; with the anchor, where it is about a figure there.
  ///   - figure: the id of the figure (`data-figure`).
  func address(page: String, titled title: String, figure: String? = nil) -> String? {
    if office.reportURL == nil, office.reportEmail == nil { return nil }
    let (path, fragment) = AddressBook.split(page)
    let page = baseURL + Address.canonical(path) + fragment
    if let form = office.reportURL {
      return form.replacing("{page}", with: page.percentEncoded)
        .replacing("{title}", with: title.percentEncoded)
        .replacing("{figure}", with: (figure ?? "").percentEncoded)
    }
    return office.reportEmail.map { mailbox in
      let subject = words.filled(.reportSubject, ["title": title])
      let lines =
        [words.filled(.reportPage, ["address": page])]
        + (figure.map { [words.filled(.reportFigure, ["id": $0])] } ?? []) + ["", words[.reportBody], ""]
      // Line ends of mails are two characters (RFC 6068).
      let body = lines.joined(separator: "\r\n")
      return "mailto:\(mailbox)?subject=\(subject.percentEncoded)&body=\(body.percentEncoded)"
    }
  }
}

extension String {
  /// The text as a part of an address: all but letters, digits, `-`, `.`, `_` and `~` as `%E8%80%81`.
  var percentEncoded: String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in utf8 {
      switch byte {
      case 48...57, 65...90, 97...122, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        bytes.append(byte)
      default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
