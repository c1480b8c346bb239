import Diagnostics
import FrontMatter

// The fields of a case that no other record has.
extension FieldReader {
  mutating func members(_ key: String) -> Located<Case.Members>? {
    guard let node = node(key) else { return nil }
    switch node.content {
    case .scalar(let scalar):
      if let names = personNames(scalar, node) { return Located(value: .named(names), range: node.range) }
      do throws(QuantityMistake) {
        _ = try Quantity(parsing: scalar.text, in: .members)
      } catch .notANumber, .unit, .otherUnit {
        let text = Located(value: scalar.text, range: node.range)
        report(.noMembers(text.value, at: location(text.range), suggestion: tiers(in: text)))
        return nil
      } catch {}
      return count(node, in: .members).map { Located(value: .number($0.value), range: $0.range) }
    case .list(let items):
      return Located(value: .named(personNames(items, of: node)), range: node.range)
    case .map(let entries):
      let tiers = entries.compactMap { entry in
        count(entry.value, in: .members).map { (name: entry.key.text, quantity: $0.value) }
      }
      return Located(value: .tiers(tiers), range: node.range)
    }
  }

  mutating func outcomes(_ key: String) -> [Case.Outcome] {
    records(key, as: .outcome) { item in
      let label = item.requiredText("label"), value = item.amount("value", otherwise: "")
      guard let label, let value else { return nil }
      return Case.Outcome(
        label: label.value, value: value.quantity, unit: value.unit, period: item.period("period")?.value)
    }
  }

  mutating func projects(_ key: String) -> [Case.Project] {
    records(key, as: .project) { item in
      let state: Case.Project.State? = item.choice("state")
      let count = item.entryCount("count", in: Measure("个"))
      guard let name = item.requiredText("name") else { return nil }
      return Case.Project(name: name.value, count: count, state: state, note: item.text("note")?.value)
    }
  }

  mutating func funding(_ key: String) -> [Case.Funding] {
    records(key, as: .funding) { item in
      let amount = item.amount("amount", otherwise: "元"), payer = item.text("payer")?.value ?? "未公布"
      guard let amount else { return nil }
      return Case.Funding(
        payer: payer, amount: amount.quantity, unit: amount.unit, period: item.period("period")?.value)
    }
  }

  mutating func resultDocuments(_ key: String) -> [Case.ResultDocument] {
    records(key, as: .document) { item in
      let date = item.period("date", form: .date)?.value,
        count = item.entryCount("count", in: Measure("份", also: ["件", "篇", "个", "条"]))
      guard let type = item.requiredText("type") else { return nil }
      return Case.ResultDocument(
        type: type.value, count: count, number: item.text("number")?.value, date: date,
        addressee: item.text("addressee")?.value, endorsed: item.text("endorsed")?.value,
        assigned: item.text("assigned")?.value, undertaken: item.text("undertaken")?.value,
        note: item.text("note")?.value)
    }
  }

  /// How many an entry stands for: a number, or 未公布 for several that the source does not count.
  private mutating func entryCount(_ key: String, in measure: Measure) -> Case.Count? {
    guard let text = text(key) else { return nil }
    if text.value == "unpublished" || text.value == "未公布" { return .unpublished }
    return count(key, in: measure).map { .number($0.value) }
  }

  mutating func followUps(_ key: String) -> [Case.FollowUp] {
    records(key, as: .followUp) { item in
      let date = item.period("date", form: .date)?.value
      let state: Case.Status? = item.choice("state")
      guard let finding = item.requiredText("finding") else { return nil }
      return Case.FollowUp(date: date, finding: finding.value, state: state)
    }
  }

  /// Where the case stood before: paths from the root of the site.
  mutating func formerAddresses(_ key: String) -> [Located<String>] {
    // An empty one is no address.
    guard case .list(let items)? = node(key)?.content else { return distinctTexts(key) }
    return distinct(Array(items), by: \.value, { $0.text($1) }).filter { text in
      let parts = text.value.split(separator: "/")
      let isReserved = parts.first.map { AddressPart.isReserved($0) } ?? false
      if text.value.isFormerAddress, !isReserved, parts.allSatisfy({ AddressPart.isUsable($0) }) {
        return true
      }
      report(
        text.value.isFormerAddress
          ? .reservedAddress(text.value, at: location(text.range))
          : .badFormerAddress(text.value, at: location(text.range)))
      return false
    }
  }

  mutating func images(_ key: String) -> [Case.Image] {
    let items = list(key)
    return distinct(items, by: \.file.value) { fields, node in
      fields.record(node, as: .image) { item in
        let file = item.requiredText("file"), alt = item.requiredText("alt")
        guard let file, let alt else { return nil }
        return Case.Image(file: file, alt: alt.value, caption: item.text("caption")?.value)
      }
    }
  }

  /// - Parameter known: the steps of the case's method, if it has one that can be read.
  mutating func step(_ key: String, of known: @autoclosure () -> [String]?) -> String? {
    guard let step = text(key) else { return nil }
    let known = known(), steps = known ?? []
    // A method that is named but cannot be read has had its own message.
    if steps.contains(step.value) || (known == nil && node("method") != nil) { return step.value }
    report(.unknownStep(step.value, steps: steps, at: location(step.range)))
    return nil
  }
}

extension String {
  /// A path of ASCII letters, digits and `-`, `_`, `.`, `/` with no part that is empty or only of dots.
  fileprivate var isFormerAddress: Bool {
    var path = utf8[...]
    if path.first == UInt8(ascii: "/") { path = path.dropFirst() }
    if path.last == UInt8(ascii: "/") { path = path.dropLast() }
    return path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).allSatisfy { part in
      part.contains { $0 != UInt8(ascii: ".") }
        && part.allSatisfy { byte in
          switch byte {
          case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
            true
          default: false
          }
        }
    }
  }
}
