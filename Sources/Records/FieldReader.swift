import Diagnostics
import FrontMatter

/// A value with the range of bytes in the file that gives it; the range of a text in quotes includes them.
package struct Located<Value: Sendable>: Sendable {
  package let value: Value
  package let range: Range<Int>
}

extension Located: Equatable where Value: Equatable {}

/// Reads the fields of one map, under their English or Chinese names, and keeps what is wrong with them.
///
/// Each reading method returns nil for a field that is absent, empty or mistaken; the mistake is in `diagnostics`.
package struct FieldReader {
  let file: WriteUp
  let kind: RecordKind
  private let map: Node
  /// The range at which a missing field is reported: the end of the header, or the map that lacks it.
  private let end: Range<Int>
  /// For each field of the kind, where its entry is in the map.
  private var indices: [Int?]
  /// Unknown keys that look like a slip of a known one: that one is not reported as missing as well.
  private var probablyMeant: Set<String> = []
  private(set) var diagnostics: [Diagnostic] = []
  var guesses: Guesses
  let context: ReadingContext
  /// The lookup of the region that a write-up names; nil if it names none.
  let placedRegion: RegionTree.Lookup?
  /// Whether the text of any source is at hand.
  private(set) var isHeld = false
  /// The numbers that were read, and the pages that were cited, where they can be held against each other.
  private(set) var numbers: [CitedNumber] = []
  var citedPages: [CitedPage] = []

  init(
    _ document: Document, as kind: RecordKind, in context: ReadingContext = .empty,
    region: RegionTree.Lookup? = nil
  ) {
    self.init(
      document.header, of: document.file, as: kind, end: document.headerEnd..<document.headerEnd,
      context: context, region: region)
    isHeld = context.sources.contains { $0.text != nil }
  }

  /// All that is wrong with the record; what it cites is looked up last.
  mutating func finish() -> [Diagnostic] {
    checkSources()
    return diagnostics
  }

  /// - Parameter guesses: those that are left of the file, where the record is a part of another.
  init(
    _ node: Node, of file: WriteUp, as kind: RecordKind, end: Range<Int>? = nil,
    context: ReadingContext = .empty, region: RegionTree.Lookup? = nil, guesses: Guesses = Guesses()
  ) {
    self.guesses = guesses
    self.file = file
    self.kind = kind
    self.context = context
    placedRegion = region
    self.end = end ?? node.range
    map = node
    indices = Array(repeating: nil, count: kind.fields.count)
    var refused: [Int] = []
    let isMap = node.forEachKey { name, index in
      if let position = kind.indices[name], indices[position] == nil {
        indices[position] = index
      } else {
        refused.append(index)
      }
    }
    for index in refused { refuse(node.entry(at: index)) }
    if !isMap {
      report(.wrongType(.map, at: location(node.range), like: .record(kind)))
      // A value that is no map lacks no single field.
      probablyMeant = Set(kind.fields.map(\.key))
    }
  }

  /// Reports an entry that gives a field again, or none.
  private mutating func refuse(_ entry: Entry) {
    let name = entry.key.text
    if let position = kind.indices[name], let index = indices[position] {
      let first = map.entry(at: index)
      report(
        .fieldTwice(
          name, first: first.key.text, at: location(entry.keyRange), firstAt: location(first.keyRange)))
    } else if !name.hasPrefix("x-") {
      let finding = Diagnostic.unknownField(
        name, at: location(entry.keyRange), kind: kind, given: { indices[$0] != nil }, with: &guesses)
      if let meant = finding.suggestion?.edits.first?.replacement, let position = kind.indices[meant] {
        probablyMeant.insert(kind.fields[position].key)
      }
      report(finding)
    }
  }

  func location(_ range: Range<Int>) -> Location { Location(file.source.path, range) }

  /// The range of the map itself.
  var range: Range<Int> { map.range }

  /// From the name of a field to the end of what it says.
  func entryRange(_ key: String) -> Range<Int>? {
    index(of: key).map { map.entry(at: $0).keyRange.lowerBound..<map.value(at: $0).range.upperBound }
  }

  /// The place of one part of a written text, such as a name in a path; the whole text where it is spelled otherwise.
  func location(of part: String, in text: Located<String>) -> Location {
    let written = file.source.text(text.range)
    // 湖北 is no part of 湖北省/武汉市: around a part is a slash, a quote, or nothing.
    let edges: Set<Character> = ["/", "／", " ", "\"", "'"]
    let found = written.ranges(of: part).first { range in
      (range.lowerBound == written.startIndex
        || edges.contains(written[written.index(before: range.lowerBound)]))
        && (range.upperBound == written.endIndex || edges.contains(written[range.upperBound]))
    }
    guard !part.isEmpty, let found else { return location(text.range) }
    let start = text.range.lowerBound + written.utf8.distance(from: written.startIndex, to: found.lowerBound)
    return location(start..<start + part.utf8.count)
  }

  mutating func report(_ diagnostic: Diagnostic) { diagnostics.keep(diagnostic) }

  /// Reports a mistake of a field that is read twice.
  mutating func reportOnce(_ diagnostic: Diagnostic) {
    if !diagnostics.suffix(64).contains(diagnostic) { report(diagnostic) }
  }

  mutating func report(_ more: [Diagnostic]) { for diagnostic in more { report(diagnostic) } }

  // MARK: Nodes

  /// The field's node, unless it is absent or empty: null, or a text of which nothing can be seen.
  func node(_ key: String) -> Node? {
    guard let value = index(of: key).map({ map.value(at: $0) }), !value.isBlank else { return nil }
    return value
  }

  func has(_ key: String) -> Bool { index(of: key) != nil }

  /// The empty range at the end of the header.
  var headerEnd: Range<Int> { end }

  /// Whether the map has a field, even if it is empty.
  func has(fieldAt index: Int) -> Bool { indices[index] != nil }

  func entry(_ key: String) -> Entry? { index(of: key).map { map.entry(at: $0) } }

  private func index(of key: String) -> Int? {
    guard let position = kind.indices[key] else {
      assertionFailure("\(key) is not in the table of fields")
      return nil
    }
    assert(kind.fields[position].key == key, "\(key) is not the English name")
    return indices[position]
  }

  mutating func required(_ key: String) -> Node? {
    if let node = node(key) { return node }
    if !probablyMeant.contains(key), let field = kind[key] {
      report(
        .missingField(
          field, at: location(index(of: key).map { map.entry(at: $0).keyRange } ?? end), kind: kind))
    }
    return nil
  }

  // MARK: Scalars

  mutating func text(_ key: String) -> Located<String>? { node(key).flatMap { text($0) } }

  mutating func text(_ node: Node) -> Located<String>? {
    guard case .scalar(let scalar) = node.content else {
      report(.wrongType(.text, at: location(node.range)))
      return nil
    }
    return Located(value: scalar.text, range: node.range)
  }

  mutating func requiredText(_ key: String) -> Located<String>? { required(key).flatMap { text($0) } }

  mutating func flag(_ key: String) -> Bool {
    guard let node = node(key) else { return false }
    if case .scalar(let scalar) = node.content {
      if let value = scalar.bool { return value }
      if scalar.text == "是" || scalar.text == "否" { return scalar.text == "是" }
    }
    report(.wrongType(.flag, at: location(node.range)))
    return false
  }

  mutating func choice<C: Choice>(_ key: String, _ type: C.Type = C.self) -> C? {
    text(key).flatMap { choice($0) }
  }

  mutating func choice<C: Choice>(_ text: Located<String>) -> C? {
    if let value = C(word: text.value) { return value }
    refuse(text, among: C.words)
    return nil
  }

  mutating func choices<C: Choice>(_ key: String) -> [C] {
    let words = texts(key)
    return words.compactMap { choice($0) }
  }

  /// Reports a word that is none of those that may be written.
  mutating func refuse(_ text: Located<String>, among words: [(en: String, zh: String)]) {
    report(.unknownChoice(text.value, among: words, at: location(text.range), with: &guesses))
  }

  mutating func day(_ key: String) -> Day? { period(key, form: .day)?.value.end }

  /// A date in any of the forms of a period; `form` is what the field asks for.
  ///
  /// - Parameter year: the only year that may be meant where none is written.
  mutating func period(_ key: String, form: DateForm = .period, year: Int? = nil) -> Located<Period>? {
    guard let text = text(key) else { return nil }
    do {
      // 截至: 2024年底 is until the end of the year, as 截至: 截至2024年 is.
      let period = try Period(reading: text.value, isUntil: form == .until)
      if form.allows(period) { return Located(value: period, range: text.range) }
      report(.impossibleDate(text.value, expected: form, at: location(text.range)))
    } catch {
      var suggestion = QuantityText.isAbsence(text.value) ? removal(of: text.range) : nil
      if case .noYear = error, let year, let dated = try? Period(reading: "\(year)年\(text.value)"),
        form.allows(dated)
      {
        suggestion = .replace(location(text.range), with: "\(year)年\(text.value)")
      }
      report(.date(error, text.value, expected: form, at: location(text.range), suggestion: suggestion))
    }
    return nil
  }

  /// The edit that takes the line of a field away; none where the line holds more.
  mutating func removal(of value: Range<Int>) -> Suggestion? {
    guard guesses.mayGuess() else { return nil }
    let bytes = file.source.bytes
    let start = file.source.lineStart(of: value.lowerBound)
    var end = value.upperBound
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n") {
      guard bytes[end] == UInt8(ascii: " ") || bytes[end] == UInt8(ascii: "\r") else { return nil }
      end += 1
    }
    let before = file.source.text(start..<value.lowerBound)
    guard let key = before.firstIndex(where: { $0 != " " }), before[key] != "-",
      !before.contains(where: { "{[,#\"'".contains($0) })
    else { return nil }
    return .remove(start..<Swift.min(end + 1, bytes.count))
  }

  // MARK: Lists

  /// The items of a list; none where the field is something else.
  mutating func list(_ key: String, isOfTexts: Bool = false) -> [Node] {
    guard let node = node(key) else { return [] }
    if case .list(let items) = node.content { return filled(items) }
    var suggestion: Suggestion?
    if isOfTexts, case .scalar(let scalar) = node.content {
      let text = Located(value: scalar.text, range: node.range), parts = parts(of: text)
      suggestion = list(text.value.contains { "：。".contains($0) } ? [text] : parts, for: text)
    }
    if case .map = node.content, case .list(.record)? = kind[key]?.type { suggestion = listOfOne(node) }
    reportOnce(
      .wrongType(.list, at: location(node.range), like: kind[key]?.type, suggestion: suggestion))
    return []
  }

  /// The edit that makes a map the only item of a list.
  private mutating func listOfOne(_ map: Node) -> Suggestion? {
    guard guesses.mayGuess() else { return nil }
    let bytes = file.source.bytes, range = map.range
    var edits = [Edit(range.lowerBound..<range.lowerBound, "- ")]
    if bytes[range.lowerBound] == UInt8(ascii: "{") {
      edits = [
        Edit(range.lowerBound..<range.lowerBound, "["), Edit(range.upperBound..<range.upperBound, "]"),
      ]
    } else {
      for end in range where bytes[end] == UInt8(ascii: "\n") { edits.append(Edit(end + 1..<end + 1, "  ")) }
    }
    return Suggestion(zh: "写成只有一项的列表", en: "make it a list of one", edits: edits)
  }

  /// The items of a list without the empty ones, which are said.
  private mutating func filled(_ items: [Node]) -> [Node] {
    items.filter { item in
      if item.isBlank { report(.emptyItem(at: location(item.range))) }
      return !item.isBlank
    }
  }

  /// A list, or one thing that is read as a list of one.
  mutating func oneOrMore(_ key: String) -> [Node] {
    guard let node = node(key) else { return [] }
    if case .list(let items) = node.content { return filled(items) }
    return [node]
  }

  mutating func texts(_ key: String) -> [Located<String>] {
    let items = list(key, isOfTexts: true)
    return items.compactMap { text($0) }
  }

  /// The part of the file that an item takes in a list, with what divides it from the one before; nil where a comment
  /// is between, or nothing before it.
  mutating func removal(of item: Range<Int>, in items: [Node]) -> Range<Int>? {
    guard guesses.mayGuess() else { return nil }
    var before: Range<Int>?
    for node in items {
      if node.range == item {
        guard let before, before.upperBound <= item.lowerBound,
          !file.source.bytes[before.upperBound..<item.lowerBound].contains(UInt8(ascii: "#"))
        else { return nil }
        return before.upperBound..<item.upperBound
      }
      before = node.range
    }
    return nil
  }

  /// The texts of a list in which nothing counts twice.
  mutating func distinctTexts(_ key: String) -> [Located<String>] {
    let items = list(key, isOfTexts: true)
    return distinct(items, by: \.value) { $0.text($1) }
  }

  /// The values of the items of a list, each once: an item that is there again is reported, with the edit that takes
  /// it out.
  mutating func distinct<Value>(
    _ items: [Node], by identity: (Value) -> some Hashable, _ read: (inout FieldReader, Node) -> Value?
  ) -> [Value] {
    // Few lists have more than one item.
    if items.count < 2 { return items.compactMap { read(&self, $0) } }
    var first: [AnyHashable: Node] = [:], values: [Value] = []
    for item in items {
      guard let value = read(&self, item) else { continue }
      let key = AnyHashable(identity(value))
      if let other = first[key] {
        reportRepeated(located(item), first: located(other), in: items)
      } else {
        first[key] = item
        values.append(value)
      }
    }
    return values
  }

  private func located(_ item: Node) -> Located<String> {
    Located(value: file.source.text(item.range), range: item.range)
  }

  mutating func reportRepeated(
    _ item: Located<String>, first: Located<String>, in items: [Node]
  ) {
    report(
      .repeatedItem(
        item.value, first.value, at: location(item.range), firstAt: location(first.range),
        removing: removal(of: item.range, in: items)))
  }

  /// The entries of a map with names of its own.
  mutating func map(_ key: String) -> [Entry] {
    guard let node = node(key) else { return [] }
    if case .map(let entries) = node.content { return entries }
    report(.wrongType(.map, at: location(node.range), like: kind[key]?.type))
    return []
  }

  mutating func record<Record>(_ node: Node, as kind: RecordKind, _ read: (inout FieldReader) -> Record?)
    -> Record?
  {
    var reader = FieldReader(node, of: file, as: kind, context: context, guesses: guesses)
    reader.isHeld = isHeld
    let record = read(&reader)
    guesses = reader.guesses
    report(reader.diagnostics)
    numbers += reader.numbers
    return record
  }

  // MARK: Numbers and their sources

  /// Keeps a number that has to stand in the record's sources.
  mutating func note(_ quantity: Located<Quantity>) {
    if isHeld { numbers.append(CitedNumber(quantity: quantity)) }
  }

  /// Adds to the numbers that were read so far what more is known of them.
  mutating func cite(_ change: (inout CitedNumber) -> Void) {
    for index in numbers.indices { change(&numbers[index]) }
  }

  /// Adds to the last of them what more is known of it.
  mutating func citeLast(_ change: (inout CitedNumber) -> Void) {
    if !numbers.isEmpty { change(&numbers[numbers.count - 1]) }
  }

  /// The numbers that were read so far need not stand in a source.
  mutating func citeNothing() { numbers = [] }
}

/// A fixed set of words that a field accepts, in English and Chinese.
package protocol Choice: CaseIterable, Hashable, RawRepresentable<String>, Sendable {
  var chinese: String { get }
}

extension Choice {
  init?(word: String) {
    guard let found = Self(rawValue: word) ?? Self.allCases.first(where: { $0.chinese == word }) else {
      return nil
    }
    self = found
  }

  static var words: [(en: String, zh: String)] { allCases.map { ($0.rawValue, $0.chinese) } }
}

/// The forms of a period that a field takes.
enum DateForm {
  case day, date, period
  /// The last day counts alone.
  case until

  func allows(_ period: Period) -> Bool {
    switch self {
    case .day: period.start == period.end
    case .date: period.start != nil
    case .period, .until: true
    }
  }
}

/// The shapes of a value, for messages.
enum ValueShape {
  case text, flag, list, map
}

extension Node {
  var scalar: Scalar? { if case .scalar(let scalar) = content { scalar } else { nil } }
  /// The text of a scalar.
  var text: String? { scalar?.text }
}
