import FrontMatter

/// A part of a record, such as an entry of a list, that is read field by field.
protocol EntryRecord: Sendable {
  static var fields: RecordFields<Self> { get }
  /// The entry before anything of it has been read.
  init()
  /// Whether its numbers have to be in a source.
  static var isCited: Bool { get }
}

extension EntryRecord {
  static var isCited: Bool { true }
}

/// The fields of a record: what is said of each, how it is read into the record, and what the record says of it.
package final class RecordFields<Record: Sendable>: Sendable {
  package let kind: RecordKind
  fileprivate let accesses: [Access]
  /// The keys of the fields without a property of their own.
  let others: [StaticString]

  /// The reading of a field, and what the record says of it; nil for a field that is read together with others.
  fileprivate struct Access: Sendable {
    /// Returns whether a value was read.
    let read: (@Sendable (inout FieldReader, inout Record) -> Bool)?
    let value: @Sendable (Record) -> FieldValue?
  }

  /// The fields of a record while they are declared, in their order.
  struct Declarations {
    fileprivate var fields: [Field] = []
    fileprivate var accesses: [Access] = []
    fileprivate var others: [StaticString] = []

    /// A field that is a property of the record.
    mutating func add<Value: Sendable>(
      _ key: String, _ names: String..., to path: WritableKeyPath<Record, Value> & Sendable,
      as form: Form<Value>,
      isRequired: Bool = false, isEditorial: Bool = false, _ zh: String = "", _ en: String = "",
      export: Field.Export = .column
    ) {
      var field = Field(key, names, form.type, isRequired: isRequired, .init(zh, en), export: export)
      field.isEditorial = isEditorial
      fields.append(field)
      accesses.append(
        Access(
          read: { reader, record in
            guard let value = form.read(&reader, key) else { return false }
            record[keyPath: path] = value
            return true
          },
          value: { form.value($0[keyPath: path]) }))
    }

    /// A field without a property of its own: what it says is kept for pages and tables, which know it by its key.
    mutating func add<Value: Sendable>(
      _ name: StaticString, _ names: String..., as form: Form<Value?>, _ zh: String = "", _ en: String = ""
    ) where Record == Case {
      let key = "\(name)"
      others.append(name)
      fields.append(Field(key, names, form.type, .init(zh, en)))
      accesses.append(
        Access(
          read: { reader, record in
            record.others[key] = form.read(&reader, key).flatMap(form.value)
            return true
          }, value: { $0.others[key] }))
    }

    /// A field that is read elsewhere.
    mutating func add(_ field: Field) {
      fields.append(field)
      accesses.append(Access(read: nil, value: { _ in nil }))
    }

    /// A field with a reading of its own, or none, where it is read together with another.
    mutating func add(
      _ key: String, _ names: String..., type: FieldType, isRequired: Bool = false, _ zh: String = "",
      _ en: String = "",
      export: Field.Export = .column, value: @escaping @Sendable (Record) -> FieldValue? = { _ in nil },
      read: (@Sendable (inout FieldReader, inout Record) -> Bool)? = nil
    ) {
      fields.append(Field(key, names, type, isRequired: isRequired, .init(zh, en), export: export))
      accesses.append(Access(read: read, value: value))
    }
  }

  /// - Parameter declare: adds the fields in their order, which is that of tables and manual.
  init(zh: String, en: String, _ declare: (inout Declarations) -> Void) {
    var declarations = Declarations()
    declare(&declarations)
    kind = RecordKind(zh: zh, en: en, declarations.fields)
    accesses = declarations.accesses
    others = declarations.others
  }

  /// The values of a record, in the order of the fields.
  package func values(of record: Record) -> [FieldValue?] { accesses.map { $0.value(record) } }

  /// The values of a record as a map; fields without a value are left out.
  package func map(of record: Record) -> FieldValue {
    .fields(zip(kind.fields, values(of: record)).map { ($0.key, $1) })
  }
}

extension FieldReader {
  /// Fills in the fields of a record that the map gives, in the order in which they are declared.
  ///
  /// Returns false if a required field has no value.
  ///
  /// - Parameter isChange: whether the record is complete already, so that nothing is required.
  mutating func read<Record>(
    _ fields: RecordFields<Record>, into record: inout Record, isChange: Bool = false
  ) -> Bool {
    var isComplete = true
    for (index, access) in fields.accesses.enumerated() {
      let isRequired = kind.fields[index].isRequired && (!isChange || has(fieldAt: index))
      guard has(fieldAt: index) || isRequired, let read = access.read else { continue }
      if isRequired, required(kind.fields[index].key) == nil {
        isComplete = false
      } else if !read(&self, &record), isRequired {
        isComplete = false
      }
    }
    return isComplete
  }

  /// The maps of a list, each as a record of its own.
  mutating func records<Record: EntryRecord>(_ key: String) -> [Record] {
    let items = list(key), source = file.source
    let different = distinct(items, by: { source.text($0.range) }) { _, item in item }
    return different.compactMap { record($0, as: Record.fields.kind) { $0.nested() } }
  }

  /// The map as a part of another record; nil if it lacks what is required.
  ///
  /// - Parameter base: a record of which the map says only what is to be different.
  mutating func nested<Record: EntryRecord>(
    _ fields: RecordFields<Record> = Record.fields, over base: Record? = nil
  ) -> Record? {
    var record = base ?? Record()
    let isComplete = read(fields, into: &record, isChange: base != nil)
    if !Record.isCited { citeNothing() }
    return isComplete ? record : nil
  }
}
