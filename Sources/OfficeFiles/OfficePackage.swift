/// Names and parts that workbooks and Word files have in common (ECMA-376, part 2).
package enum OfficePackage {
  /// The names of relations begin with it.
  package static let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  /// The part that lists relations.
  package static func relationships(_ list: XMLText) -> [UInt8] {
    (#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\#(list)</Relationships>"#
      as XMLText).part
  }
}
