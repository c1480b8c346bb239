import Diagnostics

// Every sentence about the content of write-ups and registries that an author can see.
extension Diagnostic {
  // MARK: Fields

  static func unknownField(
    _ name: String, at location: Location, kind: RecordKind, given: (Int) -> Bool, with guesses: inout Guesses
  ) -> Diagnostic {
    let mayGuess = guesses.mayGuess(), plain = name.withoutTypedMarks
    let near =
      kind.indices[plain] != nil
      ? plain : mayGuess ? nearest(to: plain, among: kind.indices.names.sorted(), isClosed: true) : nil
    let folders = kind.otherFolders(having: name).compactMap { folder in
      RecordKind.ofFolder(folder).map { (folder: folder, kind: $0) }
    }
    let isGiven = near.flatMap { kind.indices[$0] }.map(given) ?? false
    // A second field of the name would be one mistake for another; what is a field elsewhere is no misspelling.
    let meant = isGiven || !folders.isEmpty ? nil : near
    let few =
      mayGuess
      ? nearestFew(to: name, among: kind.fields) { [$0.key] + $0.names } : Array(kind.fields.prefix(6))
    let isCut = few.count < kind.fields.count, count = kind.fields.count
    let known =
      few.map(\.key).joined(separator: ", ") + (isCut ? " … (\(count) in all: casebook help 字段)" : "")
    let chinese =
      few.map { "\($0.key)（\($0.name)）" }.joined(separator: "、")
      + (isCut ? "等 \(count) 个，全部见 casebook help 字段" : "")
    return error(
      "unknown-field", at: location,
      "没有名为“\(name)”的字段" + (isGiven ? "（“\(near ?? "")”已经写了）；请改成别的字段，或去掉这一行" : ""),
      "there is no field named “\(name)”"
        + (isGiven ? " (“\(near ?? "")” is there already): name another, or take it out" : ""),
      notes: folders.prefix(2).map { folder, other in
        Note(
          zh: "“\(name)”是\(other.zh)的字段；这篇如果是\(other.zh)，请移到 content/\(folder)/",
          en: "“\(name)” is a field of a \(other.en); if this is one, move it to content/\(folder)/")
      } + [Note(zh: "\(kind.zh)可用的字段：\(chinese)", en: "the fields of a \(kind.en): \(known)")],
      suggestion: meant.map { .replace(location, with: $0) })
  }

  static func quotedValue(_ value: String, count: Int, at location: Location, edits: [Edit]) -> Diagnostic {
    let others = count > 1 ? "（共 \(count) 处）" : "", all = count > 1 ? " (\(count) in all)" : ""
    return error(
      "quoted-value", at: location, "值外面的中文引号会当作文字\(others)：\(value)。值不用加引号，请删去",
      "Chinese quotation marks around a value are text\(all): \(value). Leave them out",
      suggestion: Suggestion(zh: "删去引号", en: "leave them out", edits: edits))
  }

  static func fieldTwice(_ name: String, first: String, at location: Location, firstAt: Location)
    -> Diagnostic
  {
    error(
      "field-twice", at: location, "“\(name)”和“\(first)”是同一个字段，只能写一个",
      "“\(name)” and “\(first)” are the same field; keep one of them",
      notes: [Note(zh: "先写在这里", en: "first given here", at: firstAt)])
  }

  static func missingField(_ field: Field, at location: Location, kind: RecordKind) -> Diagnostic {
    let chinese = field.name
    return error(
      "missing-field", at: location, "\(kind.zh)缺少字段 \(field.key)（\(chinese)）",
      "this \(kind.en) lacks the field \(field.key) (\(chinese))")
  }

  static func emptyItem(at location: Location) -> Diagnostic {
    error(
      "missing-field", at: location, "列表里有一项是空的，或者只有看不见的字符；请写上内容，或去掉这一项",
      "an item of this list is empty, or holds nothing that can be seen; fill it in or take it out")
  }

  /// - Parameter range: what to take out of the file.
  static func repeatedItem(
    _ text: String, _ first: String, at location: Location, firstAt: Location, removing range: Range<Int>?
  ) -> Diagnostic {
    let isName = !text.contains(":") && !text.contains("\n")
    let (zh, en) =
      if !isName {
        ("这一项前面已经写过，只算一次", "this is in the list already, and counts once")
      } else if text == first {
        ("“\(text)”在同一个列表里写了两次，只算一次", "“\(text)” is in this list already, and counts once")
      } else {
        ("“\(text)”和前面的“\(first)”是同一个，只算一次", "“\(text)” is the same as “\(first)” before it, and counts once")
      }
    return warning(
      "repeated-item", at: location, zh, en,
      notes: [Note(zh: "先写在这里", en: "first given here", at: firstAt)],
      suggestion: range.map {
        Suggestion(zh: "去掉这一项", en: "take it out", edits: [Edit($0, "")])
      })
  }

  /// - Parameter example: the form of the whole value.
  static func wrongType(
    _ type: ValueShape, at location: Location, like example: FieldType? = nil, suggestion: Suggestion? = nil
  ) -> Diagnostic {
    let (zh, en): (String, String) =
      switch type {
      case .text: ("这里应是一段文字或一个数", "a text or a number is expected here")
      case .flag: ("这里只能写 true 或 false（是、否）", "only true or false is allowed here")
      case .list:
        if let example, case .list(.record(let item)) = example {
          (
            "这里应是一个列表，一项一行，如 - \(item.example(inChinese: true))",
            "a list is expected here, a line for each, such as - \(item.example(inChinese: false))"
          )
        } else {
          (
            "这里应是一个列表：每行以“- ”开头，或写成 [甲, 乙]",
            "a list is expected here: lines that begin with “- ”, or [a, b]"
          )
        }
      case .map:
        (
          "这里应是“名称: 内容”的形式" + (example.map { "，如 " + $0.example(inChinese: true) } ?? ""),
          "a map of “name: value” is expected here"
            + (example.map { ", such as " + $0.example(inChinese: false) } ?? "")
        )
      }
    return error("wrong-type", at: location, zh, en, suggestion: suggestion)
  }

  package static func unknownChoice(
    _ word: String, among words: [(en: String, zh: String)], at location: Location,
    with guesses: inout Guesses
  ) -> Diagnostic {
    let mayGuess = guesses.mayGuess()
    let meant = mayGuess ? nearest(to: word, among: words.flatMap { [$0.en, $0.zh] }, isClosed: true) : nil
    let few =
      words.count <= 16
      ? words : mayGuess ? nearestFew(to: word, among: words) { [$0.en, $0.zh] } : Array(words.prefix(6))
    let isCut = few.count < words.count
    let list = few.map { $0.en == $0.zh ? $0.en : "\($0.en)（\($0.zh)）" }.joined(separator: "、")
    return error(
      "unknown-value", at: location, "不能写“\(word)”", "“\(word)” is not allowed here",
      notes: [
        Note(
          zh: "可以写：\(list)" + (isCut ? " 等 \(words.count) 个" : ""),
          en: "allowed: \(list)" + (isCut ? " … (\(words.count) in all)" : ""))
      ],
      suggestion: meant.map { .replace(location, with: $0) })
  }

  static func menuColon(_ entry: String, isReversed: Bool, at location: Location) -> Diagnostic {
    warning(
      "fullwidth-colon", at: location,
      isReversed ? "先写栏目，再写它在菜单里的名称；这里按“\(entry)”处理了" : "冒号要用半角，后面空一格；这里按“\(entry)”处理了",
      isReversed
        ? "the entry comes first, then its name in the menu; this was read as “\(entry)”"
        : "a plain colon and a space divide the two; this was read as “\(entry)”",
      suggestion: .replace(location, with: entry))
  }

  // MARK: References

  static func unknownName(
    _ name: String, kind: RecordKind, meant: String?, at location: Location
  ) -> Diagnostic {
    error(
      "unknown-\(kind.en)", at: location, "没有名为“\(name)”的\(kind.zh)",
      "there is no \(kind.en) named “\(name)”",
      notes: [
        kind.en == RecordKind.metric.en
          ? Note(
            zh: "内置的指标见 casebook help 指标，自己的登记在 content/metrics.yml",
            en: "casebook help metrics lists those in the program; your own stand in content/metrics.yml")
          : Note(
            zh: "每个\(kind.zh)在 content/\(kind.en)s/ 里有一个文件；还没有的，请先新建",
            en: "each \(kind.en) has a file in content/\(kind.en)s/; add the missing one first")
      ],
      suggestion: meant.map { .replace(location, with: $0) })
  }

  /// 无 where a name is asked for.
  static func noName(_ text: String, kind: RecordKind, at location: Location, suggestion: Suggestion?)
    -> Diagnostic
  {
    error(
      "unknown-\(kind.en)", at: location, "没有名为“\(text)”的\(kind.zh)；来源没有写的，不写这一行",
      "there is no \(kind.en) named “\(text)”; leave out what the source does not give",
      suggestion: suggestion)
  }

  static func nameTwice(_ name: String, kind: RecordKind, at location: Location, firstAt: Location)
    -> Diagnostic
  {
    error(
      "name-twice", at: location, "“\(name)”已经是另一个\(kind.zh)的名称，请换一个",
      "“\(name)” already names another \(kind.en); choose another",
      notes: [Note(zh: "先用在这里", en: "first used here", at: firstAt)])
  }

  /// The message about a text that is no region.
  ///
  /// - Parameters:
  ///   - part: the location of the part that names no region.
  ///   - text: the whole text.
  ///   - example: a path of the site's own regions.
  static func region(
    _ lookup: RegionTree.Lookup, at part: Location, in text: Located<String>, example: String?
  ) -> Diagnostic {
    switch lookup {
    case .found(_), .unborn(_): return unborn(text.value, at: part)
    case .unknown(let name, let under): return unknownRegion(name, under, at: part, example)
    case .missingSlugs(let paths): return unknownRegion(paths[0], nil, at: part, example)
    case .meant(let guess): return misspelt(guess, at: part, in: text, example)
    case .ambiguous(let name, let candidates):
      let paths = candidates.joined(separator: "、")
      return error(
        "ambiguous-region", at: part, "“\(name)”可以指不止一个地区：\(paths)；请写全称",
        "“\(name)” may mean \(paths); give the full name")
    case .occupiedAddress(let path):
      return error(
        "address-twice", at: part, "“\(path)”在网址里的名字已被同级的另一个地区占用；请在 content/regions.yml 里换一个",
        "the slug of “\(path)” is taken by a neighbour; choose another in content/regions.yml")
    }
  }

  /// A block of a text asks for a place that no write-up is about.
  private static func unborn(_ path: String, at location: Location) -> Diagnostic {
    error(
      "unknown-region", at: location, "还没有来稿写到“\(path)”，它还没有页面和数字",
      "no write-up is about “\(path)” yet, so it has no page and no figures")
  }

  private static func unknownRegion(
    _ name: String, _ under: String?, at location: Location, _ example: String?
  ) -> Diagnostic {
    error(
      "unknown-region", at: location, under.map { "“\($0)”下面没有“\(name)”" } ?? "地区表里没有“\(name)”",
      under.map { "there is no “\(name)” in “\($0)”" } ?? "there is no region “\(name)”",
      notes: [wholePath(example)])
  }

  private static func wholePath(_ example: String?) -> Note {
    Note(
      zh: "写全路径\(example.map { "，如 \($0)" } ?? "")；区县以下可自由命名",
      en: "give the whole path\(example.map { ", such as \($0)" } ?? "")")
  }

  private static func misspelt(
    _ guess: RegionTree.Guess, at part: Location, in text: Located<String>, _ example: String?
  ) -> Diagnostic {
    var diagnostic = unknownRegion(guess.part, guess.under, at: part, example)
    let known = guess.paths[0].dropLast(guess.rest.count)
    let names = known.split(separator: "/"), above = names.dropLast().joined(separator: "/")
    switch guess.kind {
    case .short where guess.under == nil:
      let top = names.first ?? known
      let isWhole = text.value.hasPrefix(top)
      diagnostic.message = Message(
        zh: "“\(text.value)”不是全路径：" + (isWhole ? "各级之间用斜杠隔开" : "地区要从“\(top)”写起"),
        en: "“\(text.value)” is no whole path: "
          + (isWhole ? "divide the levels with slashes" : "begin with “\(top)”"))
    case .long:
      let top = names.first ?? known
      diagnostic.message = Message(
        zh: "“\(text.value)”多写了上级：本站的地区从“\(top)”写起",
        en: "“\(text.value)” begins above the regions of this site: begin with “\(top)”")
    case .elsewhere where guess.paths.count == 1:
      let name = names[names.count - 1]
      if guess.under == nil {
        diagnostic.message = Message(zh: "“\(text.value)”不是一个地区", en: "“\(text.value)” is no region")
      }
      diagnostic.message.zh += "；“\(name)”登记在“\(above)”下面"
      diagnostic.message.en += "; “\(name)” is registered in “\(above)”"
    default: break
    }
    if guess.paths.count == 1 {
      diagnostic.suggestion = replacing(text, at: part, with: guess)
    } else {
      let paths = guess.paths.prefix(5).joined(separator: "、")
      diagnostic.notes = [Note(zh: "可能是：\(paths)", en: "it may be: \(paths)")]
    }
    if !guess.newPaths.isEmpty {
      let lines = guess.newPaths.map { "“\($0): 拼音”" }.joined(separator: "、")
      diagnostic.notes =
        diagnostic.notes.filter { $0 != wholePath(example) } + [
          Note(
            zh: "如果确是另一个地方，请在 content/regions.yml 的 slugs 下面加：\(lines)",
            en: "if it is another place, add to slugs in content/regions.yml: \(lines)")
        ]
    }
    return diagnostic
  }

  /// The edit of the part that is wrong where the rest is as it should be, else of the whole.
  private static func replacing(
    _ text: Located<String>, at part: Location, with guess: RegionTree.Guess
  ) -> Suggestion {
    let path = guess.paths[0], before = guess.under.map { $0 + "/" } ?? ""
    if guess.kind != .short, guess.kind != .long, part.range != text.range,
      text.value.hasPrefix(before + guess.part),
      path.hasPrefix(before)
    {
      let after = text.value.dropFirst(before.count + guess.part.count)
      let meant = path.dropFirst(before.count).dropLast(after.count)
      if path.hasSuffix(after), !meant.contains("/") { return .replace(part, with: String(meant)) }
    }
    return .replace(Location(part.file, text.range), with: path)
  }

  /// The places that write-ups name and that have no slug, all at once: each once, with its line of the registry.
  ///
  /// - Parameter edit: puts the lines into the registry.
  static func missingSlugs(_ places: [MissingSlug], at location: Location, edit: Edit?) -> Diagnostic {
    let one = places.count == 1 ? places[0].path : nil, isProposed = places.contains { $0.proposal != nil }
    return error(
      "missing-slug", at: location,
      (one.map { "“\($0)”" } ?? "来稿写到的 \(places.count) 个地方")
        + "还没有网址用的名字；核对地名和上级无误后，在 slugs 下面各加一行：路径: 拼音",
      (one.map { "“\($0)” has" } ?? "\(places.count) places that write-ups name have")
        + " no slug; if name and region are right, add a line for each under slugs: path: slug",
      notes: places.map(\.note),
      suggestion: edit.map {
        isProposed
          ? Suggestion(
            zh: "补上这几行，核对拼音：casebook fix --code missing-slug 会写",
            en: "add these lines and check the readings: casebook fix --code missing-slug writes them",
            edits: [$0])
          : Suggestion(zh: "补上这几行，冒号后面写拼音", en: "add these lines, and a slug after each colon", edits: [$0])
      })
  }

  static func emptySlug(_ path: String, at location: Location) -> Diagnostic {
    error(
      "missing-field", at: location, "“\(path)”的网址名字还空着；请在冒号后面写上（小写字母、数字、连字符，一般用拼音）",
      "the slug of “\(path)” is still empty; write it after the colon")
  }

  /// - Parameter line: the line to be taken out.
  static func slugOfRegion(_ path: String, at location: Location, line: Range<Int>?) -> Diagnostic {
    error(
      "region-twice", at: location, "“\(path)”的地址已经登记，slugs 里的这一行不起作用；请删去",
      "“\(path)” has its slug already; this line does nothing, take it out",
      suggestion: line.map { Suggestion(zh: "删去这一行", en: "take it out", edits: [Edit($0, "")]) })
  }

  static func regionTwice(_ text: String, at location: Location) -> Diagnostic {
    error(
      "region-twice", at: location, "地区表里“\(text)”已经有了；代码不能重复，同一上级之下名称也不能重复",
      "the registry already has “\(text)”; a code stands once, and a name once among siblings")
  }

  static func countedInCircle(_ name: String, at location: Location) -> Diagnostic {
    error(
      "counted-in-circle", at: location, "“\(name)”不能并入它自己，也不能并入它所包含的地区；counted_under 应写另一个地区的代码",
      "“\(name)” cannot be counted under itself or what counts under it; give another region's code")
  }

  static func badAddress(_ text: String, at location: Location) -> Diagnostic {
    error(
      "bad-address", at: location, "“\(text)”不能用作网址：只能用小写字母、数字和连字符（-）",
      "“\(text)” is no address: lower-case letters, digits and hyphens only")
  }

  static func badFormerAddress(_ text: String, at location: Location) -> Diagnostic {
    error(
      "bad-address", at: location, "“\(text)”不能用作旧地址：请写从网站根目录起的路径，例如 /info/2019/12.html",
      "“\(text)” is no former address: write the path from the root of the site, such as /info/2019/12.html")
  }

  /// An address of the right letters that some system has another use for.
  static func reservedAddress(_ text: String, at location: Location) -> Diagnostic {
    error(
      "reserved-address", at: location,
      "“\(text)”不能用作网址：它以点开头或结尾、超过 200 个字符，或者是网站和系统自己用的名字（如 en、data、sitemap.xml、con）；请换一个",
      "“\(text)” is no address: a part begins or ends with a dot, is longer than 200 characters, or is a name that the site or a system uses (en, data, sitemap.xml, con): choose another"
    )
  }

  static func badSlug(_ text: String, at location: Location) -> Diagnostic {
    text.isAddress ? .reservedAddress(text, at: location) : .badAddress(text, at: location)
  }

  static func badMetricID(_ text: String, at location: Location) -> Diagnostic {
    error(
      "bad-address", at: location, "“\(text)”不能用作指标的编号：它是网址的一部分，只能用小写字母、数字、下划线和连字符，以字母开头",
      "“\(text)” is no id of a metric: it is part of an address, and has lower-case letters, digits, _ and - after a letter"
    )
  }

  /// - Parameter canGiveSlug: the write-up has a field for another address.
  static func badFileName(_ name: String, canGiveSlug: Bool, at location: Location) -> Diagnostic {
    let (zh, en) = canGiveSlug ? ("，或在文件里另写 slug:", ", or give slug:") : ("", "")
    return error(
      "bad-address", at: location, "文件名“\(name)”不能用作网址：请改成只有小写字母、数字和连字符（-）的文件名" + zh,
      "the file name “\(name)” is no address: rename it with lower-case letters, digits and hyphens"
        + en)
  }

  /// A name in the menu that means something, and is the name of an own page, too.
  static func ambiguousEntry(_ name: String, besides page: OwnPage, at location: Location) -> Diagnostic {
    let path = "pages/" + page.stem
    return warning(
      "ambiguous-entry", at: location,
      "菜单里的“\(name)”是同名的栏目或另一页，不是自建页面 \(page.file)；要那一页，请写 \(path)",
      "“\(name)” in the menu is a section or another page of that name, not the own page \(page.file): write \(path) for that",
      suggestion: .replace(location, with: path))
  }

  static func addressTwice(_ address: String, at location: Location, firstAt: Location) -> Diagnostic {
    error(
      "address-twice", at: location, "网址 \(address) 已被另一个文件占用，请换一个 slug 或文件名",
      "the address \(address) is taken by another file; choose another slug or file name",
      notes: [Note(zh: "先用在这里", en: "first used here", at: firstAt)])
  }

  // MARK: Cases and reports

  static func duplicate(_ title: String, _ likeness: Likeness, at location: Location, firstAt: Location)
    -> Diagnostic
  {
    let first = Note(zh: "先写的一篇", en: "the first of them", at: firstAt)
    if likeness == .certain {
      return error(
        "duplicate-write-up", at: location, "“\(title)”写了两篇，数字会重复计算；请删去一个文件，确是两件事的，写清标题或日期的不同",
        "“\(title)” is written up twice, which doubles its numbers; delete one of the files, or tell them apart by title or date",
        notes: [first])
    }
    return warning(
      "duplicate-write-up", at: location, "“\(title)”可能写了两篇：地区、数字、来源或标题和另一篇相同；是同一件事的，请删去一个文件",
      "“\(title)” may be written up twice: region, numbers, source or title are those of another; if it is one matter, delete one of the files",
      notes: [first])
  }

  static func noWholeNumber(_ text: String, meant: Int?, at location: Location) -> Diagnostic {
    error(
      "wrong-type", at: location, "“\(text)”不是正整数，这里只写数字，如 3", "“\(text)” is no whole number; write 3",
      suggestion: meant.map { .replace(location, with: "\($0)") })
  }

  static func issueMismatch(_ issue: String, number: Int, written: Int, at location: Location) -> Diagnostic {
    error(
      "issue-mismatch", at: location, "期号写的是“\(issue)”，期数写的是 \(number)，两个对不上；期号可以不写，由期数得出",
      "the issue is “\(issue)”, the number \(number); the issue may be left out, and is made from the number",
      suggestion: .replace(location, with: "\(written)"))
  }

  /// - Parameter year: nil where neither bears a date, and for a number among all issues.
  static func issueTwice(
    _ issue: String, of series: String, year: Int?, at location: Location, firstAt: Location
  ) -> Diagnostic {
    error(
      "issue-twice", at: location,
      "《\(series)》\(year.map { "\($0)年" } ?? "")已经有\(issue)，期号不能重复；请改期号，不是一个系列的写明“系列”",
      "“\(series)” has \(issue)\(year.map { " of \($0)" } ?? "") already; number it anew, or name its `series`",
      notes: [Note(zh: "先用在这里", en: "first used here", at: firstAt)])
  }

  package static let restrictedBriefingCode = "restricted-briefing"

  /// - Parameter draft: the line that makes it a draft, in the language of its header.
  static func restrictedBriefing(_ secrecy: String, draft: String, at location: Location) -> Diagnostic {
    error(
      restrictedBriefingCode, at: location,
      "密级是“\(secrecy)”的简报会登在网站上，谁都看得到；请另写一行“\(draft)”，它就只印不上网（casebook brief 文件名），涉密的请移出这个文件夹",
      "a briefing that is “\(secrecy)” would be published for everybody; with `\(draft)` it is only printed, and what is secret belongs elsewhere",
      suggestion: Suggestion(
        zh: "加上“\(draft)”，只印不上网", en: "make it a draft, which is only printed",
        edits: [Edit(location.range.upperBound..<location.range.upperBound, "\n" + draft)]))
  }

  static func solvedExceedsRaised(
    _ solved: Quantity, _ raised: Quantity, at location: Location, raisedAt: Location
  ) -> Diagnostic {
    error(
      "solved-exceeds-raised", at: location, "解决的问题（\(solved.display)）多于反映的问题（\(raised.display)），请核对",
      "more problems solved (\(solved.display)) than raised (\(raised.display)); check both",
      notes: [Note(zh: "反映的问题写在这里", en: "the problems raised stand here", at: raisedAt)])
  }

  static func unknownStep(_ step: String, steps: [String], at location: Location) -> Diagnostic {
    let meant = nearest(to: step, among: steps)
    let list = steps.joined(separator: "、")
    return Diagnostic(
      .error, "unknown-step",
      steps.isEmpty
        ? Message(
          zh: "没有写明工作法，或这个工作法的步骤未公布，不能写环节",
          en: "no method is named, or its steps are not published, so no step can be given")
        : Message(zh: "工作法里没有“\(step)”这一步", en: "the method has no step “\(step)”"), at: location,
      notes: steps.isEmpty ? [] : [Note(zh: "步骤：\(list)", en: "the steps: \(list)")],
      suggestion: meant.map { .replace(location, with: $0) })
  }

  static func percentMismatch(_ metric: Metric, at location: Location) -> Diagnostic {
    error(
      "unit-in-quantity", at: location, "指标“\(metric.name)”的单位是\(metric.unit)，不是百分比",
      "the unit of “\(metric.id)” is \(metric.unit), not per cent")
  }

  static func wrongUnit(_ unit: String, of metric: Metric, at location: Location) -> Diagnostic {
    error(
      "unit-in-quantity", at: location, "指标“\(metric.name)”的单位是\(metric.unit)，“\(unit)”数的不是同一样东西",
      "the unit of “\(metric.id)” is \(metric.unit); \(unit) counts something else")
  }

  static func asOfWithoutStock(_ metric: Metric, at location: Location) -> Diagnostic {
    error(
      "as-of-without-stock", at: location, "“\(metric.name)”不是存量，不能写截至（as_of）；请写时期（period），如 ..2024-09",
      "“\(metric.id)” is no stock and has no as_of; give a period, such as ..2024-09")
  }

  static func figureTwice(_ metric: Metric, at location: Location, firstAt: Location) -> Diagnostic {
    error(
      "figure-twice", at: location, "同一份报告里，“\(metric.name)”在同一时期只能有一个数",
      "one report gives “\(metric.id)” once for a period",
      notes: [Note(zh: "先写在这里", en: "first given here", at: firstAt)])
  }

  static func undatedFigures(_ count: Int, _ metric: Metric, at location: Location) -> Diagnostic {
    let isStock = metric.kind == .stock
    return warning(
      "undated-figure", at: location,
      (count == 1 ? "“\(metric.name)”没有写" : "“\(metric.name)”等 \(count) 个数没有写") + (isStock ? "截至哪一天" : "时期")
        + "，只能单独列出，不进任何合计；请写报告的时期（period），如 时期: 2025"
        + (isStock ? "，或 {数值: 210, 截至: 2025-12-31}" : "") + "；来源没有写明的，在说明（note）里写一句",
      (count == 1 ? "“\(metric.id)” has" : "“\(metric.id)” and others, \(count) numbers, have")
        + " no time, stand apart and are in no total: give the report a period\(isStock ? ", or the number as_of" : ""); where the source says none, say so in a note"
    )
  }

  static func figuresInTable(at location: Location, edit: Edit?) -> Diagnostic {
    warning(
      "figures-in-table", at: location,
      "这份报告没有数据（figures），正文表格里的数哪里也不会算进去；请写在文件头的“数据:”下面，一行一个，如 协商场次: 86",
      "this report has no figures, and the numbers of a table in its text count nowhere; give them under figures: in the header, such as sessions_held: 86",
      suggestion: edit.map {
        Suggestion(zh: "写进数据，核对一遍", en: "give them as figures, and check them", edits: [$0])
      })
  }

  static func unknownBase(_ text: String, at location: Location) -> Diagnostic {
    error(
      "unknown-base", at: location, "基数“\(text)”既不是本报告里的指标，也不是数字；来源未公布基数时写 unpublished（未公布）",
      "the base “\(text)” is neither a metric of this report nor a number; where none is published, write unpublished"
    )
  }

  static func bareExplanation(ofReport isOfReport: Bool, at location: Location) -> Diagnostic {
    let (zh, en) = isOfReport ? ("指标: 协商场次, ", "metric: sessions_held, ") : ("", "")
    return error(
      "wrong-type", at: location, "解释要写明是哪两个数对不上、为什么",
      "an explanation says which two numbers do not fit, and why",
      notes: [
        Note(
          zh: "写成 {核对: 下级大于上级, \(zh)本数: 1500余, 对方: 200余, 原因: 一句话}；没有解释的地方，check 会给出可以抄的行",
          en:
            "write {check: child-exceeds-parent, \(en)own: 1500余, other: 200余, reason: a sentence}; check gives the line to copy where none is explained"
        )
      ])
  }

  static func revisionWithoutFigure(_ metric: Metric, at location: Location) -> Diagnostic {
    warning(
      "revision-mismatch", at: location, "修订改出了“\(metric.name)”的新值，报告的数据（figures）里却没有这个指标；数撤下了的，请删去新值（new）",
      "a revision gives “\(metric.id)” a new number, but the report has none; if it was taken back, leave out new"
    )
  }

  static func takenBackButGiven(_ metric: Metric, at location: Location) -> Diagnostic {
    warning(
      "revision-mismatch", at: location,
      "这条修订没有新值（new），等于撤下了“\(metric.name)”，报告里却还有同一时期的数；请补上新值，或把那个数从 figures 里去掉",
      "without a new number this revision takes “\(metric.id)” back, but the report gives one for the same time; add new, or take the figure out"
    )
  }

  static func noReason(_ text: String, at location: Location) -> Diagnostic {
    error(
      "missing-field", at: location, "“\(text)”没有说明原因；请用一句话写清两个数为什么对不上",
      "“\(text)” gives no reason; say in a sentence why the two numbers do not fit")
  }

  static func noPersonalReason(_ value: String, at location: Location) -> Diagnostic {
    error(
      "missing-field", at: location, "没有说明“\(value)”为什么可以公开；请用一句话写清，如 本人书面同意",
      "no reason is given why “\(value)” may be public; say so in a sentence")
  }

  static func unknownSource(_ id: String, known: [String], at location: Location) -> Diagnostic {
    let list = known.joined(separator: "、")
    return error(
      "unknown-source", at: location, "content/sources.yml 里没有编号为“\(id)”的来源",
      "content/sources.yml has no source “\(id)”",
      notes: known.isEmpty ? [] : [Note(zh: "已有的编号：\(list)", en: "known: \(list)")])
  }

  static func badLine(_ text: String, at location: Location) -> Diagnostic {
    error(
      "wrong-type", at: location, "行号应是正整数，如 line: 33 或 line: [33, 34]",
      "a line is a positive number: line: 33")
  }

  // MARK: Numbers inside sentences

  static func emptyLiveNumber(at location: Location) -> Diagnostic {
    error(
      "live-number", at: location, "“=”后面要写指标，如 `=协商场次`；不是要数字的，在“=”前面加一个空格",
      "a metric is expected after “=”, such as `=协商场次`; code that is no number has a blank before “=”")
  }

  static func secondWord(_ word: String, after first: String, at location: Location) -> Diagnostic {
    error(
      "live-number", at: location, "前面已经写了“\(first)”，一个数只有一个地区、一个时期；请去掉“\(word)”",
      "“\(first)” is given before; a number has one region and one period: take “\(word)” out",
      suggestion: .remove(location.range))
  }

  static func liveNumberWithoutRegion(_ text: String, example: String?, at location: Location) -> Diagnostic {
    error(
      "live-number", at: location, "这篇来稿没有写地区，这里要写明是哪里的数" + (example.map { "，如 `\(text) \($0)`" } ?? ""),
      "this write-up names no region, so the number has to" + (example.map { ": `\(text) \($0)`" } ?? ""))
  }

  // MARK: Registries

  package static func missingFile(_ path: String) -> Diagnostic {
    error(
      "missing-file", at: Location(path, 0..<0), "缺少文件 \(path)，请新建", "the file \(path) is missing; add it")
  }

  static func misplacedFile(_ path: String) -> Diagnostic {
    let folders = Content.folders.joined(separator: "、"),
      registries = Content.registries.joined(separator: "、")
    return error(
      "misplaced-file", at: Location(path, 0..<0), "这个位置的文件不会被读到", "nothing reads a file at this place",
      notes: [
        Note(
          zh: "来稿（.md）放在 content/ 下的 \(folders)；登记表是 content/ 下的 \(registries)（.yml）",
          en:
            "write-ups (.md) stand in one of the folders \(folders) of content/; the registries (.yml) are \(registries)"
        )
      ])
  }

  static func badURL(_ text: String, at location: Location) -> Diagnostic {
    error(
      "bad-url", at: location, "“\(text)”不是网址；请写成 https://casebook.example.org/，或以 / 开头的路径",
      "“\(text)” is no address of a site; write https://casebook.example.org/, or a path from /")
  }

  static func badWebAddress(_ text: String, at location: Location) -> Diagnostic {
    error(
      "bad-url", at: location, "“\(text)”不是网页的地址；请写成 https:// 或 http:// 开头的完整网址，没有就删去这一行",
      "“\(text)” is no address of a page: write it whole, from https:// or http://, or leave it out")
  }

  static func badMailAddress(_ text: String, at location: Location) -> Diagnostic {
    error(
      "bad-url", at: location, "“\(text)”不是邮箱地址；请只写一个地址：名称、@、域名，没有空格、问号和逗号",
      "“\(text)” is no e-mail address: write a single one, a name, @ and a host, without blanks, question marks and commas"
    )
  }

  static func badFormAddress(_ text: String, at location: Location) -> Diagnostic {
    error(
      "bad-url", at: location,
      "“\(text)”不是表单的网址；请写成 https:// 开头的完整网址，主机名之后可以有 {page}、{title} 和 {figure}",
      "“\(text)” is no address of a form: write it whole, from https://, with the gaps {page}, {title} and {figure} after the host"
    )
  }

  static func badHost(_ text: String, at location: Location) -> Diagnostic {
    error(
      "bad-url", at: location, "“\(text)”不是主机名；请只写 pictures.example.org 这样的一段，小写，不带 https:// 和斜杠",
      "“\(text)” is no host: write such as pictures.example.org, in small letters, without https:// and slashes"
    )
  }

  /// A registry that allows what the kind of a metric rules out.
  static func forbiddenAxis(_ kind: Metric.Kind, _ axis: Metric.Axis, at location: Location) -> Diagnostic {
    error(
      "forbidden-sum", at: location, "\(kind.chinese)不能在\(axis.chinese)之间相加",
      "a \(kind.rawValue) does not add up over \(axis.rawValue)",
      notes: [
        Note(
          zh: "流量（flow）可以写 [regions, time]，存量（stock）至多写 [regions]，去重数和比率只能写 []",
          en: "a flow may have [regions, time], a stock [regions] at most, distinct and ratio only []")
      ])
  }

  /// A number of cases that a metric in another unit, or a rate, would count.
  static func forbiddenCount(
    _ metric: Metric, _ number: CaseNumber, at location: Location, suggestion: Suggestion?
  ) -> Diagnostic {
    error(
      "forbidden-sum", at: location,
      "“\(metric.name)”是\(metric.kind.chinese)，单位是\(metric.unit)，案例的\(number.chinese)不能算进去；请删去取自案例（counted_from），或改类型和单位",
      "“\(metric.id)” is a \(metric.kind.rawValue) in \(metric.unit), and cannot count \(number.rawValue) of cases; leave out counted_from",
      suggestion: suggestion)
  }

  static func partOfItself(_ name: String, at location: Location, suggestion: Suggestion?) -> Diagnostic {
    error(
      "counted-in-circle", at: location, "“\(name)”不能是它自己的一部分，也不能是它的一部分的一部分；请写另一个指标，或删去其中（part_of）",
      "“\(name)” cannot be a part of itself, or of a part of it; give another metric, or leave out part_of",
      suggestion: suggestion)
  }

  static func brokenUnit(_ text: String, at location: Location, suggestion: Suggestion?) -> Diagnostic {
    error(
      "wrong-gap", at: location, "英文单位“\(text)”不完整；单数和复数写成 {n|room|rooms}，没有分别的只写 room",
      "the unit “\(text)” is broken; one and several are {n|room|rooms}, and a word alone is the same for both",
      suggestion: suggestion)
  }

  static func unequalParts(_ count: Int, _ parts: Int, at location: Location) -> Diagnostic {
    error(
      "wrong-type", at: location,
      "英文分项有 \(count) 项，组成（parts）" + (parts == 0 ? "没有写" : "有 \(parts) 项") + "；两边应当一样多，次序相同",
      "english_parts has \(count) items and parts \(parts): they are to be as many, in the same order")
  }

  static func nameForMetricID(_ name: String, _ id: String, at location: Location) -> Diagnostic {
    error(
      "bad-address", at: location, "这里要写指标的编号：“\(name)”的编号是 \(id)", "the id of the metric “\(name)” is \(id)",
      suggestion: .replace(location, with: id))
  }

  static func forbiddenIdentity(_ whole: Metric?, _ part: Metric, at location: Location) -> Diagnostic {
    error(
      "forbidden-sum", at: location,
      "恒等式里的“\(part.name)”（\(part.unit)）和“\(whole?.name ?? "")”（\(whole?.unit ?? "")）不能相加",
      "\(part.id) (\(part.unit)) does not add up to \(whole?.id ?? "") (\(whole?.unit ?? ""))",
      notes: [Note(zh: "恒等式两边的单位要一样，比率不能相加", en: "both sides have the same unit; rates do not add up")])
  }

  static func badIdentity(_ text: String, at location: Location) -> Diagnostic {
    error(
      "bad-identity", at: location, "恒等式“\(text)”看不懂；应写成 指标 = 指标 + 指标，且都在指标表里",
      "“\(text)” is no identity; write metric = metric + metric, all of the registry")
  }

  /// A number that cases give and no metric of the registry counts.
  static func uncounted(
    _ field: Field, by cases: Int, at location: Location, named metric: Metric?, edit: Edit?
  ) -> Diagnostic {
    let word = field.name
    return warning(
      "uncounted-number", at: location,
      "\(cases) 篇案例写了\(word)（\(field.key)），但没有指标取自它，这些数哪里也没有算进去；请在该算的指标下写 counted_from: \(field.key)",
      "\(cases) cases give \(field.key), but no metric counts it; write counted_from: \(field.key) in the one that should",
      suggestion: edit.map {
        Suggestion(zh: "算入“\(metric?.name ?? "")”", en: "count it in “\(metric?.id ?? "")”", edits: [$0])
      })
  }

  /// A core metric that no report gives and that counts nothing of cases.
  static func unfed(_ metric: Metric, at location: Location) -> Diagnostic {
    let words = CaseNumber.words.map { "\($0.en)（\($0.zh)）" }.joined(separator: "、")
    return warning(
      "unfed-metric", at: location, "核心指标“\(metric.name)”没有数可显示：没有报告写它，也没有写明取自案例的哪一项（counted_from）",
      "the core metric “\(metric.id)” has no numbers: no report gives it, and it counts nothing of cases (counted_from)",
      notes: [Note(zh: "counted_from 可以写：\(words)", en: "counted_from may be: \(words)")])
  }

  static func badRecurrence(at location: Location) -> Diagnostic {
    error(
      "bad-recurrence", at: location, "活动日应写成 {day: 25}，或 {weekday: thursday, week: last}，可另加 months: even",
      "write {day: 25}, or {weekday: thursday, week: last}, optionally with months: even")
  }

  // MARK: Both severities

  package static func error(
    _ code: String, at location: Location, _ zh: String, _ en: String, notes: [Note] = [],
    suggestion: Suggestion? = nil
  ) -> Diagnostic {
    Diagnostic(.error, code, at: location, zh: zh, en: en, notes: notes, suggestion: suggestion)
  }

  package static func warning(
    _ code: String, at location: Location, _ zh: String, _ en: String, notes: [Note] = [],
    suggestion: Suggestion? = nil
  ) -> Diagnostic {
    Diagnostic(.warning, code, at: location, zh: zh, en: en, notes: notes, suggestion: suggestion)
  }
}

extension Suggestion {
  /// - Parameter said: the text in one line.
  package static func replace(_ location: Location, with text: String, said: String? = nil) -> Suggestion {
    Suggestion(
      zh: "是否想写 \(said ?? text)？", en: "did you mean \(said ?? text)?", edits: [Edit(location.range, text)])
  }

  package static func remove(_ range: Range<Int>) -> Suggestion {
    Suggestion(zh: "删去它", en: "take it out", edits: [Edit(range, "")])
  }
}

extension MissingSlug {
  /// 湖北省/宜昌市/西陵区/重华街道: chonghua（“重”也读 zhong；2 处）
  fileprivate var note: Note {
    var zh: [String] = [], en: [String] = []
    for doubt in proposal?.doubts ?? [] {
      let others = doubt.readings.dropFirst()
      zh.append("“\(doubt.character)”也读 " + others.joined(separator: "、"))
      en.append("\(doubt.character) is also read " + others.joined(separator: ", "))
    }
    if proposal?.slug == "" {
      zh.append("有的字查不到读音，请自己写")
      en.append("no reading of some character is known: write it yourself")
    }
    if count > 1 {
      zh.append("\(count) 处")
      en.append("\(count) times")
    }
    let text = proposal == nil ? path : line
    return Note(
      zh: text + (zh.isEmpty ? "" : "（" + zh.joined(separator: "；") + "）"),
      en: text + (en.isEmpty ? "" : " (" + en.joined(separator: "; ") + ")"), at: first)
  }
}
