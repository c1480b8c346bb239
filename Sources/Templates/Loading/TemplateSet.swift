import Diagnostics

/// All templates of a folder, ready to be rendered. Threads may share it.
package struct TemplateSet: Sendable {
  let program: Program

  /// Loads all templates; every mistake of every file is reported, and then there is no set.
  ///
  /// - Parameters:
  ///   - sources: name (relative to the templates folder, with `/`) and text of each template.
  ///   - filters: further filters come last; one with the name of another replaces it.
  ///   - constants: names that mean the same in all templates, imported ones too (Jinja's globals): what is printed of
  ///     them costs nothing.
  package init?(
    sources: [(name: String, source: SourceText)], filters: [Filter] = Filter.standard,
    constants: Object = Object([]), limits: Limits = Limits(),
    reporting diagnostics: inout [Diagnostic]
  ) {
    let loader = Loader(Library(filters, limits), sources: sources, constants: constants)
    diagnostics += loader.diagnostics.sortedByLocation()
    if !loader.diagnostics.isEmpty { return nil }
    program = Program(loader)
  }

  /// All names that any template asks the page's data for.
  var variables: Set<String> { Set(program.tables.variables.all) }

  /// The names of all members that any template asks for.
  package var members: Set<String> { Set(program.tables.names.all) }

  package func contains(_ name: String) -> Bool { program.templateIndex[name] != nil }

  /// Appends what a template renders. `data` is an object: its members are the template's names. After a failure
  /// nothing has been appended.
  package func render(_ name: String, with data: Value, into output: inout [UInt8]) throws(Diagnostic) {
    var builder = DataBuilder()
    let names = builder.freeze(data)
    try render(name, with: names, of: builder, into: &output)
  }

  /// Appends the same for data of a builder.
  package func render(
    _ name: String, with data: Datum, of builder: borrowing DataBuilder, into output: inout [UInt8]
  ) throws(Diagnostic) {
    var renderer = Renderer(program, reading: builder.memory)
    do throws(Failure) {
      guard let template = program.templateIndex[name] else {
        throw .unknown(.template, name, among: program.tables.templates.map(\.name))
      }
      guard data.tag == .object else { throw .argument(data, "render") }
      try renderer.render(template, with: data)
    } catch {
      throw error.diagnostic
    }
    renderer.out.copy(from: 0, to: &output)
  }
}
