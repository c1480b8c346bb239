import Foundation
import Mustache
import Stencil

// OtherEngines mustache|stencil PAGES DATA print | time SECONDS
// `time` prints the microseconds of processor time that a page takes.

func fail(_ text: String) -> Never {
  FileHandle.standardError.write(Data((text + "\n").utf8))
  exit(1)
}

func grouped(_ number: Int) -> String {
  var result = ""
  let digits = String(number)
  for (i, digit) in digits.enumerated() {
    if i > 0, (digits.count - i) % 3 == 0 { result.append(",") }
    result.append(digit)
  }
  return result
}

/// swift-mustache asks the value itself for what others call a filter.
struct Amount: MustacheTransformable, CustomStringConvertible {
  let value: Int

  var description: String { String(value) }
  func transform(_ name: String) -> Any? { name == "grouped" ? grouped(value) : nil }
}

protocol Engine {
  func render() throws -> String
}

struct MustacheEngine: Engine {
  private let library: MustacheLibrary
  private let data: [String: Any]

  init(folder: String, data: [String: Any]) throws {
    var library = MustacheLibrary()
    for name in ["layout", "header", "footer", "page"] {
      try library.register(String(contentsOfFile: "\(folder)/\(name).mustache", encoding: .utf8), named: name)
    }
    self.library = library
    var data = data
    let rows = data["rows"] as? [[String: Any]] ?? []
    data["rows"] = rows.map { row in
      var row = row
      row["visits"] = Amount(value: row["visits"] as? Int ?? 0)
      row["resolved"] = row["resolved"] as? Bool ?? false
      return row
    }
    self.data = data
  }

  func render() throws -> String { library.render(data, withTemplate: "page") ?? "" }
}

struct StencilEngine: Engine {
  private let environment: Environment
  private let data: [String: Any]

  init(folder: String, data: [String: Any]) throws {
    let filters = Extension()
    filters.registerFilter("e") { value in
      (value as? String ?? "").replacingOccurrences(of: "&", with: "&amp;")
        .replacingOccurrences(of: "<", with: "&lt;").replacingOccurrences(of: ">", with: "&gt;")
        .replacingOccurrences(of: "\"", with: "&quot;").replacingOccurrences(of: "'", with: "&#39;")
    }
    filters.registerFilter("grouped") { value in (value as? Int).map(grouped) }
    var templates: [String: String] = [:]
    for name in ["layout.html", "header.html", "footer.html", "page.html"] {
      templates[name] = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
    }
    environment = Environment(
      loader: DictionaryLoader(templates: templates), extensions: [filters], trimBehaviour: .smart)
    self.data = data
    template = try environment.loadTemplate(name: "page.html")
  }

  private let template: Template

  func render() throws -> String { try template.render(data) }
}

/// Seconds of processor time that this process has used.
func processorTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// The microseconds of one call, after a fifth of the time for warming up.
func microseconds(seconds: Double, of work: (_ times: Int) throws -> Void) rethrows -> Double {
  var start = processorTime(), count = 0
  repeat {
    try work(1)
    count += 1
  } while processorTime() - start < seconds / 5
  count = max(1, count * 4)
  start = processorTime()
  try work(count)
  return (processorTime() - start) / Double(count) * 1e6
}

let arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count >= 4, let json = FileManager.default.contents(atPath: arguments[2]),
  let data = try JSONSerialization.jsonObject(with: json) as? [String: Any]
else { fail("mustache|stencil PAGES DATA print | time SECONDS") }
let engine: any Engine =
  arguments[0] == "stencil"
  ? try StencilEngine(folder: arguments[1], data: data)
  : try MustacheEngine(folder: arguments[1], data: data)
if arguments[3] == "print" {
  print(try engine.render(), terminator: "")
} else {
  let seconds = arguments.count > 4 ? Double(arguments[4]) ?? 1 : 1
  print(try microseconds(seconds: seconds) { times in for _ in 0..<times { _ = try engine.render() } })
}
