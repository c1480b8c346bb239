import ArgumentParser
import Bytes
import Diagnostics
import Files
import Pages
import Site
import Templates

struct Render: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "用 JSON 数据渲染一个模板 / render a template with data from a JSON file",
    discussion: """
      casebook render about.html --data about.json
      casebook render letter.html --data letter.json --templates letters
      """)

  @Argument(help: "模板的名称 / the template's name")
  var template: String

  @Option(help: "JSON 文件 / a JSON file, an object at its root")
  var data: String

  @Option(help: "模板文件夹（默认 templates） / the folder of templates")
  var templates: String?

  @OptionGroup var common: CommonOptions

  func run() throws {
    var sources: [SourceText] = [], hasErrors = false
    do throws(Diagnostic) {
      sources.append(try readNamedFile(data, limit: InputLimit.data))
      let value = Value(try JSON(parsing: sources[0]))
      let loaded = try readTemplates(in: templates ?? common.root + "/templates")
      sources += loaded.map { $0.source }
      var diagnostics: [Diagnostic] = [], bytes: [UInt8] = []
      let set = TemplateSet(
        sources: loaded, filters: Filter.standard + Filter.domain, reporting: &diagnostics)
      if let set, !diagnostics.hasErrors { try set.render(template, with: value, into: &bytes) }
      common.printDiagnostics(diagnostics.sortedByLocation(), SourceFiles(sources))
      hasErrors = diagnostics.hasErrors
      if !hasErrors { printOutput(String(decoding: bytes, as: UTF8.self), terminator: "") }
    } catch { throw common.failure(error, sources: sources) }
    if hasErrors { throw ExitCode.failure }
  }
}

extension Value {
  /// JSON as a template sees it: whole numbers are integers, all others floats, as Python reads them.
  init(_ json: JSON) {
    switch json {
    case .null: self = .none
    case .bool(let value): self = .bool(value)
    case .number(let text): self = Int(text).map(Value.int) ?? .float(Double(text) ?? 0)
    case .string(let text): self = .string(text)
    case .array(let items): self = .list(items.map { Value($0) })
    case .object(let members): self = .object(Object(members.map { ($0.key, Value($0.value)) }))
    }
  }
}
