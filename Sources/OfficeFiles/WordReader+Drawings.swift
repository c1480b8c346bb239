import Diagnostics

// Pictures, text boxes, charts and whatever else is drawn.

extension WordReader {
  mutating func readDrawing(_ element: XMLElement, _ reader: inout RunReader) throws(Diagnostic) {
    let named = element.descendant("wp:docPr") ?? element.descendant("pic:cNvPr")
    let description = (named?["descr"] ?? named?["title"] ?? "").trimmed
    try look(into: element, description, &reader)
  }

  private mutating func look(into element: XMLElement, _ description: String, _ reader: inout RunReader)
    throws(Diagnostic)
  {
    for child in element.name == "mc:AlternateContent" ? [element] : Array(element.elements) {
      switch child.name {
      case "mc:AlternateContent":
        // The same drawing twice, for new programs and for old ones.
        let before = (reader.runs.count, reader.boxes.count, text.notices.count)
        if let choice = child.first("mc:Choice") { try lookInside(choice, description, &reader) }
        if before == (reader.runs.count, reader.boxes.count, text.notices.count),
          let fallback = child.first("mc:Fallback")
        {
          try lookInside(fallback, description, &reader)
        }
      case "a:blip": try addPicture(child["r:embed"], link: child["r:link"], description, &reader)
      case "v:imagedata":
        try addPicture(
          child["r:id"], link: nil, description.isEmpty ? (child["o:title"] ?? "") : description, &reader)
      case "w:txbxContent": reader.boxes.append(child)
      case "c:chart": notice(.chart(description), reader.place)
      case "dgm:relIds": notice(.diagram(try diagram(child["r:dm"])), reader.place)
      case "o:OLEObject": notice(.object(child["ProgID"] ?? "OLE"), reader.place)
      default: try look(into: child, description, &reader)
      }
    }
  }

  private mutating func lookInside(_ element: XMLElement, _ description: String, _ reader: inout RunReader)
    throws(Diagnostic)
  {
    let named = element.descendant("wp:docPr")
    let own = (named?["descr"] ?? named?["title"] ?? "").trimmed
    // An embedded object has a picture of itself, mostly in a format of Windows.
    try look(into: element, own.isEmpty ? description : own, &reader)
  }

  private mutating func addPicture(
    _ id: String?, link: String?, _ description: String, _ reader: inout RunReader
  ) throws(Diagnostic) {
    guard let relation = (id ?? link).flatMap({ relations[$0] }) else { return }
    if relation.isExternal { return notice(.linkedPicture(relation.target), reader.place) }
    guard let entry = parts.zip[relation.target] else { return }
    let index: Int
    if let known = pictureIndices[relation.target] {
      index = known
    } else {
      let name = relation.target.split(separator: "/").suffix(2).joined(separator: "/")
      index = text.pictures.count
      text.pictures.append(WordPicture(try parts.zip.bytes(of: entry), name: name))
      pictureIndices[relation.target] = index
    }
    if text.pictures[index].ending == nil {
      return notice(.foreignPicture(text.pictures[index].name), reader.place)
    }
    reader.runs.append(WordRun(content: .picture(index, description: description)))
  }

  /// The words of a SmartArt graphic.
  private func diagram(_ id: String?) throws(Diagnostic) -> [String] {
    guard let relation = id.flatMap({ relations[$0] }), !relation.isExternal,
      parts.zip[relation.target] != nil
    else {
      return []
    }
    var words: [String] = []
    func collect(_ element: XMLElement) {
      if element.name == "a:p" {
        let text = element.words.trimmed
        if !text.isEmpty { words.append(text) }
      } else {
        for child in element.elements { collect(child) }
      }
    }
    collect(try XMLElement(try parts.contents(of: relation.target)))
    return words
  }

  /// An equation as a line of text.
  mutating func equation(_ element: XMLElement, _ place: WordPlace) -> WordRun? {
    let text = element.linear.trimmed
    if text.isEmpty { return nil }
    notice(.equation(text.shortened), place)
    return WordRun(content: .text(text))
  }
}

extension XMLElement {
  /// The first element of a name within it, at any depth.
  fileprivate func descendant(_ name: String) -> XMLElement? {
    for element in elements {
      if element.name == name { return element }
      if let found = element.descendant(name) { return found }
    }
    return nil
  }

  /// A formula on one line: (a+b)/c, x^2.
  fileprivate var linear: String {
    func part(_ name: String) -> String {
      let text = first(name)?.linear ?? ""
      return text.count > 1 && text.contains { "+-×*/=^_ ".contains($0) } ? "(\(text))" : text
    }
    switch name {
    case "m:t": return text
    case "m:f": return part("m:num") + "/" + part("m:den")
    case "m:sSup": return part("m:e") + "^" + part("m:sup")
    case "m:sSub": return part("m:e") + "_" + part("m:sub")
    case "m:rad": return "√" + part("m:e")
    case "m:d": return "(" + all("m:e").map(\.linear).joined(separator: ",") + ")"
    default: return elements.map(\.linear).joined()
    }
  }
}
