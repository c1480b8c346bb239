import Diagnostics
import Testing

@testable import Site

/// A drawing (SVG) may hold shapes, texts and colours, and nothing else.
@Suite struct DrawingTests {
  private static func drawing(_ inner: String, attributes: String = "") -> String {
    "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"\(attributes)>\(inner)</svg>"
  }

  /// The published drawing, or the thing that is refused.
  private static func read(_ text: String) -> (kept: String?, refused: String?) {
    let bytes = Array(text.utf8)
    var reader = SVGReader(bytes)
    do throws(PictureScan.Stop) {
      try reader.read()
      return (reader.kept.map { String(decoding: bytes[$0], as: UTF8.self) }.joined(), nil)
    } catch {
      guard case .fault(.active(let range, let what)) = error else { return (nil, nil) }
      #expect(0...bytes.count ~= range.lowerBound && 0...bytes.count ~= range.upperBound)
      return (nil, what)
    }
  }

  @Test(arguments: [
    drawing(""),
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone='no'?>\n" + drawing("<g id='a'/>") + "\n",
    "\u{FEFF}<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n" + drawing(""),
    "\u{FEFF}" + drawing("<rect x=\"1\" y='2' width=\"50%\" height=\"3\" fill=\"rgb(1, 2, 3)\" />"),
    drawing(
      "<title>路灯 &amp; 街道 a(b)</title><desc>x</desc><text font-family=\"&quot;Noto Sans&quot;\">字</text>"),
    drawing(
      "<defs><linearGradient id=\"g\"><stop offset=\"0\" stop-color=\"#fff\"/></linearGradient></defs><path d=\"M0 0\" fill=\"url(#g)\" style=\"fill:url('#g');stroke:#000\"/>"
    ),
    drawing(
      "<style>.a{fill:#fff}@media (prefers-color-scheme: dark){.a{fill:url(#g)}}</style><use href=\"#a\"/><use xlink:href=\"#b\"/>"
    ),
    drawing(
      "<symbol id=\"s\"><path transform=\"translate(1 2) rotate(3)\"/></symbol><g><use href=\"#s\"/></g>"),
    drawing("<circle/>", attributes: " viewBox=\"0 0 1 1\" role=\"img\" aria-label=\"图\" id=\"all\""),
  ])
  func shapesTextsAndColours(text: String) {
    let (kept, refused) = DrawingTests.read(text)
    #expect(refused == nil && kept == text)
  }

  /// An element that is drawn anew at each reference refers to none of its kind: thirty doublings would never be drawn.
  @Test(arguments: [
    "<mask id=\"a\"><g mask=\"url(#b)\"/><g mask=\"url(#b)\"/></mask><mask id=\"b\"><g/></mask>",
    "<marker id=\"a\"><path style=\"marker-mid:url( '#b' )\"/></marker><marker id=\"b\"/>",
    "<clipPath id='b'/><clipPath id='a'><path clip-path='url(&quot;#b&quot;)'/></clipPath>",
    "<pattern id='a'><rect fill='url(#b)'/></pattern><pattern id='b'/>",
    "<pattern id='a'><rect fill='url(#%62)'/></pattern><pattern id='b'/>",
    "<pattern id='a'><rect fill='url(#x&amp;y)'/></pattern><pattern id='x&amp;y'/>",
    // Paint is inherited from what is around.
    "<g marker-mid='url(#b)'><marker id='a'><path d='M0 0'/></marker></g><marker id='b'/>",
    "<style>.x{fill:none} .Y, .z { mask:url(#b) }</style><mask id='a'><g class='k y'/></mask><mask id='b'/>",
    "<style>@media print{.x{mask:url(#b)}}</style><mask id='a'><g class='x'/></mask><mask id='b'/>",
    "<style>g{mask:url(#b)}</style><mask id='a'><g/></mask><mask id='b'/>",
    "<style>.x{/*}*/mask:url(#b)}</style><mask id='a'><g class='x'/></mask><mask id='b'/>",
    "<style>.x{/*{.y{*/mask:url(#b)}</style><mask id='a'><g class='x'/></mask><mask id='b'/>",
  ])
  func whatIsDrawnWithRefersToNoOther(inner: String) {
    #expect(DrawingTests.read(DrawingTests.drawing(inner)).refused == "url(#")
  }

  @Test(arguments: [
    "<mask id='a'><rect fill='url(#g)' filter='url(#f)'/></mask><linearGradient id='g'/><filter id='f'/><g mask='url(#a)'/>",
    "<pattern id='a'/><pattern id='b' href='#a'/><g clip-path='url(#c)'><g clip-path='url(#d)'/></g>",
    "<style>.x{clip-path:url(#a)}.y{fill:#fff}</style><clipPath id='a'><path class='y'/></clipPath><g class='x'/>",
  ])
  func whatIsDrawnWithMayHaveColours(inner: String) {
    #expect(DrawingTests.read(DrawingTests.drawing(inner)).refused == nil)
  }

  @Test func commentsAreLeftOut() {
    let text = "<!-- 某人 --><!-- > -->" + DrawingTests.drawing("<g><!--<script>--></g>") + "<!--"
    #expect(DrawingTests.read(text).kept == DrawingTests.drawing("<g></g>"))
  }

  @Test(arguments: [
    drawing("<script>alert(1)</script>"), drawing("<SCRIPT/>"), drawing("<svg:script/>"),
    drawing("<a href=\"#x\"/>"),
    drawing("<foreignObject><p/></foreignObject>"), drawing("<image href=\"https://example.org/a.png\"/>"),
    drawing("<image href=\"#a\"/>"), drawing("<rect onclick=\"a\"/>"), drawing("<rect ONLOAD='a'/>"),
    drawing("", attributes: " onload=\"alert(1)\""), drawing("", attributes: "/onload=alert(1)"),
    drawing("<animate attributeName=\"href\" to=\"javascript:a\"/>"), drawing("<set attributeName='x'/>"),
    drawing("<use href=\"https://example.org/a.svg#x\"/>"), drawing("<use href=\"data:image/svg+xml,a\"/>"),
    drawing("<use xlink:href=\" #a\"/>"), drawing("<use href=\"javascript:alert(1)\"/>"),
    drawing("<rect href=\"#a\"/>"), drawing("<rect src=\"a\"/>"),
    drawing("<g xml:base=\"https://example.org/\"/>"),
    drawing("<rect fill=\"url(https://example.org/a)\"/>"), drawing("<rect fill=\"URL( 'a.svg#b')\"/>"),
    drawing("<rect fill=\"u&#114;l(a)\"/>"), drawing("<rect style=\"fill:u\\72l(a)\"/>"),
    drawing("<rect style=\"background:image-set('a' 1x)\"/>"),
    drawing("<rect style=\"fill:url(&quot;a&quot;)\"/>"),
    drawing("<rect mask=\"url(//example.org/a#b)\"/>"), drawing("<rect data-place=\"30N\"/>"),
    drawing("<style>@import 'a.css';</style>"), drawing("<style>@IMPORT url(#a)</style>"),
    drawing("<style>.a{background:url(a)}</style>"), drawing("<style>.a{background:url(/**/'//a')}</style>"),
    drawing("<style>@font-face{src:local(a)}</style>"), drawing("<style>a</b></style>"),
    drawing("<style>&#64;import</style>"),
    drawing("<style><![CDATA[.a{}]]></style>"), drawing("<![CDATA[<script/>]]>"), drawing("&nbsp;"),
    drawing("&e;"),
    drawing("<?php system('a') ?>"), drawing("<?xml-stylesheet href='a'?>"),
    "<?xml-stylesheet href='a'?>" + drawing(""),
    "<!DOCTYPE svg [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>" + drawing("&e;"),
    "<!DOCTYPE svg>" + drawing(""),
    "<?xml version=\"1.0\" encoding=\"UTF-7\"?>" + drawing(""), "text" + drawing(""), drawing("") + "<svg/>",
    drawing("") + "text", "<svg/>", "<svg xmlns=\"http://www.w3.org/1999/xhtml\"/>", "<html><svg/></html>",
    drawing("<g>"), drawing("</g>"), drawing("<g></path>"), drawing("<g"), drawing("<g id=\"a"),
    drawing("<g id=a/>"),
    drawing("<g id=\"a\"class=\"b\"/>"), drawing("<g id=\"a\" id=\"b\"/>"), drawing("<g xmlns=\"\"/>"),
    drawing("<g xmlns:x=\"http://www.w3.org/1999/xhtml\"/>"), drawing("<g id=\"<\"/>"), drawing("< g/>"),
    drawing("<metadata/>"),
    // A mark that makes one character of two must not hide the first or the second.
    drawing("<rect fill=\"url(\u{301}a)\"/>"), drawing("<rect fill=\"\u{600}url(a)\"/>"),
    drawing("<style>a{}\u{600}@import 'a'</style>"), drawing("<style>@\u{301}import 'a'</style>"),
    drawing("<rect style=\"fill:u\u{600}\\72l(a)\"/>"), drawing("<style>u\\\u{301}</style>"),
    drawing("<rect fill=\"\u{600}&#114;\"/>"), drawing("\u{600}&e;"), drawing("&\u{301}"),
    drawing("&amp\u{37E}"),
    drawing("<g id=\"\u{600}<\"/>"), drawing("]]>\u{338}"), drawing("\u{600}]]>"), drawing("]]<!-- -->>"),
    drawing("<rect fill=\"url(\u{3000}#a)\"/>"),
    "<?xml version=\"1.0\" \u{600}encoding=\"UTF-7\"?>" + drawing(""),
    drawing("<handler/>"), drawing("<iframe/>"), drawing("<feImage href=\"#a\"/>"), drawing("\u{0}"), "",
  ])
  func everythingElseIsRefused(text: String) {
    let (kept, refused) = DrawingTests.read(text)
    #expect(kept == nil && refused != nil)
  }

  /// Thirty groups, each with two copies of the one before.
  @Test func copiesDoNotMultiply() {
    var text = "<g id=\"a0\"><path/></g>"
    for i in 1...30 { text += "<g id=\"a\(i)\"><use href=\"#a\(i - 1)\"/><use href=\"#a\(i - 1)\"/></g>" }
    #expect(DrawingTests.read(DrawingTests.drawing(text)).refused == "<use")
    #expect(DrawingTests.read(DrawingTests.drawing("<use id=\"b\" href=\"#a\"/>")).refused == "<use")
  }

  /// An id is looked for around a copy at once, however many groups are open.
  @Test func manyGroupsInEachOther() {
    let count = 40_000
    let open = String(repeating: "<g>", count: count), close = String(repeating: "</g>", count: count)
    let uses = String(repeating: "<use href=\"#a\"/>", count: count)
    let text = DrawingTests.drawing("<g id=\"a\"/>" + "<g id=\"b\"></g>" + open + uses + close)
    #expect(DrawingTests.read(text).kept == text)
    let inside = DrawingTests.drawing("<g id=\"a\">" + open + "<use href=\"#a\"/>" + close + "</g>")
    #expect(DrawingTests.read(inside).refused == "<use")
  }

  /// No drawing that is cut short or has a byte changed gets through with something that is not known.
  @Test func damagedDrawingsDoNotCrash() {
    let text = Array(
      DrawingTests.drawing(
        "<!-- a --><g id=\"路\"><path d='M0 0' fill=\"url(#a)\"/>文 &amp; 字</g><style>a{}</style>"
      ).utf8)
    for place in text.indices {
      var cut = SVGReader(Array(text[..<place]))
      #expect(throws: PictureScan.Stop.self) { try cut.read() }
      for byte in [0, 0x22, 0x26, 0x3C, 0x3E, 0xFF] as [UInt8] {
        var damaged = text
        damaged[place] = byte
        var reader = SVGReader(damaged)
        try? reader.read()
      }
    }
  }
}
