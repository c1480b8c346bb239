import Diagnostics
import Foundation

@testable import Templates

/// One template to render: its files, the main one's name, and data in JSON.
struct Case: Sendable {
  var name = ""
  var templates = [(name: String, text: String)]()
  var main = "main"
  var data = "{}"

  enum Outcome: Equatable, Sendable {
    case output(String)
    /// The code of a diagnostic with its place, or the class of Jinja's error.
    case failure(String)
  }

  /// The result of this engine. Several diagnostics are joined.
  func rendered(filters: [Filter] = Filter.standard) -> Outcome {
    let (output, diagnostics) = run(filters: filters)
    if let output { return .output(output) }
    return .failure(diagnostics.map { line(for: $0) }.joined(separator: "\n"))
  }

  func run(filters: [Filter] = Filter.standard) -> (output: String?, diagnostics: [Diagnostic]) {
    var diagnostics = [Diagnostic]()
    let sources = templates.map { ($0.name, SourceText(path: $0.name, $0.text)) }
    guard let set = TemplateSet(sources: sources, filters: filters, reporting: &diagnostics) else {
      return (nil, diagnostics)
    }
    var bytes = [UInt8]()
    do throws(Diagnostic) {
      try set.render(main, with: JSONReader(data).value(), into: &bytes)
      return (String(decoding: bytes, as: UTF8.self), [])
    } catch {
      return (nil, [error])
    }
  }

  private func line(for diagnostic: Diagnostic) -> String {
    guard let location = diagnostic.location,
      let text = templates.first(where: { $0.name == location.file })?.text
    else { return diagnostic.code }
    let source = SourceText(path: location.file, text)
    let position = source.position(at: location.range.lowerBound)
    let file = location.file == main ? "" : location.file + ":"
    return
      "\(diagnostic.code) \(file)\(position.line):\(position.column) \(source.text(location.range).prefix(60))"
  }

  /// The case as the oracle reads it.
  var json: String {
    let files = templates.map { JSONReader.quoted($0.name) + ": " + JSONReader.quoted($0.text) }
    return
      "{\"templates\": {\(files.joined(separator: ", "))}, \"main\": \(JSONReader.quoted(main)), \"data\": \(data)}"
  }
}

/// The real Jinja2, in a process of its own.
enum Oracle {
  struct Missing: Error, CustomStringConvertible {
    let description: String
  }

  /// The results of Jinja2 for the cases.
  static func outcomes(of cases: [Case]) throws -> [Case.Outcome] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let root = folder.deletingLastPathComponent().deletingLastPathComponent()
    let python =
      ProcessInfo.processInfo.environment["CASEBOOK_PYTHON"]
      ?? root.appendingPathComponent(".venv/bin/python3").path
    let advice = "`make test` sets up Python with jinja2 3.1.6; or name one in CASEBOOK_PYTHON."
    guard FileManager.default.isExecutableFile(atPath: python) else {
      throw Missing(description: "There is no \(python). \(advice)")
    }
    let input = FileManager.default.temporaryDirectory.appendingPathComponent(
      "oracle-\(UUID().uuidString).json")
    defer { try? FileManager.default.removeItem(at: input) }
    try Data("[\(cases.map(\.json).joined(separator: ",\n"))]".utf8).write(to: input)
    let process = Process(), pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = [folder.appendingPathComponent("oracle.py").path]
    process.standardInput = try FileHandle(forReadingFrom: input)
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Missing(description: "\(python) has no jinja2 3.1.6. \(advice)")
    }
    guard case .list(let results) = JSONReader(String(decoding: output, as: UTF8.self)).value() else {
      throw Missing(description: "The oracle's answer cannot be read.")
    }
    return results.map { result in
      guard case .object(let object) = result else { return .failure("") }
      if let text = object["output"]?.text { return .output(text) }
      return .failure("\(object["error"]?.text ?? ""): \(object["message"]?.text ?? "")")
    }
  }
}

extension Value {
  var text: String? { if case .string(let text) = self { text } else { nil } }
}

/// JSON into values, keeping the order of keys and whole numbers apart from others.
struct JSONReader {
  private let scalars: [Unicode.Scalar]
  private var i = 0

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  func value() -> Value {
    var reader = self
    return reader.next()
  }

  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" || scalar.value < 0x20 {
        let hex = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  private var current: Unicode.Scalar { i < scalars.count ? scalars[i] : "\0" }

  private mutating func skip() {
    while i < scalars.count, scalars[i].properties.isWhitespace || scalars[i] == "," || scalars[i] == ":" {
      i += 1
    }
  }

  private mutating func next() -> Value {
    skip()
    switch current {
    case "{":
      i += 1
      var members = [(String, Value)]()
      skip()
      while current != "}", i < scalars.count {
        let name = string()
        members.append((name, next()))
        skip()
      }
      i += 1
      if members.count == 1, members[0].0 == "$html" { return .html(members[0].1.text ?? "") }
      return .object(Object(members))
    case "[":
      i += 1
      var items = [Value]()
      skip()
      while current != "]", i < scalars.count {
        items.append(next())
        skip()
      }
      i += 1
      return .list(items)
    case "\"": return .string(string())
    default:
      let start = i
      while i < scalars.count, !scalars[i].properties.isWhitespace,
        !",:]}".unicodeScalars.contains(scalars[i])
      { i += 1 }
      let word = String(String.UnicodeScalarView(scalars[start..<i]))
      switch word {
      case "true": return true
      case "false": return false
      case "null": return nil
      default: return Int(word).map(Value.int) ?? .float(Double(word) ?? 0)
      }
    }
  }

  private mutating func string() -> String {
    var units = [UInt16]()
    i += 1
    while i < scalars.count, current != "\"" {
      guard current == "\\" else {
        units += Array(String(current).utf16)
        i += 1
        continue
      }
      i += 2
      let simple: [Unicode.Scalar: UInt16] = ["n": 10, "t": 9, "r": 13, "b": 8, "f": 12]
      let mark = scalars[i - 1]
      if mark == "u" {
        units.append(UInt16(String(String.UnicodeScalarView(scalars[i..<(i + 4)])), radix: 16) ?? 0)
        i += 4
      } else {
        units.append(simple[mark] ?? UInt16(mark.value))
      }
    }
    i += 1
    return String(decoding: units, as: UTF16.self)
  }
}

extension Value: ExpressibleByNilLiteral, ExpressibleByFloatLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  public init(nilLiteral: ()) { self = .none }
  public init(floatLiteral value: Double) { self = .float(value) }
  public init(arrayLiteral elements: Value...) { self = .list(elements) }
  public init(dictionaryLiteral elements: (String, Value)...) { self = .object(Object(elements)) }
}

extension Object {
  subscript(name: String) -> Value? { members.last { $0.0 == name }?.1 }
}
