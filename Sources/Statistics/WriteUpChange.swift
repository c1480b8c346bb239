import Records

/// A case or report that is in one state only, differs between the two, or has another address now. The address decides
/// which is which: the stem, or the `slug:` of a case.
package struct WriteUpChange: Sendable {
  package let kind: Changes.Kind
  /// The file in the newer state, if there is one.
  package let file: String
  /// The former file, if it has another address now.
  package let formerFile: String?
  /// The address that leads nowhere now, which `aliases:` of the case should give.
  package let lostAddress: String?
  package let title: String
  package let region: String
  /// The English names of the fields that differ, `body` last.
  package let fields: [String]
  /// The numbers of a report that came, went or are others now.
  package let numbers: [NumberChange]
}

/// The traits of a case and a report by which two states are held against each other.
protocol ComparedWriteUp: WriteUpRecord {
  var region: RegionID { get }
  /// The folder of its page, if it has a page.
  static var pages: String? { get }
  var addressesBefore: [String] { get }
}

extension Case: ComparedWriteUp {
  static var pages: String? { "cases/" }
  var addressesBefore: [String] {
    formerAddresses.map { address in
      let path = address.value.hasPrefix("/") ? String(address.value.dropFirst()) : address.value
      if path.hasSuffix("/index.html") { return String(path.dropLast("index.html".count)) }
      return path.hasSuffix("/") || path.hasSuffix(".html") ? path : path + "/"
    }
  }
}

extension Report: ComparedWriteUp {
  static var pages: String? { nil }
  var addressesBefore: [String] { [] }
}

extension WriteUpChange {
  /// - Parameter numbers: the numbers that came, went or changed from the older write-up to the newer.
  static func all<Record: ComparedWriteUp>(
    from before: [Record], in old: Content, to after: [Record], in new: Content,
    numbers: (Record?, Record?) -> [NumberChange] = { _, _ in [] }
  ) -> [WriteUpChange] {
    var pairs: [(before: Record?, after: Record?)] = [], added: [Record] = []
    var byStem = Dictionary(before.map { ($0.stem, $0) }) { first, _ in first }
    for record in after {
      if let other = byStem.removeValue(forKey: record.stem) {
        pairs.append((other, record))
      } else {
        added.append(record)
      }
    }
    let removed = before.filter { byStem[$0.stem] != nil }
    pairs += renamed(removed, in: old, added, in: new)
    return pairs.compactMap { before, after in
      change(from: before, in: old, to: after, in: new, numbers(before, after))
    }.sorted { $0.stem < $1.stem }.map(\.change)
  }

  private static func change<Record: ComparedWriteUp>(
    from before: Record?, in old: Content, to after: Record?, in new: Content, _ numbers: [NumberChange]
  ) -> (stem: String, change: WriteUpChange)? {
    guard let record = after ?? before else { return nil }
    let kind: Changes.Kind =
      switch (before, after) {
      case (nil, _): .added
      case (_, nil): .removed
      case (let before?, let after?): before.stem == after.stem ? .changed : .renamed
      }
    let fields = before.flatMap { before in after.map { $0.differences(from: before) } } ?? []
    guard kind != .changed || !fields.isEmpty || !numbers.isEmpty else { return nil }
    let address =
      kind == .renamed ? before.flatMap { before in Record.pages.map { $0 + before.stem + "/" } } : nil
    let content = after == nil ? old : new
    return (
      record.stem,
      WriteUpChange(
        kind: kind, file: record.file, formerFile: kind == .renamed ? before?.file : nil,
        lostAddress: address.flatMap { record.addressesBefore.contains($0) ? nil : $0 },
        title: record.title, region: content.regions[record.region].path, fields: fields, numbers: numbers)
    )
  }

  /// Pairs the write-ups that are gone with the new ones, where they are one write-up under another name: by its
  /// `aliases:`, by title and region, by text and region, by title and text; only where no third fits as well.
  private static func renamed<Record: ComparedWriteUp>(
    _ removed: [Record], in old: Content, _ added: [Record], in new: Content
  ) -> [(before: Record?, after: Record?)] {
    guard !removed.isEmpty, !added.isEmpty else {
      return removed.map { ($0, nil) } + added.map { (nil, $0) }
    }
    var removed = removed, added = added, pairs: [(before: Record?, after: Record?)] = []
    func pair(_ names: (Record, Content) -> String?, _ now: ((Record) -> [String])? = nil) {
      var before: [String: [Record]] = [:], after: [String: [Record]] = [:]
      for record in removed { names(record, old).map { before[$0, default: []].append(record) } }
      for record in added {
        for name in now?(record) ?? names(record, new).map({ [$0] }) ?? [] {
          after[name, default: []].append(record)
        }
      }
      for (name, records) in after.sorted(by: { $0.key < $1.key }) where records.count == 1 {
        guard let others = before[name], others.count == 1,
          let former = removed.firstIndex(where: { $0.stem == others[0].stem }),
          let other = added.firstIndex(where: { $0.stem == records[0].stem })
        else { continue }
        pairs.append((removed.remove(at: former), added.remove(at: other)))
      }
    }
    func text(_ record: Record) -> String? {
      record.body.count < 60 ? nil : String(decoding: record.body, as: UTF8.self)
    }
    pair({ record, _ in Record.pages.map { $0 + record.stem + "/" } }, \.addressesBefore)
    pair { "\($1.regions[$0.region].path)\n\($0.title)" }
    pair { record, content in text(record).map { "\(content.regions[record.region].path)\n\($0)" } }
    pair { record, _ in text(record).map { "\(record.title)\n\($0)" } }
    return pairs + removed.map { ($0, nil) } + added.map { (nil, $0) }
  }
}
