import OfficeFiles

extension WordWriter {
  /// English metric units in a twentieth of a point, and in a pixel of 1/96 inch.
  private static let unitsInTwentieth = 635, unitsInPixel = 9525

  // MARK: Pictures

  /// The greatest height of a picture in twentieths of a point: 150 mm, as in `briefing.css`.
  private static let highestPicture = 8504

  /// A picture at the size of its pixels, or as large as the type area lets it be.
  mutating func drawing(of picture: Picture) -> XMLText {
    pictureCount += 1
    let ending = picture.format.rawValue
    package.setType(ofEnding: ending, "image/" + ending)
    let relation = package.add("media/image\(pictureCount).\(ending)", "image", picture.bytes)
    let widest = page.textWidth * WordWriter.unitsInTwentieth
    let highest =
      min(WordWriter.highestPicture, page.textHeight - 2 * PageSize.line) * WordWriter.unitsInTwentieth
    var width = min(picture.width, 100_000) * WordWriter.unitsInPixel
    var height = min(picture.height, 100_000) * WordWriter.unitsInPixel
    if width > widest { (width, height) = (widest, height * widest / width) }
    if height > highest { (width, height) = (width * highest / height, highest) }
    (width, height) = (max(width, 1), max(height, 1))
    // Word turns a picture about its middle, and reads its size before that. What it needs beyond it is said beside.
    let turn = picture.turn, beyond = turn.isSideways ? max(0, (width - height) / 2) : 0
    let above = turn.isSideways ? max(0, (height - width) / 2) : 0
    if turn.isSideways { (width, height) = (height, width) }
    var way = XMLText()
    if turn.degrees > 0 { way += " rot=\"\(turn.degrees * 60000)\"" }
    if turn.isMirrored { way += " flipH=\"1\"" }
    let id = drawingCount + 1
    return inline(
      width: width, height: height, beside: (beyond, above), name: "图片 \(pictureCount)",
      alternative: picture.alternative,
      """
      <a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>\
      <pic:cNvPr id="\(id)" name="图片 \(pictureCount)" descr="\(picture.alternative)"/><pic:cNvPicPr/></pic:nvPicPr>\
      <pic:blipFill><a:blip r:embed="\(relation)"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
      <pic:spPr><a:xfrm\(way)><a:off x="0" y="0"/><a:ext cx="\(width)" cy="\(height)"/></a:xfrm>\
      <a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>
      """)
  }

  private mutating func inline(
    width: Int, height: Int, beside: (x: Int, y: Int) = (0, 0), name: String, alternative: String,
    _ content: XMLText
  ) -> XMLText {
    drawingCount += 1
    let effect: XMLText =
      beside == (0, 0)
      ? "" : #"<wp:effectExtent l="\#(beside.x)" t="\#(beside.y)" r="\#(beside.x)" b="\#(beside.y)"/>"#
    return """
      <w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="\(width)" cy="\(height)"/>\(effect)\
      <wp:docPr id="\(drawingCount)" name="\(name)" descr="\(alternative)"/><wp:cNvGraphicFramePr/>\
      <a:graphic>\(content)</a:graphic></wp:inline></w:drawing></w:r>
      """
  }

  // MARK: Charts

  /// A chart of Word's own, with a workbook of its numbers, in a paragraph of its own.
  mutating func append(_ chart: Chart) {
    chartCount += 1
    let number = chartCount, office = OfficePackage.relations
    let workbook = "embeddings/Microsoft_Excel_Sheet\(number).xlsx"
    package.setType(
      ofEnding: "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    let relation = package.add(
      "charts/chart\(number).xml", "chart", ChartPart(chart).xml.part,
      type: "application/vnd.openxmlformats-officedocument.drawingml.chart+xml")
    package.add(
      "word/charts/_rels/chart\(number).xml.rels",
      OfficePackage.relationships(
        #"<Relationship Id="rId1" Type="\#(office)/package" Target="../\#(workbook)"/>"#))
    package.add("word/" + workbook, chart.workbook.bytes)
    let lines = chart.kind == .bars ? chart.points.count * 400 + 300 : 4200
    let drawing = inline(
      width: page.textWidth * WordWriter.unitsInTwentieth,
      height: min(lines, page.textHeight - 2 * PageSize.line) * WordWriter.unitsInTwentieth,
      name: "图表 \(number)",
      alternative: chart.alternative.isEmpty ? chart.title : chart.title + "。" + chart.alternative,
      """
      <a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">\
      <c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="\(relation)"/></a:graphicData>
      """)
    let marked = comment(on: drawing, chart.points.compactMap(\.figure))
    body += "<w:p><w:pPr><w:pStyle w:val=\"Picture\"/></w:pPr>\(marked)</w:p>"
  }
}

extension Chart {
  /// The numbers as a workbook: names in the first column, numbers in the second, the certain part of them in the third,
  /// and their wordings in the last.
  var workbook: Workbook {
    let head: [Workbook.Cell] = [.text(""), .text(seriesName), .text(Chart.certainName), .text("公布的说法")]
    let rows = points.map { point -> [Workbook.Cell] in
      let value = point.value.map(Workbook.Cell.number) ?? .empty
      return [
        .text(point.name), value, point.certain.map(Workbook.Cell.number) ?? value,
        .text(point.wording(unit: unit)),
      ]
    }
    return Workbook([Workbook.Sheet(name: "数据", rows: [head] + rows, widths: [24, 16, 16, 16])])
  }

  fileprivate var seriesName: String { unit.isEmpty ? "数字" : unit }

  fileprivate static let certainName = "确切的部分"

  /// Whether bars have a hollow part.
  fileprivate var isUncertain: Bool { kind == .bars && points.contains { $0.certain != nil } }
}

/// The part of a chart, in black and white. What is possible is hollow, and what is certain solid before it.
struct ChartPart {
  let xml: XMLText

  private static let line: XMLText =
    #"<a:ln w="6350"><a:solidFill><a:srgbClr val="404040"/></a:solidFill></a:ln>"#
  private static let solid: XMLText = #"<a:solidFill><a:srgbClr val="595959"/></a:solidFill>"#
  private static let light: XMLText = #"<a:solidFill><a:srgbClr val="BFBFBF"/></a:solidFill>"#
  private static let nothing: XMLText = "<a:noFill/><a:ln><a:noFill/></a:ln>"

  init(_ chart: Chart) {
    let isBars = chart.kind == .bars, isUncertain = chart.isUncertain
    let first = ChartPart.series(
      0, chart, column: "B", named: chart.seriesName,
      look: isUncertain ? "<a:noFill/>\(ChartPart.line)" : isBars ? ChartPart.solid : ChartPart.light,
      labels: ChartPart.labels(chart)
    ) { $0.value }
    let second: XMLText =
      isUncertain
      ? ChartPart.series(1, chart, column: "C", named: Chart.certainName, look: ChartPart.solid, labels: "") {
        $0.certain ?? $0.value
      } : ""
    xml = """
      <c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" \
      xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" \
      xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><c:date1904 val="0"/>\
      <c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/><c:barChart>\
      <c:barDir val="\(isBars ? "bar" : "col")"/><c:grouping val="clustered"/><c:varyColors val="0"/>\(first)\(second)\
      <c:gapWidth val="\(isBars ? 60 : 120)"/><c:overlap val="100"/><c:axId val="1"/><c:axId val="2"/></c:barChart>\
      <c:catAx><c:axId val="1"/><c:scaling><c:orientation val="\(isBars ? "maxMin" : "minMax")"/></c:scaling>\
      <c:delete val="0"/><c:axPos val="\(isBars ? "l" : "b")"/><c:numFmt formatCode="General" sourceLinked="0"/>\
      <c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>\
      <c:spPr>\(ChartPart.line)</c:spPr><c:crossAx val="2"/><c:crosses val="autoZero"/><c:auto val="0"/>\
      <c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>\
      <c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling>\
      <c:delete val="1"/><c:axPos val="\(isBars ? "t" : "l")"/><c:numFmt formatCode="General" sourceLinked="0"/>\
      <c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:crossAx val="1"/>\
      <c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx></c:plotArea><c:plotVisOnly val="1"/>\
      <c:dispBlanksAs val="gap"/></c:chart><c:spPr>\(ChartPart.nothing)</c:spPr><c:txPr><a:bodyPr/><a:lstStyle/><a:p>\
      <a:pPr><a:defRPr sz="1050"><a:solidFill><a:srgbClr val="000000"/></a:solidFill>\
      <a:latin typeface="\(Typeface.song.rawValue)"/><a:ea typeface="\(Typeface.song.rawValue)"/></a:defRPr></a:pPr>\
      <a:endParaRPr lang="zh-CN"/></a:p></c:txPr>\
      <c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>
      """
  }

  /// A series of numbers, with the cells of the workbook that they are in.
  private static func series(
    _ number: Int, _ chart: Chart, column: String, named name: String, look: XMLText, labels: XMLText,
    _ value: (Chart.Point) -> String?
  ) -> XMLText {
    let count = chart.points.count
    let names = chart.points.enumerated().map {
      "<c:pt idx=\"\($0)\"><c:v>\($1.name)</c:v></c:pt>" as XMLText
    }
    let values = chart.points.enumerated().map { index, point -> XMLText in
      value(point).map { "<c:pt idx=\"\(index)\"><c:v>\($0)</c:v></c:pt>" } ?? ""
    }
    return """
      <c:ser><c:idx val="\(number)"/><c:order val="\(number)"/><c:tx><c:strRef><c:f>数据!$\(column)$1</c:f><c:strCache>\
      <c:ptCount val="1"/><c:pt idx="0"><c:v>\(name)</c:v></c:pt></c:strCache></c:strRef></c:tx><c:spPr>\(look)</c:spPr>\
      <c:invertIfNegative val="0"/>\(labels)\(limits(chart))<c:cat><c:strRef><c:f>数据!$A$2:$A$\(count + 1)</c:f><c:strCache>\
      <c:ptCount val="\(count)"/>\(names.joined)</c:strCache></c:strRef></c:cat><c:val><c:numRef>\
      <c:f>数据!$\(column)$2:$\(column)$\(count + 1)</c:f><c:numCache><c:formatCode>General</c:formatCode>\
      <c:ptCount val="\(count)"/>\(values.joined)</c:numCache></c:numRef></c:val></c:ser>
      """
  }

  /// The upright lines of a trend, from what is certain to what is possible.
  private static func limits(_ chart: Chart) -> XMLText {
    guard chart.kind == .trend, chart.points.contains(where: { $0.most != nil }) else { return "" }
    func lengths(_ limit: (Chart.Point) -> String?) -> XMLText {
      let lengths = chart.points.enumerated().map { index, point -> XMLText in
        guard let limit = limit(point).flatMap({ Double($0) }),
          let value = point.value.flatMap({ Double($0) })
        else { return "" }
        return "<c:pt idx=\"\(index)\"><c:v>\(String((limit - value).magnitude))</c:v></c:pt>"
      }
      return """
        <c:numLit><c:formatCode>General</c:formatCode><c:ptCount val="\(chart.points.count)"/>\(lengths.joined)</c:numLit>
        """
    }
    return """
      <c:errBars><c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="1"/>\
      <c:plus>\(lengths { $0.most })</c:plus><c:minus>\(lengths { $0.certain })</c:minus>\
      <c:spPr><a:ln w="19050"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></c:spPr></c:errBars>
      """
  }

  /// The labels at the ends of the bars. A number that is published as it is follows the workbook; 近700 cannot.
  private static func labels(_ chart: Chart) -> XMLText {
    let unit = chart.unit.filter { $0 != "\"" }
    let format = unit.isEmpty ? "General" : "General\"\(unit)\""
    let shown: XMLText = """
      <c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>\
      <c:showPercent val="0"/><c:showBubbleSize val="0"/>
      """
    let own = chart.points.enumerated().map { index, point -> XMLText in
      guard let value = point.value, point.label != value else { return "" }
      // The upright line is where other labels are; the columns of a trend are light.
      let isInside = point.most != nil
      return """
        <c:dLbl><c:idx val="\(index)"/><c:tx><c:rich><a:bodyPr wrap="none"/><a:p><a:r><a:rPr lang="zh-CN"/>\
        <a:t>\(point.wording(unit: chart.unit))</a:t></a:r></a:p></c:rich></c:tx>\
        <c:dLblPos val="\(isInside ? "inEnd" : "outEnd")"/>\(shown)</c:dLbl>
        """
    }
    return """
      <c:dLbls>\(own.joined)<c:numFmt formatCode="\(format)" sourceLinked="0"/><c:spPr>\(nothing)</c:spPr>\
      <c:txPr><a:bodyPr wrap="none"/><a:lstStyle/><a:p><a:pPr><a:defRPr/></a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>\
      <c:dLblPos val="outEnd"/>\(shown)</c:dLbls>
      """
  }
}
