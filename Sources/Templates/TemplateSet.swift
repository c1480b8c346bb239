import Diagnostics

/// All templates of a folder, compiled: rendering any of them needs nothing else. May be shared by threads.
package struct TemplateSet: Sendable {
  let program: Program

  /// Compiles all templates; every mistake of every file is reported, and then there is no set.
  ///
  /// - Parameters:
  ///   - sources: name (relative to the templates folder, with `/`) and text of each template.
  ///   - filters: further filters come last; one with the name of another replaces it.
  ///   - constants: names that mean the same in all templates, imported ones too (Jinja's globals), and are compiled into
  ///     them: what is printed of them costs nothing.
  package init?(
    sources: [(name: String, source: SourceText)], filters: [Filter] = Filter.standard,
    constants: Object = Object([]), limits: Limits = Limits(),
    reporting diagnostics: inout [Diagnostic]
  ) {
    var parts = ProgramParts(Library(filters, limits))
    var parsed = [(statements: [Statement], bytes: [UInt8])](), mistakes = [Diagnostic]()
    for (name, source) in sources.sorted(by: { $0.name < $1.name }) {
      var mistake: Diagnostic?
      guard let (tokens, bytes, map) = Lexer.tokens(of: source, unless: &mistake) else {
        if let mistake { mistakes.append(mistake) }
        continue
      }
      var parser = Parser(tokens: tokens, bytes: bytes, limits: limits)
      do throws(SyntaxMistake) {
        let statements = try parser.template()
        parts.templateIndex[name] = parts.templates.count
        parts.templates.append(CompiledTemplate(name: name, source: source, map: map))
        parsed.append((statements, bytes))
      } catch {
        mistakes.append(error.diagnostic(in: source, map: map))
      }
    }
    // A template with a mistake is still there to be included: no second message for that.
    var compiler = Compiler(parts, names: sources.map(\.name).sorted(), constants: constants)
    for (i, template) in parsed.enumerated() {
      compiler.compile(template.statements, template: i, bytes: template.bytes)
    }
    mistakes += compiler.diagnostics
    self.program = compiler.finish()
    diagnostics += mistakes.sortedByPlace()
    if !mistakes.isEmpty { return nil }
  }

  /// All names that any template asks the page's data for.
  var variables: Set<String> {
    Set((0..<program.variables.count).compactMap { program.variables[$0].text })
  }

  /// The names of all members that any template asks for.
  package var members: Set<String> {
    Set((0..<program.names.count).compactMap { program.names[$0].text.text })
  }

  package func contains(_ name: String) -> Bool { program.templateIndex[name] != nil }

  /// Appends what a template renders. `data` is an object: its members are the template's names. After a
  /// failure nothing has been appended.
  package func render(_ name: String, with data: Value, into output: inout [UInt8]) throws(Diagnostic) {
    var builder = DataBuilder()
    let names = builder.freeze(data)
    try render(name, with: names, of: builder, into: &output)
  }

  /// The same for data that stand in a builder.
  package func render(
    _ name: String, with data: Datum, of builder: borrowing DataBuilder, into output: inout [UInt8]
  ) throws(Diagnostic) {
    var renderer = Renderer(program)
    do throws(Failure) {
      guard let template = program.templateIndex[name] else {
        throw .templateNotFound([name], among: program.templates.map(\.name))
      }
      guard data.tag == .object else { throw .argument(data, "render") }
      try renderer.render(template, with: data)
    } catch {
      throw error.diagnostic
    }
    output.append(contentsOf: renderer.out.bytes())
  }
}
