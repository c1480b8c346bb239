import Bytes
import Diagnostics
import OpenData
import Pages
import Records

extension [Edition] {
  /// The folder `data/`, once for all languages, and a page in each that explains it; nothing for a site that does without.
  mutating func addOpenData(_ input: BuildInput, keeping keep: (@Sendable (OutputFile) -> Void)?)
    -> [OutputFile]
  {
    guard let publication = first?.publication, publication.content.settings.sections.contains(.data) else {
      return []
    }
    let baseURL = input.baseURL ?? publication.content.settings.baseURL
    let export = Export(publication.figures, today: input.today, baseURL: baseURL)
    let jobs = export.tables.flatMap { table in table.passes.map { (table: table, formats: $0) } }
    let written = jobs.parallelMap { write($0.table, $0.formats, keeping: keep) }.flatMap { $0 }
    let files = written.map(\.1), description = export.described
    for i in indices {
      self[i].pages.append(
        self[i].publication.dataPage(description, files, relativeRoot: self[i].folder.isEmpty ? "" : "../"))
    }
    let descriptions = description.descriptions(files).map {
      OutputFile(address: $0.address, bytes: $0.bytes).kept(by: keep)
    }
    return written.map(\.0) + descriptions
  }
}

/// The files of one pass over a table. Large ones are kept piece by piece as they are made.
private func write(_ table: Table, _ formats: [Table.Format], keeping keep: ((OutputFile) -> Void)?) -> [(
  OutputFile, TableFile
)] {
  // Of each file the bytes not kept yet, how many have been, and the digest.
  var parts = formats.map { _ in (bytes: [UInt8](), kept: 0, digest: SHA256()) }
  let rows = table.write(formats) { format, piece in
    guard let index = formats.firstIndex(of: format) else { return }
    parts[index].digest.add(piece)
    guard let keep, !parts[index].bytes.isEmpty else { return parts[index].bytes += piece }
    keep(OutputFile(address: table.address(format), bytes: parts[index].bytes, start: parts[index].kept))
    parts[index].kept += parts[index].bytes.count
    parts[index].bytes = piece
  }
  let described = table.described
  return zip(formats, parts).map { format, part in
    let last = OutputFile(
      address: table.address(format), bytes: part.bytes, start: part.kept > 0 ? part.kept : nil)
    let file = TableFile(
      described, format, bytes: part.kept + part.bytes.count, rows: rows, digest: part.digest.hexadecimal)
    return (last.kept(by: keep), file)
  }
}
