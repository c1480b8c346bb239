import Diagnostics
import Records
import Templates

// The pages at the former addresses of cases (`aliases:`), which lead on to the present one.
extension Content {
  var redirectPages: [Page] {
    cases.flatMap { record in
      record.formerAddresses.map { former in
        Page(
          Address.former(former.value), kind: Page.redirect, title: record.title,
          description: record.summary ?? record.title, location: Location(record.file, former.range)
        ) { data in ["target": data.text(Address.record("cases", record.stem))] }
      }
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
