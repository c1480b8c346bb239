import Diagnostics

/// The parts of a workbook or a Word file, and how they refer to each other (ECMA-376, part 2).
package struct OfficeParts: Sendable {
  package let zip: ZipReader
  /// The name of the part that all others belong to.
  package let main: String

  package struct Relation: Sendable, Equatable {
    package let id: String
    /// The last word of its type: `worksheet`, `image`.
    package let kind: String
    /// The name of a part, or an address if it is external.
    package let target: String
    package let isExternal: Bool
  }

  package init(_ zip: ZipReader) throws(Diagnostic) {
    self.zip = zip
    let document = try OfficeParts.relations(of: "", in: zip).first { $0.kind == "officeDocument" }
    guard let document, !document.isExternal else { throw .damagedFile(zip.path, .missing("_rels/.rels")) }
    main = document.target
  }

  /// The parts and addresses that a part refers to; none where it has no list.
  package func relations(of part: String) throws(Diagnostic) -> [Relation] {
    try OfficeParts.relations(of: part, in: zip)
  }

  package func contents(of part: String) throws(Diagnostic) -> ZipContents {
    guard let entry = zip[part] ?? zip[part.percentDecoded] else {
      throw .damagedFile(zip.path, .missing(part))
    }
    return zip.contents(of: entry)
  }

  /// - Parameter part: empty for the file as a whole.
  private static func relations(of part: String, in zip: ZipReader) throws(Diagnostic) -> [Relation] {
    let folder = part.split(separator: "/").dropLast().map(String.init)
    let list = (folder + ["_rels", "\(part.split(separator: "/").last ?? "").rels"]).joined(separator: "/")
    guard let entry = zip[list] else { return [] }
    var relations: [Relation] = []
    for element in try XMLElement(zip.contents(of: entry)).all("Relationship") {
      guard let id = element["Id"], let type = element["Type"], let target = element["Target"] else {
        throw .damagedFile(zip.path, .entry(list))
      }
      let isExternal = element["TargetMode"] == "External"
      let kind = String(type.split(separator: "/").last ?? "")
      guard let resolved = isExternal ? target : resolve(target, in: folder) else {
        throw .damagedFile(zip.path, .entry(list))
      }
      relations.append(Relation(id: id, kind: kind, target: resolved, isExternal: isExternal))
    }
    return relations
  }

  /// The name of a part; nil for one that leads outside.
  private static func resolve(_ target: String, in folder: [String]) -> String? {
    let target = target.replacing("\\", with: "/")
    var parts = target.hasPrefix("/") ? [] : folder
    for part in target.split(separator: "/") where part != "." {
      if part == ".." {
        if parts.popLast() == nil { return nil }
      } else {
        parts.append(String(part))
      }
    }
    return parts.joined(separator: "/")
  }
}

extension String {
  /// `a%20b` → `a b`
  fileprivate var percentDecoded: String {
    var bytes: [UInt8] = [], rest = utf8[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), let value = UInt8(String(rest.prefix(2)) ?? "", radix: 16) {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
