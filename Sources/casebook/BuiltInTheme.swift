import BuiltIn
import Site

extension Theme {
  /// The templates and assets in the program: a site needs only those that it wants to be different.
  static let builtIn: Theme = {
    let folder = BuiltIn.folder + "templates"
    let files = BuiltIn.files(below: "templates/")
    return Theme(
      folder: folder, templates: files.filter { !$0.path.hasPrefix(folder + "/assets/") },
      assets: files.filter { $0.path.hasPrefix(folder + "/assets/") })
  }()
}

extension BuildInput {
  /// The input with what the program carries in itself for a site that does not have it.
  func withBuiltIn() -> BuildInput {
    var input = self
    input.builtIn = .builtIn
    input.readings = { .builtIn }
    input.builtInMetrics = BuiltIn.files(below: "content/metrics.yml").first
    return input
  }
}
