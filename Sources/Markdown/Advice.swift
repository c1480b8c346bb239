import Diagnostics

/// The words of a warning about a text: what is wrong, and what the edits do about it.
struct Advice {
  let code: String
  let message: Message
  /// The effect of the edits; nil where only the author can mend the text.
  let help: Message?

  init(_ code: String, zh: String, en: String, help: Message? = nil) {
    self.code = code
    message = Message(zh: zh, en: en)
    self.help = help
  }
}
