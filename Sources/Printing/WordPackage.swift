import OfficeFiles

/// The parts of a Word file in the making: their relations to the document, and their types.
struct WordPackage {
  private var archive: [(name: String, content: [UInt8])] = []
  private var types: [(part: String, type: String)] = []
  private var relations: [(id: String, xml: XMLText)] = []
  private var endings: [String: String] = [
    "rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml",
  ]

  static let word = "application/vnd.openxmlformats-officedocument.wordprocessingml."

  /// Appends a part in the folder `word` that the document refers to, and returns the id of the relation.
  @discardableResult
  mutating func add(_ name: String, _ kind: String, _ content: [UInt8], type: String? = nil) -> String {
    add("word/" + name, content, type: type)
    return relate(kind, to: name)
  }

  mutating func add(_ name: String, _ content: [UInt8], type: String? = nil) {
    archive.append((name, content))
    if let type { types.append((name, type)) }
  }

  /// All files with an ending are of one type.
  mutating func setType(ofEnding ending: String, _ type: String) { endings[ending] = type }

  /// Returns the id of a relation of the document; the same target has one.
  mutating func relate(_ kind: String, to target: String, isOutside: Bool = false) -> String {
    let mode: XMLText = isOutside ? #" TargetMode="External""# : ""
    let rest: XMLText = #"Type="\#(OfficePackage.relations)/\#(kind)" Target="\#(target)"\#(mode)/>"#
    if let known = relations.first(where: { $0.xml.text == rest.text }) { return known.id }
    let id = "rId\(relations.count + 1)"
    relations.append((id, rest))
    return id
  }

  /// The file.
  ///
  /// - Parameters:
  ///   - document: the part that is the document itself.
  ///   - properties: the parts that say what it is, with the kinds of their relations.
  func bytes(
    document: XMLText, properties: [(name: String, relation: String, type: String, content: XMLText)]
  ) -> [UInt8] {
    let main = WordPackage.word + "document.main+xml"
    var zip = ZipArchive(), overrides = XMLText(), defaults = XMLText(), roots = XMLText()
    for (ending, type) in endings.sorted(by: { $0.key < $1.key }) {
      defaults += #"<Default Extension="\#(ending)" ContentType="\#(type)"/>"#
    }
    let all =
      [("word/document.xml", main)] + types.map { ($0.part, $0.type) } + properties.map { ($0.name, $0.type) }
    for (part, type) in all { overrides += #"<Override PartName="/\#(part)" ContentType="\#(type)"/>"# }
    zip.add(
      "[Content_Types].xml",
      (#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\#(defaults)\#(overrides)</Types>"#
        as XMLText)
        .part)
    roots +=
      #"<Relationship Id="rId1" Type="\#(OfficePackage.relations)/officeDocument" Target="word/document.xml"/>"#
    for (number, part) in properties.enumerated() {
      roots += #"<Relationship Id="rId\#(number + 2)" Type="\#(part.relation)" Target="\#(part.name)"/>"#
    }
    zip.add("_rels/.rels", OfficePackage.relationships(roots))
    for part in properties { zip.add(part.name, part.content.part) }
    zip.add("word/document.xml", document.part)
    zip.add(
      "word/_rels/document.xml.rels",
      OfficePackage.relationships(
        relations.map { #"<Relationship Id="\#($0.id)" \#($0.xml)"# as XMLText }.joined))
    for (name, content) in archive { zip.add(name, content) }
    return zip.bytes
  }
}
