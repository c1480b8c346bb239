import Diagnostics
import FrontMatter

/// A write-up, and what is known of the region that it names.
package struct PlacedDocument: Sendable {
  package let document: Document
  /// The lookup of the region; nil if the write-up names none.
  package let region: RegionTree.Lookup?
  /// The range of the region's name in the file.
  let regionRange: Range<Int>
}

extension RegionTree {
  /// Looks up the regions that write-ups name, in their order: those below the district come into being here. By what
  /// a write-up says that is held back, none does.
  mutating func place(_ documents: [Document], today: Day?, admitting admitted: String? = nil)
    -> [PlacedDocument]
  {
    var seen = NameIndex(), lookups: [Lookup] = []
    let starts = documents.parallelMap {
      DocumentStart($0, today: $0.source.path == admitted ? nil : today)
    }
    return zip(documents, starts).map { document, start in
      let region = start.region.map { name in
        if let known = seen[name] { return lookups[known] }
        if start.isHeldBack {
          var aside = self
          return aside.resolve(name)
        }
        let lookup = resolve(name)
        seen.add(name, lookups.count)
        lookups.append(lookup)
        return lookup
      }
      return PlacedDocument(document: document, region: region, regionRange: start.regionRange)
    }
  }
}

/// The fields of a write-up that have to be known before it is read. The three fields have the same names in every
/// kind, and must be read here as `flag("draft")` and `day("published")` read them later.
private struct DocumentStart: Sendable {
  var region: String?
  var regionRange = 0..<0
  var isHeldBack = false

  init(_ document: Document, today: Day?) {
    let kind = RecordKind.case, header = document.header
    var namesRegion = false
    _ = header.forEachKey { name, index in
      guard let position = kind.indices[name] else { return }
      switch kind.fields[position].key {
      case "region" where !namesRegion:
        namesRegion = true
        let node = header.value(at: index)
        if let value = node.scalar, !node.isBlank { (region, regionRange) = (value.text, node.range) }
      case "draft":
        guard today != nil, let value = header.value(at: index).scalar else { return }
        if value.bool == true || value.text == "是" { isHeldBack = true }
      case "published":
        guard let today, let value = header.value(at: index).scalar else { return }
        if let day = Day(parsing: value.text), day > today { isHeldBack = true }
      default: break
      }
    }
  }
}
