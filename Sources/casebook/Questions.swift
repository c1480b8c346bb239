import ArgumentParser
import Diagnostics
import Files
import Glibc

/// A thing that a command has to know: an option gives it, else a person is asked, where there is one.
struct Question<Answer> {
  /// `--home`
  let option: String
  let text: Message
  /// The answer of who says nothing; nil where something has to be said.
  var usual: String?
  /// Whether `usual` is taken where nobody can be asked.
  var isOptional = false
  let read: (String) throws(WrongAnswer) -> Answer

  /// - Parameter given: the value of the option.
  func answer(_ given: String?, _ common: CommonOptions) throws -> Answer {
    if let given {
      do throws(WrongAnswer) { return try read(given) } catch {
        throw ValidationError("\(option)：" + error.message[common.messages])
      }
    }
    guard isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1 else {
      if isOptional, let usual, let answer = try? read(usual) { return answer }
      throw ValidationError(
        Message(
          zh: "缺少 \(option)（\(text.zh)）；不在终端里，没有人可以问",
          en: "\(option) is missing (\(text.en)), and there is no terminal to ask at")[common.messages])
    }
    while true {
      let hint = usual.map { $0.isEmpty ? "" : " [\($0)]" } ?? ""
      printError(text[common.messages] + hint + (common.messages == .zh ? "：" : ": "))
      guard let line = readLine() else {
        printError("\n")
        throw ValidationError(
          Message(zh: "没有回答，什么也没有写", en: "no answer: nothing was written")[common.messages])
      }
      let said = line.trimmingBlanks
      if said.isEmpty, usual == nil { continue }
      do throws(WrongAnswer) { return try read(said.isEmpty ? usual ?? "" : said) } catch {
        printError(error.message[common.messages] + "\n")
      }
    }
  }
}

/// The reason why a text is no answer.
struct WrongAnswer: Error {
  let message: Message

  init(zh: String, en: String) { message = Message(zh: zh, en: en) }
}

extension String {
  var trimmingBlanks: String {
    let start = firstIndex { !$0.isWhitespace } ?? endIndex, end = lastIndex { !$0.isWhitespace }
    return end.map { String(self[start...$0]) } ?? ""
  }
}
