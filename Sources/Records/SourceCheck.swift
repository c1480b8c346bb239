import Diagnostics
import FrontMatter

// Numbers and quotations against the texts of the pages that they are taken from, as far as these are at hand.

/// A number of a write-up, which has to stand in the lines that it cites.
struct CitedNumber: Sendable {
  let quantity: Located<Quantity>
  /// The unit that it counts, if the write-up says so.
  var unit: String?
  /// Its own lines on the first source; without any, those of its record.
  var lines: [Located<Int>] = []
  /// A part or base of a figure may as well stand on the lines of its record.
  var isPart = false
  /// The numbers before it was revised: a page may have either.
  var formerly: [Quantity] = []
}

/// A source that a record names, and the lines that are cited.
struct CitedPage: Sendable {
  let id: String
  /// The text of the page; nil where it is not at hand.
  let text: PageText?
  let lines: [Located<Int>]
  let quote: Located<String>?
  /// The lines by their numbers, once for all that cites them.
  let numbers: Set<Int>
  /// The lines that the page does not have.
  let missing: [Located<Int>]

  init(id: String, text: PageText?, lines: [Located<Int>], quote: Located<String>? = nil) {
    self.id = id
    self.text = text
    self.lines = lines
    self.quote = quote
    numbers = Set(lines.map(\.value))
    missing = text.map { text in lines.filter { $0.value > text.lineCount } } ?? []
  }
}

/// The meaning of a number, as far as a page and a write-up have to agree about it.
struct NumberMeaning: Hashable {
  private let value: Number
  private let low: Number?
  private let high: Number?
  private let qualifier: Qualifier
  private let isPercent: Bool
  /// The unit behind a number that may be a date or an ordinal; nil where it counts something.
  private let unit: String?

  init(_ quantity: Quantity, isPercent: Bool, unit: String?) {
    value = quantity.value
    low = quantity.low
    high = quantity.high
    qualifier = quantity.qualifier
    self.isPercent = isPercent
    self.unit = unit
  }
}

extension FieldReader {
  /// Says which of the numbers that were read, of the lines and of the quotations the cited pages do not have.
  mutating func checkSources() {
    guard citedPages.contains(where: { $0.text != nil }) else { return }
    for page in citedPages { check(page) }
    for number in numbers {
      var pages = citedPages
      if !number.lines.isEmpty {
        pages = [CitedPage(id: pages[0].id, text: pages[0].text, lines: number.lines)]
        reportMissing(pages[0])
        if number.isPart { pages += citedPages }
      }
      check(number, in: pages)
    }
  }

  /// The lines of a page, and its quotation.
  mutating func check(_ page: CitedPage) {
    reportMissing(page)
    guard let text = page.text, let quote = page.quote, !page.lines.isEmpty, page.missing.isEmpty else {
      return
    }
    let found = text.lines(of: quote.value, cited: page.numbers)
    if let found, found.allSatisfy({ page.numbers.contains($0) || text.isBlank($0) }) { return }
    report(
      .quoteNotInSource(
        page, text, at: location(quote.range),
        suggestion: found.map { found in
          let lines = found.filter { !text.isBlank($0) && !page.numbers.contains($0) }
          return .citing(lines, beside: page.lines, replacing: false, in: file.source)
        }))
  }

  private mutating func reportMissing(_ page: CitedPage) {
    for line in page.missing {
      report(.noSuchLine(line.value, of: page.id, count: page.text?.lineCount ?? 0, at: location(line.range)))
    }
  }

  private mutating func check(_ number: CitedNumber, in pages: [CitedPage]) {
    // A page that is not at hand, or cited without a line, may have any number.
    var isOpen = pages.isEmpty
    let meanings = number.meanings
    for page in pages {
      guard let text = page.text, !page.lines.isEmpty, page.missing.isEmpty else {
        isOpen = true
        continue
      }
      if text.has(meanings, on: page.numbers) { return }
    }
    guard !isOpen, let page = pages.first(where: { $0.text != nil }), let text = page.text else { return }
    let miss = guesses.mayGuess() ? NearMiss(of: number, meanings, on: page, text) : NearMiss()
    let suggestion: Suggestion? =
      switch miss.offer {
      case .wording(let placed):
        .replace(location(number.quantity.range), with: placed.quantity.readings[0].raw ?? "")
      case .line(let placed):
        .citing([placed.lines.lowerBound], beside: page.lines, replacing: isAlone(number), in: file.source)
      case nil: nil
      }
    report(
      .notInSource(
        number.quantity.value, page, text, miss, at: location(number.quantity.range), suggestion: suggestion))
  }

  /// Whether no other number cites its line at the same place.
  private func isAlone(_ number: CitedNumber) -> Bool {
    number.lines.count == 1 && numbers.count { $0.lines.first?.range == number.lines[0].range } == 1
  }
}

extension CitedNumber {
  /// The meanings of a number of a text, the same however it is worded. A date or an ordinal counts nothing, unless
  /// it is counted in what is behind it (第50场 as fifty sessions).
  fileprivate var meanings: Set<NumberMeaning> {
    let units = unit == nil ? [nil] : [nil, unit]
    return Set(
      forms.flatMap { form in
        units.map { NumberMeaning(form, isPercent: form.isPercent || unit == "%", unit: $0) }
      })
  }

  /// The quantity as it is written, with the 万 of its unit in it, and what it was before.
  private var forms: [Quantity] {
    var forms = [quantity.value] + formerly
    if let scale = unit?.first, scale == "万" || scale == "亿" {
      let it = quantity.value, range = [it.low, it.high].compactMap { $0.map { "\($0)\(scale)" } }
      let raw = it.qualifier == .range ? range.joined(separator: "—") : (it.raw ?? "") + String(scale)
      if let scaled = try? Quantity(parsing: raw) { forms.append(scaled) }
    }
    return forms
  }
}

extension ScannedQuantity {
  var meanings: Set<NumberMeaning> {
    Set(readings.map { NumberMeaning($0, isPercent: $0.isPercent, unit: role == .count ? nil : unit) })
  }
}

/// The number that a page has instead of one that is not where it should be.
struct NearMiss {
  let offer: Offer?
  /// The lines of the number on the page, if not the cited ones.
  let elsewhere: [PageText.Placed]

  enum Offer {
    /// A number of the cited lines.
    case wording(PageText.Placed)
    /// The number itself, on another line.
    case line(PageText.Placed)
  }

  /// Nothing that was looked for.
  init() {
    offer = nil
    elsewhere = []
  }

  init(of number: CitedNumber, _ meanings: Set<NumberMeaning>, on page: CitedPage, _ text: PageText) {
    let present = text.quantities(on: page.numbers).filter { $0.quantity.role == .count }
    elsewhere = text.quantities(meaning: meanings)
    let value = number.quantity.value.value
    func only(_ fits: (ScannedQuantity) -> Bool) -> PageText.Placed? {
      let found = present.filter { fits($0.quantity) }
      return Set(found.map { $0.quantity.readings[0].raw }).count == 1 ? found[0] : nil
    }
    let line = elsewhere.count == 1 ? elsewhere[0] : nil
    // A small number is on many lines by chance.
    let isTelling = value >= Number(100) || number.quantity.value.qualifier != .exact
    if let same = only({ $0.readings[0].value == value }) {
      offer = .wording(same)
    } else if isTelling, let line {
      offer = .line(line)
    } else if let slip = only({ NearMiss.isSlip(value, $0.readings[0].value) }) {
      offer = .wording(slip)
    } else if let line {
      offer = .line(line)
    } else if let unit = number.unit, let one = only({ $0.unit == unit }) {
      offer = .wording(one)
    } else {
      offer = nil
    }
  }

  /// One digit wrong, left out or too many, or two swapped.
  private static func isSlip(_ a: Number, _ b: Number) -> Bool {
    let a = Array(a.description), b = Array(b.description)
    return a.count > 1 && b.count > 1 && editDistance(a, b) == 1
  }
}

extension Suggestion {
  /// Further lines beside those that are cited, or in their place.
  static func citing(
    _ lines: [Int], beside cited: [Located<Int>], replacing: Bool, in source: SourceText
  ) -> Suggestion {
    let numbers = lines.map(String.init), list = numbers.joined(separator: "、")
    let first = cited[0].range, last = cited[cited.count - 1].range
    let before = source.bytes[..<first.lowerBound].last {
      $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\n")
    }
    let edit: Edit
    if replacing {
      edit = Edit(first, numbers.joined(separator: ", "))
    } else if before == UInt8(ascii: "[") {
      edit = Edit(last.upperBound..<last.upperBound, numbers.map { ", " + $0 }.joined())
    } else if before == UInt8(ascii: "-") {
      let dash = source.bytes[..<first.lowerBound].lastIndex(of: UInt8(ascii: "-")) ?? 0
      let indent = "\n" + source.text(source.lineStart(of: dash)..<dash) + "- "
      edit = Edit(last.upperBound..<last.upperBound, numbers.map { indent + $0 }.joined())
    } else {
      edit = Edit(first, "[" + ([source.text(first)] + numbers).joined(separator: ", ") + "]")
    }
    return Suggestion(
      replacing
        ? Message(zh: "行号改为\(list)", en: "cite line \(list)")
        : Message(zh: "行号再加上\(list)", en: "cite line \(list) as well"), edits: [edit])
  }
}
