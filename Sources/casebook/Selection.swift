import ArgumentParser
import Diagnostics
import Records
import Statistics

// The region and the period that an argument of a command names.
extension CommonOptions {
  func region(_ text: String, in content: Content, by command: String) throws -> RegionID {
    func usage(_ zh: String, _ en: String) -> ExitCode {
      refusal(by: command, Message(zh: zh, en: en), .usageError)
    }
    switch content.regions.find(text) {
    case .found(let id): return id
    case .ambiguous(_, let candidates):
      let paths = candidates.joined(separator: "、")
      throw usage("“\(text)”可以指不止一个地区：\(paths)", "“\(text)” may mean \(paths)")
    case .meant(let guess):
      // On a command line a name is enough.
      if guess.kind == .short, guess.paths.count == 1, let id = content.regions.region(path: guess.paths[0]) {
        return id
      }
      let paths = guess.paths.joined(separator: "、")
      throw usage(
        "没有地区“\(text)”；是否想写 \(paths)？", "there is no region “\(text)”; did you mean \(paths)?")
    default: throw usage("没有地区“\(text)”", "there is no region “\(text)”")
    }
  }

  /// A period that says when it begins, or all.
  func period(_ text: String, by command: String) throws -> PeriodQuery {
    if text == "all" { return .all }
    do throws(PeriodMistake) {
      let period = try Period(reading: text)
      if period.start != nil { return .period(period) }
    } catch {
      let message = Diagnostic.period(error, text)
      throw refusal(
        by: command,
        Message(
          zh: message.zh + "；可以写 2024、2024H1、2024年上半年、2024Q3、2024-07、2023..2024 或 all", en: message.en),
        .usageError)
    }
    throw refusal(
      by: command,
      Message(zh: "“\(text)”没有写从哪一天起", en: "“\(text)” does not say when it begins"), .usageError)
  }
}
