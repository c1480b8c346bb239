import ArgumentParser
import DataFormats
import Diagnostics
import Glibc
import Site

enum TimingsFormat: String, EnumerableFlag {
  case timings, timingsJson

  static func help(for value: TimingsFormat) -> ArgumentHelp? {
    value == .timings ? "各阶段用了多少时间 / what each stage takes" : "同上，JSON 格式 / the same as JSON"
  }
}

extension Timings {
  /// With the clocks of this process.
  convenience init() {
    self.init {
      func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
      }
      var usage = rusage()
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      return Moment(
        wall: seconds(CLOCK_MONOTONIC), processor: seconds(CLOCK_PROCESS_CPUTIME_ID),
        memory: Int(usage.ru_maxrss) << 10)
    }
  }

  func text(_ language: Language) -> String {
    let head = Message(
      zh: "阶段            毫秒  CPU毫秒       字节    内存峰值",
      en: "stage             ms   CPU ms      bytes  peak memory")
    return entries.reduce(into: head[language] + "\n") { text, entry in
      let cells = [
        (Int(entry.wall * 1e3), 8), (Int(entry.processor * 1e3), 9), (entry.bytes, 11), (entry.memory, 12),
      ]
      text += entry.stage.rawValue.padded(to: 12)
      text += cells.map { String($0.0).padded(to: $0.1, atStart: true) }.joined() + "\n"
    }
  }

  /// Milliseconds and bytes, by stage.
  var json: JSON {
    .array(
      entries.map { entry in
        [
          "stage": .string(entry.stage.rawValue), "milliseconds": .number(Self.milliseconds(entry.wall)),
          "processor_milliseconds": .number(Self.milliseconds(entry.processor)),
          "bytes": .number(String(entry.bytes)), "peak_memory": .number(String(entry.memory)),
        ]
      })
  }

  private static func milliseconds(_ seconds: Double) -> String {
    let thousandths = Int((seconds * 1e6).rounded())
    return "\(thousandths / 1000).\(String(thousandths % 1000 + 1000).dropFirst())"
  }
}

extension String {
  fileprivate func padded(to width: Int, atStart: Bool = false) -> String {
    let space = String(repeating: " ", count: max(0, width - count))
    return atStart ? space + self : self + space
  }
}
