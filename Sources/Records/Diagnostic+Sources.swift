import Diagnostics

// Every sentence about the texts of sources.
extension Diagnostic {
  static func notInSource(
    _ quantity: Quantity, _ page: CitedPage, _ text: PageText, _ miss: NearMiss, at location: Location,
    suggestion: Suggestion?
  ) -> Diagnostic {
    let written = quantity.raw ?? quantity.display
    var notes: [Note] = []
    switch miss.offer {
    case .wording(let placed), .line(let placed):
      notes.append(.number(placed, of: text))
    case nil:
      notes += page.lines.prefix(3).map { .line($0.value, of: text) }
    }
    if case .line = miss.offer {
    } else if !miss.elsewhere.isEmpty {
      let lines = Set(miss.elsewhere.map(\.lines.lowerBound)).sorted()
      let list = lines.prefix(5).map(String.init)
      notes.append(
        Note(
          zh: "这个数在第\(list.joined(separator: "、"))行\(lines.count > 5 ? "等处" : "")",
          en: "this number is on line \(list.joined(separator: ", "))\(lines.count > 5 ? " and others" : "")")
      )
    }
    return error(
      "not-in-source", at: location, "来源\(page.id)\(page.wording.zh)没有“\(written)”这个数",
      "source \(page.id) does not have the number “\(written)” on \(page.wording.en)",
      notes: notes,
      suggestion: suggestion)
  }

  static func quoteNotInSource(
    _ page: CitedPage, _ text: PageText, at location: Location, suggestion: Suggestion?
  )
    -> Diagnostic
  {
    let lines = page.lines.map(\.value)
    return error(
      "not-in-source", at: location, "来源\(page.id)\(page.wording.zh)没有这句原文；原文要与来源一字不差，空格和换行不论",
      "source \(page.id) does not have this quotation on \(page.wording.en), letter for letter",
      notes: suggestion == nil ? lines.prefix(3).map { .line($0, of: text) } : [],
      suggestion: suggestion)
  }

  static func noSuchLine(_ line: Int, of id: String, count: Int, at location: Location) -> Diagnostic {
    error(
      "no-such-line", at: location, "来源\(id)只有\(count)行，没有第\(line)行",
      "source \(id) has \(count) lines, and no line \(line)")
  }

  // MARK: The texts themselves

  static func badSHA256(_ right: String?, at location: Location) -> Diagnostic {
    error(
      "bad-sha256", at: location, "这里应是文字的 SHA-256：64个十六进制数字（0—9、a—f）",
      "this should be the text's SHA-256: 64 hexadecimal digits",
      suggestion: right.map { digest in
        Suggestion(
          zh: "手头文字的是 \(digest)", en: "that of the text at hand is \(digest)",
          edits: [Edit(location.range, digest)])
      })
  }

  static func sourceChanged(_ id: String, _ text: SourceText, now digest: String, at location: Location)
    -> Diagnostic
  {
    error(
      "source-changed", at: location, "来源\(id)的文字改过了：\(text.path) 与登记的 SHA-256 不符，先不拿它核对数字",
      "the text of source \(id) has changed: \(text.path) is not the one with this SHA-256; no number is checked by it",
      suggestion: Suggestion(
        zh: "如果现在的文字是对的，改为 \(digest)", en: "if the text is right as it is now, write \(digest)",
        edits: [Edit(location.range, digest)]))
  }

  static func sourceUnheld(_ id: String, _ text: SourceText, at location: Location, edit: Edit) -> Diagnostic
  {
    warning(
      "source-unheld", at: location, "来源\(id)有文字（\(text.path)），却没有登记 sha256，文字改了看不出来",
      "source \(id) has a text (\(text.path)) but no sha256 to hold it: a change would go unnoticed",
      suggestion: Suggestion(zh: "登记它的 SHA-256", en: "give its SHA-256", edits: [edit]))
  }

  static func unknownSourceText(_ path: String, known: [String]) -> Diagnostic {
    let list = known.prefix(8).joined(separator: "、")
    return warning(
      "unknown-source-text", at: Location(path, 0..<0), "这份文字不属于任何来源：文件名应是来源的编号，如 001.txt、001_市政协.txt",
      "this text belongs to no source: its name should be a source's id, as 001.txt or 001_name.txt",
      notes: [Note(zh: "登记了的来源：\(list)", en: "the sources are: \(list)")])
  }

  static func sourceTextTwice(_ id: String, _ path: String, first: String) -> Diagnostic {
    error(
      "source-text-twice", at: Location(path, 0..<0), "来源\(id)有两份不同的文字，只能留一份",
      "source \(id) has two texts that differ; keep one of them",
      notes: [Note(zh: "另一份在这里", en: "the other is here", at: Location(first, 0..<0))])
  }

  static func missingSourceText(_ id: String, folder: String, at location: Location) -> Diagnostic {
    warning(
      "missing-source-text", at: location, "\(folder) 里没有来源\(id)的文字（\(id).txt 或 \(id)_….txt），出自它的数没有核对",
      "there is no text of source \(id) in \(folder) (\(id).txt or \(id)_….txt): its numbers are not checked")
  }
}

extension CitedPage {
  /// 第84、85行; of many lines, how many they are.
  fileprivate var wording: Message {
    if lines.count > 4 { return Message(zh: "所引的\(lines.count)行里", en: "the \(lines.count) lines cited") }
    let lines = lines.map { String($0.value) }
    return Message(
      zh: "第\(lines.joined(separator: "、"))行",
      en: (lines.count > 1 ? "lines " : "line ") + lines.joined(separator: ", "))
  }
}

extension Note {
  fileprivate static func line(_ line: Int, of text: PageText) -> Note {
    let excerpt = text.excerpt(of: line)
    return Note(
      zh: "第\(line)行：\(excerpt)", en: "line \(line): \(excerpt)",
      at: Location(text.source.path, text.range(of: line)))
  }

  fileprivate static func number(_ placed: PageText.Placed, of text: PageText) -> Note {
    let excerpt = text.excerpt(around: placed), lines = placed.lines
    let line = lines.count > 1 ? "\(lines.lowerBound)—\(lines.upperBound)" : "\(lines.lowerBound)"
    return Note(
      zh: "第\(line)行：\(excerpt)", en: "line \(line): \(excerpt)",
      at: Location(text.source.path, placed.quantity.range))
  }
}
