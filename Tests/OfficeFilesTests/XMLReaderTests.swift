import Diagnostics
import Testing

@testable import OfficeFiles

@Suite struct XMLReaderTests {
  private func events(_ xml: String) throws -> [XMLReader.Event] { try events(Array(xml.utf8)) }

  private func events(_ xml: [UInt8]) throws -> [XMLReader.Event] {
    var reader = XMLReader(xml, part: "a.xml", path: "a.xlsx"), events: [XMLReader.Event] = []
    while let event = try reader.next() { events.append(event) }
    return events
  }

  private func code(_ xml: String) -> String? {
    do throws(Diagnostic) {
      var reader = XMLReader(Array(xml.utf8), part: "a.xml", path: "a.xlsx")
      while try reader.next() != nil {}
      return nil
    } catch { return error.code }
  }

  @Test func eventsComeInOrder() throws {
    let found = try events("<a x='1&lt;' y=''>一<b/>&amp;\n&#20108;<![CDATA[<]]></a>")
    let attributes = XMLAttributes([.init(name: "x", value: "1<"), .init(name: "y", value: "")])
    #expect(
      found == [
        .start("a", attributes), .text("一"), .start("b", XMLAttributes()), .end("b"), .text("&\n二<"),
        .end("a"),
      ])
  }

  /// The prefix is the standard's, whichever the file has, in transitional files and in strict ones.
  @Test(arguments: [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
  ])
  func namesHaveThePrefixesOfTheStandard(address: String) throws {
    let root = try XMLElement(
      ZipContents(
        Array("<q:p xmlns:q='\(address)' q:val='1' val='2'><q:t>甲</q:t><z:t xmlns:z='u'/></q:p>".utf8),
        name: "a", path: "a"))
    #expect(root.name == "w:p" && root["w:val"] == "1" && root["val"] == "2")
    #expect(root.elements.map(\.name) == ["w:t", "{u}t"])
    #expect(root.first("w:t")?.text == "甲" && root.text == "甲" && root.all("t").isEmpty)
  }

  @Test func sheetsHaveNoPrefix() throws {
    let root = try XMLElement(
      ZipContents(
        Array("<x:row xmlns:x='http://purl.oclc.org/ooxml/spreadsheetml/main'/>".utf8), name: "a", path: "a"))
    #expect(root.name == "row")
  }

  @Test func textsInUTF16AreRead() throws {
    let utf16 = "\u{FEFF}<a>一</a>".utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    #expect(try events(utf16)[1] == .text("一"))
  }

  @Test(arguments: [
    "<!DOCTYPE a><a/>", "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>",
    "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
    "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY a0 'x'><!ENTITY a1 '&a0;&a0;'>]><a>&a1;</a>",
  ])
  func documentTypesAreRefused(xml: String) { #expect(code(xml) == "unsafe-file") }

  @Test(arguments: [
    "", "<a>", "<a></b>", "<a/><a/>", "<a>&x;</a>", "<a b=1/>", "一", "<a>\u{1}</a>", "<x:a/>",
  ])
  func whatIsNoXMLIsDamaged(xml: String) { #expect(code(xml) == "damaged-file") }

  @Test func depthIsLimited() {
    func nested(_ depth: Int) -> String {
      String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)
    }
    #expect(code(nested(200)) == nil)
    #expect(code(nested(201)) == "unsafe-file")
    #expect(code(nested(2_000_000)) == "unsafe-file")
  }

  @Test(.timeLimit(.minutes(1))) func lengthIsLimited() {
    let long = String(repeating: "x", count: 5 << 20)
    #expect(code("<a>\(long)</a>") == "unsafe-file")
    #expect(code("<a b='\(long)\(long)'/>") == "unsafe-file")
    #expect(code("<!--\(long)\(long)--><a/>") == "unsafe-file")
    let some = String(repeating: "x", count: 3 << 20)
    #expect(code("<a b='\(some)'>\(some)</a>") == nil)
  }

  @Test func manyNamesAreRead() throws {
    let xml = (0..<1000).map { "<a\($0)/>" }.joined()
    #expect(try events("<r>\(xml)</r>").count == 2002)
  }

  @Test func aTreeIsLimited() {
    #expect(throws: Diagnostic.self) {
      let xml = "<r>" + String(repeating: "<a/>", count: 600_000) + "</r>"
      return try XMLElement(ZipContents(Array(xml.utf8), name: "a", path: "a"))
    }
  }
}
