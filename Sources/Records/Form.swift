/// The form in which a field holds a value of one type: how it is read, what it is called, and how it is said again.
struct Form<Value: Sendable>: Sendable {
  let type: FieldType
  /// Returns nil for a field that is absent, empty or mistaken.
  let read: @Sendable (inout FieldReader, String) -> Value?
  /// Returns nil for a value that says nothing.
  let value: @Sendable (Value) -> FieldValue?
}

extension Form where Value == String? {
  static var text: Self {
    Form(type: .text, read: { $0.text($1)?.value }, value: { $0.map(FieldValue.text) })
  }
}

extension Form where Value == String {
  static var text: Self { Form(type: .text, read: { $0.text($1)?.value }, value: FieldValue.text) }
}

extension Form where Value == Located<String> {
  static var text: Self { Form(type: .text, read: { $0.text($1) }, value: { .text($0.value) }) }
}

extension Form where Value == Located<String>? {
  static var located: Self { Form(type: .text, read: { $0.text($1) }, value: { $0.map { .text($0.value) } }) }
}

extension Form where Value == [String] {
  /// A list of texts, in which one text must not be divided: a ，or 、 may be part of it.
  static func texts(dividedBy separators: String) -> Self {
    Form(type: .list(.text), read: { $0.texts($1, dividedBy: separators) }, value: { .texts($0) })
  }

  /// The same, each text once.
  static func distinctTexts(dividedBy separators: String) -> Self {
    Form(
      type: .list(.text), read: { $0.texts($1, dividedBy: separators, isDistinct: true) },
      value: { .texts($0) })
  }

  static var texts: Self {
    Form(type: .list(.text), read: { $0.texts($1).map(\.value) }, value: { .texts($0) })
  }

  static var oneOrMoreTexts: Self {
    Form(
      type: .oneOrMore(.text),
      read: { reader, key in reader.oneOrMore(key).compactMap { reader.text($0)?.value } },
      value: { .texts($0) })
  }

  static var oneOrMoreDistinctTexts: Self {
    Form(
      type: .oneOrMore(.text),
      read: { reader, key in
        reader.distinct(reader.oneOrMore(key), by: \.value) { $0.text($1) }.map(\.value)
      }, value: { .texts($0) })
  }
}

extension Form where Value == Bool {
  /// A flag that says something only where it is true.
  static var flag: Self { Form(type: .flag, read: { $0.flag($1) }, value: { $0 ? .flag(true) : nil }) }
}

extension Form where Value == Day? {
  static var day: Self { Form(type: .day, read: { $0.day($1) }, value: { $0.map(FieldValue.day) }) }
}

extension Form where Value == Period? {
  static var date: Self {
    Form(type: .date, read: { $0.period($1, form: .date)?.value }, value: { $0.map(FieldValue.period) })
  }

  static var period: Self {
    Form(type: .period, read: { $0.period($1)?.value }, value: { $0.map(FieldValue.period) })
  }
}

extension Form where Value == Located<Period>? {
  static var date: Self {
    Form(type: .date, read: { $0.period($1, form: .date) }, value: { $0.map { .period($0.value) } })
  }
}

extension Form where Value == Located<Quantity>? {
  /// A whole number of what is counted one by one.
  ///
  /// - Parameter other: the field for what people take this one's things for, and its unit.
  static func count(_ measure: Measure, other: (key: String, measure: Measure)? = nil) -> Self {
    Form(
      type: .quantity(measure.unit), read: { $0.count($1, in: measure, other: other) },
      value: { $0.map { .quantity($0.value) } })
  }
}

extension Form where Value == Quantity? {
  static func count(_ measure: Measure) -> Self {
    Form(
      type: .quantity(measure.unit), read: { $0.count($1, in: measure)?.value },
      value: { $0.map(FieldValue.quantity) })
  }
}

extension Form where Value: Choice {
  static func choice(codeList: String?) -> Self {
    Form(
      type: .choice(Value.words, codeList: codeList), read: { $0.choice($1) }, value: { .code($0.rawValue) })
  }
}

extension Form {
  static func choice<C: Choice>(codeList: String?) -> Self where Value == C? {
    Form(
      type: .choice(C.words, codeList: codeList), read: { $0.choice($1, C.self) },
      value: { $0.map { .code($0.rawValue) } })
  }

  /// Words of a fixed set, each once.
  static func choices<C: Choice>() -> Self where Value == [C] {
    Form(
      type: .list(.choice(C.words, codeList: nil)),
      read: { $0.node($1) == nil ? nil : $0.choices($1).withoutRepeats },
      value: { $0.isEmpty ? nil : .list($0.map { .code($0.rawValue) }) })
  }

  static func records<Record: EntryRecord>() -> Self where Value == [Record] {
    Form(
      type: .list(.record(Record.fields.kind)), read: { $0.records($1) },
      value: { $0.isEmpty ? nil : .list($0.map(Record.fields.map)) })
  }
}

extension Form where Value: EntryRecord {
  static var record: Self {
    Form(
      type: .record(Value.fields.kind),
      read: { reader, key in
        reader.node(key).flatMap { reader.record($0, as: Value.fields.kind) { $0.nested() } }
      }, value: { Value.fields.map(of: $0) })
  }
}

extension Form where Value == RegionID {
  /// The region that a write-up names.
  static var ownRegion: Self {
    Form(type: .region, read: { $0.ownRegion($1) }, value: FieldValue.region)
  }
}

extension Form where Value == RegionID? {
  static var ownRegion: Self {
    Form(type: .region, read: { $0.ownRegion($1) }, value: { $0.map(FieldValue.region) })
  }

  static var region: Self {
    Form(
      type: .region,
      read: { fields, key in
        fields.text(key).flatMap { fields.region($0, is: fields.context.regions.find($0.value)) }
      }, value: { $0.map(FieldValue.region) })
  }
}

extension Form where Value == Int {
  static var metric: Self {
    Form(
      type: .metric,
      read: { fields, key in
        fields.text(key).flatMap { fields.metric($0.value, at: $0.range, in: fields.context.metrics) }
      }, value: FieldValue.metric)
  }
}

extension Form where Value == Int? {
  /// The title, other name or stem of a record in a folder.
  static func reference<Record: NamedRecord>(
    to list: KeyPath<ReadingContext, NameList<Record>> & Sendable
  ) -> Self {
    Form(
      type: .reference(Record.section), read: { $0.reference($1, to: $0.context[keyPath: list]) },
      value: { $0.map { .reference(Record.section, $0) } })
  }
}

extension Form where Value == [Int] {
  static func references<Record: NamedRecord>(
    to list: KeyPath<ReadingContext, NameList<Record>> & Sendable
  ) -> Self {
    Form(
      type: .list(.reference(Record.section)), read: { $0.references($1, to: $0.context[keyPath: list]) },
      value: { $0.isEmpty ? nil : .list($0.map { .reference(Record.section, $0) }) })
  }

  static var metrics: Self {
    Form(
      type: .list(.metric), read: { $0.distinctMetrics($1, in: $0.context.metrics) },
      value: { $0.isEmpty ? nil : .list($0.map(FieldValue.metric)) })
  }
}

extension Form where Value == [Citation] {
  static var citations: Self {
    Form(type: .source, read: { $0.citations($1) }, value: { $0.isEmpty ? nil : .citations($0) })
  }
}

extension FieldValue {
  static func texts(_ texts: [String]) -> FieldValue? {
    texts.isEmpty ? nil : .list(texts.map(FieldValue.text))
  }
}
