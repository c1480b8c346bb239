import Diagnostics
import Foundation
import Testing

@testable import FrontMatter

/// PyYAML, asked about many headers at once.
struct Oracle {
  enum Answer: Equatable {
    case tree(Tree)
    case refusal(String)
  }

  /// The structure with positions, as far as PyYAML and we have the same notion of them.
  indirect enum Tree: Equatable {
    case scalar(style: String, start: Int, end: Int?, text: String)
    case list(start: Int, [Tree])
    case map(start: Int, [[Tree]])
    case empty
  }

  private let python: String
  private static let packageRoot = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  init() throws {
    let own = Oracle.packageRoot.appending(path: ".venv/bin/python3").path
    python = ProcessInfo.processInfo.environment["CASEBOOK_PYTHON"] ?? own
    let probe = try? Oracle.run(python, ["-c", "import yaml; print(yaml.__version__)"], Data())
    guard let probe, probe.status == 0 else { throw Missing(python: python) }
  }

  struct Missing: Error, CustomStringConvertible {
    let python: String
    var description: String {
      "\(python) is no Python with PyYAML: `make test` sets one up in .venv (or name another in CASEBOOK_PYTHON)."
    }
  }

  func answers(_ texts: [String]) throws -> [Answer] {
    let script = Oracle.packageRoot.appending(path: "Tests/FrontMatterTests/oracle.py").path
    let result = try Oracle.run(python, [script], JSONEncoder().encode(texts))
    try #require(result.status == 0, "oracle.py failed")
    let list = try #require(JSONSerialization.jsonObject(with: result.output) as? [[String: Any]])
    try #require(list.count == texts.count)
    return try list.map { answer in
      if let error = answer["error"] as? String { return .refusal(error) }
      return .tree(try Tree(json: answer["tree"] as Any))
    }
  }

  private static func run(
    _ program: String, _ arguments: [String], _ input: Data
  ) throws -> (status: Int32, output: Data) {
    let directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    let file = directory.appending(path: "input")
    try input.write(to: file)
    let process = Process(), output = Pipe()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.standardInput = try FileHandle(forReadingFrom: file)
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, data)
  }
}

extension Oracle.Tree {
  init(json: Any) throws {
    guard let parts = json as? [Any], parts.count == 4 else {
      self = .empty
      return
    }
    let kind = try #require(parts[0] as? String), start = try #require(parts[1] as? Int)
    switch kind {
    case "list": self = .list(start: start, try (parts[3] as? [Any] ?? []).map(Oracle.Tree.init(json:)))
    case "map":
      let pairs = try #require(parts[3] as? [[Any]])
      self = .map(start: start, try pairs.map { try $0.map(Oracle.Tree.init(json:)) })
    default:
      self = .scalar(
        style: kind, start: start, end: parts[2] as? Int, text: try #require(parts[3] as? String))
    }
  }

  init(_ node: Node) {
    switch node.content {
    case .scalar(let scalar): self.init(scalar, node.range)
    case .list(let items): self = .list(start: node.range.lowerBound, items.map(Oracle.Tree.init))
    case .map(let entries):
      self = .map(
        start: node.range.lowerBound,
        entries.map { [Oracle.Tree($0.key, $0.keyRange), Oracle.Tree($0.value)] })
    }
  }

  private init(_ scalar: Scalar, _ range: Range<Int>) {
    let isBlock = scalar.style == .literal || scalar.style == .folded
    self = .scalar(
      style: "\(scalar.style)", start: range.lowerBound, end: isBlock ? nil : range.upperBound,
      text: scalar.text)
  }
}

/// A header read as a registry, and what we said about it.
struct Reading {
  let tree: Oracle.Tree?
  let diagnostics: [Diagnostic]
  /// The text with every suggestion applied that goes with an accepted header: what YAML itself would have to read.
  let corrected: String

  init(_ text: String) {
    var found: [Diagnostic] = []
    let source = SourceText(path: "header.yml", text)
    let document = Document(registry: source, reporting: &found)
    diagnostics = found
    let edits = document == nil ? [] : found.flatMap { $0.suggestion?.edits ?? [] }
    corrected = edits.isEmpty ? text : apply(edits, to: source)
    if document != nil, !edits.isEmpty {
      var none: [Diagnostic] = []
      let again = Document(registry: SourceText(path: "header.yml", corrected), reporting: &none)
      #expect(none == [], "the suggestion must remove the diagnostic")
      tree = again.map { Oracle.Tree($0.header) }
      #expect(tree.map(\.structure) == document.map { Oracle.Tree($0.header).structure })
    } else {
      tree = document.map { Oracle.Tree($0.header) }
    }
  }

  /// A header without entries is an empty map to us, and nothing at all to YAML.
  func agrees(with answer: Oracle.Answer) -> Bool {
    guard let tree else { return false }
    if case .map(_, let pairs) = tree, pairs.isEmpty, case .tree(let other) = answer {
      if case .scalar("plain", let start, let end, "") = other { return start == end }
      return other == .empty || other == tree
    }
    return answer == .tree(tree)
  }
}

extension Oracle.Tree {
  /// Without positions.
  var structure: Oracle.Tree {
    switch self {
    case .scalar(let style, _, _, let text): .scalar(style: style, start: 0, end: nil, text: text)
    case .list(_, let items): .list(start: 0, items.map(\.structure))
    case .map(_, let pairs): .map(start: 0, pairs.map { $0.map(\.structure) })
    case .empty: .empty
    }
  }
}
