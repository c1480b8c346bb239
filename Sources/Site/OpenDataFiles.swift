import Bytes
import Diagnostics
import Files
import OpenData
import Pages
import Records

extension [Edition] {
  /// Writes the folder `data/`, once for all languages, and adds a page to each that explains it; nothing for a site that
  /// does without.
  mutating func writeOpenData(_ input: BuildInput, to sink: some OutputSink) {
    guard let publication = first?.publication, publication.content.settings.sections.contains(.data) else {
      return
    }
    let baseURL = input.baseURL ?? publication.content.settings.baseURL
    let export = Export(publication.figures, today: input.today, baseURL: baseURL)
    let jobs = export.tables.flatMap { table in table.passes.map { (table: table, formats: $0) } }
    let files = jobs.parallelMap { write($0.table, $0.formats, to: sink) }.flatMap { $0 }
    let description = export.described
    for i in indices {
      self[i].pages.append(
        self[i].publication.dataPage(description, files, relativeRoot: self[i].location.root))
    }
    for file in description.descriptions(files) {
      sink.write(OutputFile(address: file.address, bytes: file.bytes))
    }
  }
}

/// Writes the files of one pass over a table, large ones piece by piece as they are made.
private func write(_ table: Table, _ formats: [Table.Format], to sink: some OutputSink) -> [TableFile] {
  // For each file the bytes not written yet, the number of those written, and the digest of all.
  var parts = formats.map { _ in (bytes: [UInt8](), written: 0, digest: SHA256()) }
  let rows = table.write(formats) { format, piece in
    guard let index = formats.firstIndex(of: format) else { return }
    parts[index].digest.add(piece)
    if !parts[index].bytes.isEmpty {
      let part = parts[index]
      sink.write(OutputFile(address: table.address(format), bytes: part.bytes, start: part.written))
      parts[index].written += part.bytes.count
    }
    parts[index].bytes = piece
  }
  let described = table.described
  return zip(formats, parts).map { format, part in
    sink.write(
      OutputFile(
        address: table.address(format), bytes: part.bytes, start: part.written > 0 ? part.written : nil))
    return TableFile(
      described, format, bytes: part.written + part.bytes.count, rows: rows, digest: part.digest.hexadecimal)
  }
}
