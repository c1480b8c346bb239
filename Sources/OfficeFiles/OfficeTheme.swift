extension OfficePackage {
  /// The part that every file of Word and Excel has. No style takes its fonts or colours from it; shapes that are drawn
  /// later do.
  package static func theme(face: String) -> XMLText {
    let fonts: XMLText = #"<a:latin typeface="\#(face)"/><a:ea typeface="\#(face)"/><a:cs typeface=""/>"#
    let colours = [
      "accent1": "404040", "accent2": "7F7F7F", "accent3": "A6A6A6", "accent4": "C8161D", "accent5": "595959",
      "accent6": "BFBFBF", "hlink": "000000", "folHlink": "000000",
    ]
    let order = ["accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink"]
    let accents = order.map { name -> XMLText in
      "<a:\(name)><a:srgbClr val=\"\(colours[name] ?? "000000")\"/></a:\(name)>"
    }
    let fill: XMLText = #"<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>"#
    let line: XMLText = #"<a:ln w="6350">\#(fill)<a:prstDash val="solid"/></a:ln>"#
    let effect: XMLText = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return """
      <a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="公文"><a:themeElements>\
      <a:clrScheme name="公文"><a:dk1><a:srgbClr val="000000"/></a:dk1><a:lt1><a:srgbClr val="FFFFFF"/></a:lt1>\
      <a:dk2><a:srgbClr val="262626"/></a:dk2><a:lt2><a:srgbClr val="F2F2F2"/></a:lt2>\(accents.joined)</a:clrScheme>\
      <a:fontScheme name="公文"><a:majorFont>\(fonts)</a:majorFont><a:minorFont>\(fonts)</a:minorFont></a:fontScheme>\
      <a:fmtScheme name="公文"><a:fillStyleLst>\(fill)\(fill)\(fill)</a:fillStyleLst>\
      <a:lnStyleLst>\(line)\(line)\(line)</a:lnStyleLst>\
      <a:effectStyleLst>\(effect)\(effect)\(effect)</a:effectStyleLst>\
      <a:bgFillStyleLst>\(fill)\(fill)\(fill)</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>
      """
  }
}
