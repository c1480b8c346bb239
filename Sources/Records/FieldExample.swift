// Values as they may be written, for messages about those of another form.
extension FieldType {
  package func example(inChinese isChinese: Bool) -> String {
    switch self {
    case .text, .reference, .renamable: isChinese ? "某某" : "…"
    case .metric: isChinese ? "协商场次" : "sessions_held"
    case .flag: isChinese ? "是" : "true"
    case .day, .date: "2025-03-12"
    case .period: "2025"
    case .quantity, .wholeNumber: "12"
    case .line: "33"
    case .choice(let words, _): words.first.map { isChinese ? $0.zh : $0.en } ?? "…"
    case .region: "浙江省/湖州市"
    case .source: "\"001\""
    case .members: "8"
    case .list(let item), .oneOrMore(let item): "[" + item.example(inChinese: isChinese) + "]"
    case .record(let kind): kind.example(inChinese: isChinese)
    case .map(let item): "{\(isChinese ? "名称" : "name"): \(item.example(inChinese: isChinese))}"
    case .children: "[]"
    }
  }
}

extension RecordKind {
  /// A map of the fields that are required, or of the first two.
  func example(inChinese isChinese: Bool) -> String {
    let required = fields.filter(\.isRequired), shown = required.isEmpty ? Array(fields.prefix(2)) : required
    let entries = shown.map { "\(isChinese ? $0.name : $0.key): \($0.type.example(inChinese: isChinese))" }
    return "{" + entries.joined(separator: ", ") + "}"
  }
}
