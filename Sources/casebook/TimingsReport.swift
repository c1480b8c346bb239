import ArgumentParser
import Bytes
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
  /// Timings by the clocks of this process.
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
    let head = [
      Message(zh: "阶段", en: "stage"), Message(zh: "毫秒", en: "ms"), Message(zh: "CPU毫秒", en: "CPU ms"),
      Message(zh: "字节", en: "bytes"), Message(zh: "内存峰值", en: "peak memory"),
    ]
    return TextTable(
      header: head.map { $0[language] }, numbers: [1, 2, 3, 4],
      rows: entries.map { entry in
        [entry.stage.rawValue]
          + [Int(entry.wall * 1e3), Int(entry.processor * 1e3), entry.bytes, entry.memory].map { String($0) }
      }
    ).text
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
