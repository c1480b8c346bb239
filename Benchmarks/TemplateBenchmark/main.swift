import Bytes
import Diagnostics
import Foundation
import Pages
import Templates

// TemplateBenchmark PAGES DATA PAGE print | time SECONDS | renders COUNT
// `time` prints the microseconds of processor time that a page takes.

func fail(_ text: String) -> Never {
  FileHandle.standardError.write(Data((text + "\n").utf8))
  exit(1)
}

func read(_ path: String) -> SourceText {
  guard let data = FileManager.default.contents(atPath: path) else { fail("cannot read \(path)") }
  return SourceText(path: path, bytes: Array(data))
}

extension Value {
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

struct Measurement: ~Copyable {
  let templates: TemplateSet
  let page: String
  let builder: DataBuilder
  let data: Datum

  init(_ templates: TemplateSet, page: String, data: Value) {
    self.templates = templates
    self.page = page
    var builder = DataBuilder()
    self.data = builder.freeze(data)
    self.builder = builder
  }

  func render(into bytes: inout [UInt8]) {
    bytes.removeAll(keepingCapacity: true)
    do throws(Diagnostic) {
      try templates.render(page, with: data, of: builder, into: &bytes)
    } catch { fail(error.message.en) }
  }

  func render(times: Int) {
    var bytes: [UInt8] = []
    for _ in 0..<times { render(into: &bytes) }
  }
}

/// Seconds of processor time that this process has used.
func processorTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// The microseconds of one call, after a fifth of the time for warming up.
func microseconds(seconds: Double, of work: (_ times: Int) -> Void) -> Double {
  var start = processorTime(), count = 0
  repeat {
    work(1)
    count += 1
  } while processorTime() - start < seconds / 5
  count = max(1, count * 4)
  start = processorTime()
  work(count)
  return (processorTime() - start) / Double(count) * 1e6
}

let arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count >= 4 else { fail("PAGES DATA PAGE print | time SECONDS | renders COUNT") }
let folder = arguments[0]
var sources: [(name: String, source: SourceText)] = []
for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
  sources.append((name, read(folder + "/" + name)))
}
var diagnostics: [Diagnostic] = []
let templates = TemplateSet(
  sources: sources, filters: Filter.standard + Filter.domain, reporting: &diagnostics)
guard let templates else { fail(diagnostics.map(\.message.en).joined(separator: "\n")) }
let measurement = try Measurement(
  templates, page: arguments[2], data: Value(JSON(parsing: read(arguments[1]))))
let amount = arguments.count > 4 ? Double(arguments[4]) ?? 1 : 1
switch arguments[3] {
case "print":
  var bytes: [UInt8] = []
  measurement.render(into: &bytes)
  FileHandle.standardOutput.write(Data(bytes))
case "time": print(microseconds(seconds: amount) { measurement.render(times: $0) })
case "renders": measurement.render(times: Int(amount))
case let other: fail("no such mode: \(other)")
}
