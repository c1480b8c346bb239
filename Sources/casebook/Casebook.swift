import ArgumentParser
import BuiltIn
import Files

@main
struct Casebook: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "casebook",
    abstract: "议事簿：把协商案例和工作报告编成公开网站和简报 / A static-site report generator for consultation casework",
    version: version,
    subcommands: [
      Build.self, Check.self, Stats.self, Diff.self, Inspect.self, Collect.self, ImportTables.self,
      ExportCommand.self, HarvestCommand.self, RenderMarkdown.self, Render.self, Brief.self, Print.self,
      Fix.self,
      NewCommand.self, ThemeCommand.self, Explain.self, Help.self,
    ])

  /// The version, and the commit of a release: `0.2.0 (2526b60)`.
  static let version = "0.2.0" + (BuiltIn.commit.map { " (\($0))" } ?? "")

  /// All errors, and help, end here.
  static func main() {
    prepareStreams()
    do {
      var command = try parseAsRoot(processArguments.map(\.withPlainDashes))
      do { try command.run() } catch let error as ValidationError {
        // The parser would show how to write the name of the program alone.
        let usage = usageString(for: type(of: command)), name = usage.prefix { !"[<".contains($0) }
        printError(
          usageError("Error: \(error.message)\nUsage: \(usage)\n  See '\(name)--help' for more information.")
            + "\n")
        finish(.usageError)
      }
    } catch {
      let code = exitCode(for: error), message = fullMessage(for: error, columns: unfolded)
      if !message.isEmpty {
        if code == .success {
          printText(helpScreen(message) + "\n")
        } else {
          printError(usageError(message) + "\n")
        }
      }
      finish(code)
    }
    finish(.success)
  }
}

extension String {
  /// An option as it was meant, where a word processor or a Chinese keyboard has made one dash of two: `—region`,
  /// `－－pdf`.
  fileprivate var withPlainDashes: String {
    let rest = drop { "-—–－―".contains($0) }
    let name = rest.prefix { $0 != "=" }
    guard rest.count < count, !hasPrefix("--"), name.count > 1,
      name.allSatisfy({ $0.isASCII && ($0.isLetter || $0 == "-") })
    else { return self }
    return "--" + rest
  }
}
