import Diagnostics
import Records
import Templates

// The pages at the former addresses of cases and own pages (`aliases:`), which lead on to the present one.
extension Content {
  var redirectPages: [Page] {
    cases.flatMap {
      redirects($0.formerAddresses, of: $0.file, $0.title, $0.summary, to: Address.record("cases", $0.stem))
    }
      + pages.flatMap {
        redirects($0.formerAddresses, of: $0.file, $0.title, $0.summary, to: Address.page($0))
      }
  }

  private func redirects(
    _ formerAddresses: [Located<String>], of file: String, _ title: String, _ summary: String?,
    to address: String
  ) -> [Page] {
    formerAddresses.map { former in
      Page(
        Address.former(former.value), kind: Page.redirect, title: title, description: summary ?? title,
        location: Location(file, former.range)
      ) { data in ["target": data.text(address)] }
    }
  }
}

extension Address {
  /// The file at an address of an older site: `/info/12.html`, `cases/old/`, `old`.
  fileprivate static func former(_ text: String) -> String {
    let path = text.hasPrefix("/") ? String(text.dropFirst()) : text
    if path.hasSuffix(".html") || path.hasSuffix(".htm") { return path }
    return folder(path.hasSuffix("/") ? String(path.dropLast()) : path)
  }
}
