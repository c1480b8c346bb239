extension Workbook.Sheet {
  private var comments: [(column: Int, row: Int, text: String)] {
    rows.enumerated().flatMap { row, cells in
      cells.enumerated().compactMap { column, cell in cell.comment.map { (column, row, $0) } }
    }
  }

  /// The part of the comments' texts.
  func comments(_ main: String) -> XMLText {
    var list = XMLText()
    for comment in comments {
      list += """
        <comment ref="\(CellAddress.letters(comment.column))\(comment.row + 1)" authorId="0"><text><r><rPr><sz val="10"/>\
        <rFont val="宋体"/><charset val="134"/></rPr><t xml:space="preserve">\(comment.text.inCell)</t></r></text></comment>
        """
    }
    return
      #"<comments xmlns="\#(main)"><authors><author>议事簿</author></authors><commentList>\#(list)</commentList></comments>"#
  }

  /// The part of the boxes in which the comments are shown, beside their cells: without it no program shows any.
  ///
  /// - Parameter block: the first of the blocks of 1024 numbers that the boxes have; advances to the next that is free.
  func boxes(block: inout Int) -> XMLText {
    let comments = comments, blocks = comments.count / 1024 + 1
    let ids = (block..<block + blocks).map(String.init).joined(separator: ",")
    var shapes = XMLText()
    for (index, comment) in comments.enumerated() {
      // A line has 14 characters in three columns, and two rows have three lines.
      let lines = comment.text.split(separator: "\n", omittingEmptySubsequences: false).reduce(0) {
        $0 + $1.count / 14 + 1
      }
      let top = max(comment.row - 1, 0), left = comment.column + 1
      shapes += """
        <v:shape id="_x0000_s\(block * 1024 + index + 1)" type="#_x0000_t202" style="position:absolute;visibility:hidden" \
        fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow color="black" obscured="t"/>\
        <v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"/></v:textbox>\
        <x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>\
        <x:Anchor>\(left), 15, \(top), 4, \(left + 3), 15, \(top + max(3, lines)), 4</x:Anchor><x:AutoFill>False</x:AutoFill>\
        <x:Row>\(comment.row)</x:Row><x:Column>\(comment.column)</x:Column></x:ClientData></v:shape>
        """
    }
    block += blocks
    return """
      <xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" \
      xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="\(ids)"/>\
      </o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">\
      <v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>\(shapes)</xml>
      """
  }
}
