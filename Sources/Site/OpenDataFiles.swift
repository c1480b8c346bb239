import DataFormats
import Diagnostics
import OpenData
import Pages

extension Publication {
  /// The folder `data/`, and the page that explains it; nothing for a site that does without.
  func openData(_ input: BuildInput, baseURL: String, keeping keep: (@Sendable (OutputFile) -> Void)?) -> (
    files: [OutputFile], pages: [Page]
  ) {
    guard has(.data) else { return ([], []) }
    let data = Export(self, today: input.today, baseURL: baseURL)
    // By table, so that large files are not all made at the same time at the end.
    let jobs = data.tables.flatMap { table in table.formats.map { (table: table, format: $0) } }
    let made = jobs.parallelMap { table, format in
      let (bytes, rows) = table.encoded(format)
      let digest = SHA256.hexadecimal(of: bytes)
      let file = OutputFile(address: table.address(format), bytes: bytes)
      return (file.kept(by: keep), TableFile(table, format, bytes, rows: rows, digest: digest))
    }
    let tableFiles = made.map(\.1)
    let descriptions = data.descriptions(tableFiles).map {
      OutputFile(address: $0.address, bytes: $0.bytes).kept(by: keep)
    }
    return (made.map(\.0) + descriptions, [data.page(tableFiles)])
  }
}
