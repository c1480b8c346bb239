import Diagnostics
import FrontMatter

// The fields of a case that no other record has.
extension FieldReader {
  fileprivate mutating func members(_ key: String) -> Located<Case.Members>? {
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
      if (try? Quantity(parsing: scalar.text)) == nil,
        (try? Quantity(parsing: scalar.text, in: .memberPersons)) != nil
      {
        return count(node, in: .memberPersons).map {
          Located(value: .persons($0.value, written: scalar.text), range: $0.range)
        }
      }
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

  /// The former addresses of the case: paths from the root of the site.
  fileprivate mutating func formerAddresses(_ key: String) -> [Located<String>] {
    // An empty one is no address.
    guard case .list(let items)? = node(key)?.content else { return distinctTexts(key) }
    return distinct(items, by: \.value, { $0.text($1) }).filter { text in
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

  fileprivate mutating func images(_ key: String) -> [Case.Image] {
    let items = list(key)
    return distinct(items, by: \.file.value) { fields, node in
      fields.record(node, as: Case.Image.fields.kind) { $0.nested() }
    }
  }

  /// The step of the method that the case names. A method that is named but cannot be read has had its own message.
  fileprivate mutating func step(_ key: String) -> String? {
    guard let step = text(key) else { return nil }
    let method = node("method")?.text.flatMap { context.methods.index(of: $0) }
    let steps = method.map { context.methods.all[$0].steps } ?? []
    if steps.contains(step.value) || (method == nil && node("method") != nil) { return step.value }
    report(.unknownStep(step.value, steps: steps, at: location(step.range)))
    return nil
  }
}

extension Form where Value == String? {
  static var step: Self { Form(type: .text, read: { $0.step($1) }, value: { $0.map(FieldValue.text) }) }
}

extension Form where Value == Located<Case.Members>? {
  static var members: Self {
    Form(
      type: .members, read: { $0.members($1) },
      value: { members in
        switch members?.value {
        case nil: nil
        case .number(let quantity): .quantity(quantity)
        case .persons(let quantity, let written): .quantity(Quantity(raw: written, quantity.magnitude))
        case .named(let names): .list(names.map(FieldValue.text))
        case .tiers(let tiers): .map(tiers.map { ($0.name, .quantity($0.quantity)) })
        }
      })
  }
}

extension Form where Value == [Case.Image] {
  /// Images of which each file counts once.
  static var images: Self { Form(type: records().type, read: { $0.images($1) }, value: records().value) }
}

extension Form where Value == [Located<String>] {
  static var formerAddresses: Self {
    Form(type: .list(.text), read: { $0.formerAddresses($1) }, value: { .texts($0.map(\.value)) })
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
