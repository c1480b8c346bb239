import Diagnostics
import Markdown
import Records
import Templates

extension Filter {
  /// The filters that the templates of a results site need beside Jinja's own. They take a text that looks like a
  /// number for one, round nothing, and fail where they cannot write what is asked for.
  package static let domain: [Filter] = [
    fill,
    Filter(
      "grouped", "The number with its thousands apart.",
      "{{ 1234567|grouped }}", "1,234,567"
    ) { renderer, arguments throws(Failure) in
      if case .int(let whole) = arguments.input.number { return renderer.grouped(whole) }
      return renderer.grouped(try renderer.number(arguments.input, for: "grouped").description)
    },
    Filter(
      "wan",
      "The number in 万, exactly; what is less than 1万, or has more than four decimals of 万, stays as it is.",
      "{{ 12000|wan }} {{ 1234567|wan }} {{ 78|wan }}", "1.2万 123.4567万 78"
    ) { renderer, arguments throws(Failure) in
      renderer.text(try renderer.number(arguments.input, for: "wan").inWan)
    },
    Filter(
      "percent", "The share as a percentage, exactly: round it first if it has more than six decimals.",
      "{{ 0.781|percent }} {{ (2 / 3)|round(3)|percent }}", "78.1% 66.7%"
    ) { renderer, arguments throws(Failure) in
      renderer.text("\(try renderer.number(arguments.input, for: "percent") * 100)%")
    },
    Filter(
      "chinese_date", "A day, month or year in Chinese, without zeros in front.",
      "{{ '2022-08-05'|chinese_date }} {{ '2022-08'|chinese_date }} {{ '2022'|chinese_date }}",
      "2022年8月5日 2022年8月 2022年"
    ) { renderer, arguments throws(Failure) in
      let text = renderer.wording(of: arguments.input)
      guard let text, text.utf8.allSatisfy({ 48...57 ~= $0 || $0 == UInt8(ascii: "-") }),
        let period = Period(code: text)
      else { throw .noDate(text) }
      return renderer.text(period.chinese)
    },
    Filter(
      "period", "A period in Chinese: a year, half-year, quarter, month or day, or a span of them.",
      "{{ '2024H1'|period }} {{ '2024-01..2024-10'|period }}", "2024年上半年 2024年1月至10月"
    ) { renderer, arguments throws(Failure) in
      let text = renderer.wording(of: arguments.input)
      guard let text, let period = Period(parsing: text) else { throw .noPeriod(text) }
      return renderer.text(period.chinese)
    },
    Filter(
      "quantity", takes: [Parameter("unit")],
      "A quantity as it is worded, with its unit; a percentage keeps its sign and needs none.",
      "{{ '200余'|quantity('场') }} {{ '78.1%'|quantity('件') }}", "200余场 78.1%"
    ) { renderer, arguments throws(Failure) in
      guard let unit = renderer.text(of: arguments[0]), let text = renderer.wording(of: arguments.input)
      else { throw .noQuantity() }
      do throws(QuantityMistake) {
        return renderer.text(try Quantity(parsing: text).isPercent ? text : text + unit)
      } catch {
        throw .noQuantity(error, text)
      }
    },
    Filter(
      "json",
      "The text as JSON, with its letters as they are; `<`, `>` and `&` are spelled so that it can stand in a script element.",
      "{{ 'a </b> “数”'|json }}", "\"a \\u003c/b\\u003e “数”\""
    ) { renderer, arguments throws(Failure) in
      guard let text = renderer.text(of: arguments.input) else { throw .noJSON() }
      return renderer.html(text.json)
    },
    Filter(
      "markdown",
      "The text's Markdown as HTML, safely: HTML in it is left out, links are kept as they are.",
      "{{ '**上门**<i>见[经验](https://example.org/)'|markdown }}",
      "<p><strong>上门</strong><!-- raw HTML omitted -->见<a href=\"https://example.org/\">经验</a></p>\n"
    ) { renderer, arguments throws(Failure) in
      guard let text = renderer.text(of: arguments.input) else { throw .noMarkdown() }
      let source = SourceText(path: "", text)
      var diagnostics: [Diagnostic] = []
      let rendered = renderMarkdown(0..<source.bytes.count, of: source, reporting: &diagnostics)
      if let mistake = diagnostics.first(where: { $0.severity == .error }) { throw Failure(mistake.message) }
      return renderer.html(rendered.html)
    },
  ]
}

extension Renderer {
  fileprivate func number(_ input: Datum, for filter: String) throws(Failure) -> Number {
    if case .int(let whole) = input.number { return Number(whole) }
    guard let text = wording(of: input) else { throw .noNumber(nil, for: filter) }
    let isNegative = text.hasPrefix("-")
    guard let number = Number(digits: isNegative ? text.dropFirst() : text[...]) else {
      throw .noNumber(text, for: filter)
    }
    return isNegative ? .zero - number : number
  }

  /// A text, or a number as it would be written; not a truth value, which to Jinja is a number.
  fileprivate func wording(of input: Datum) -> String? {
    switch input.number {
    case .int(let number): String(number)
    case .float(let number): Int(exactly: number).map { String($0) } ?? number.decimals
    default: text(of: input)
    }
  }
}

extension String {
  fileprivate var json: [UInt8] {
    var bytes: [UInt8] = [UInt8(ascii: "\"")]
    bytes.reserveCapacity(utf8.count + 2)
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "<"): bytes += "\\u003c".utf8
      case UInt8(ascii: ">"): bytes += "\\u003e".utf8
      case UInt8(ascii: "&"): bytes += "\\u0026".utf8
      case 0..<16: bytes += "\\u000".utf8 + [byte < 10 ? 48 + byte : 87 + byte]
      case 16..<32: bytes += "\\u001".utf8 + [byte < 26 ? 32 + byte : 71 + byte]
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
    return bytes
  }
}

extension Double {
  /// The number in plain decimals where six of them hold it; Swift itself writes 0.00001 as `1e-05`.
  fileprivate var decimals: String {
    let millionths = (magnitude * 1_000_000).rounded()
    guard millionths < 1000, millionths / 1_000_000 == magnitude else { return description }
    let digits = String(Int(millionths) + 1_000_000).dropFirst()
    return (self < 0 ? "-" : "") + (Number(digits: "0.\(digits)") ?? .zero).description
  }
}

extension Number {
  fileprivate var inWan: String {
    guard let whole, whole.magnitude >= 10_000 else { return description }
    let (wan, rest) = whole.magnitude.quotientAndRemainder(dividingBy: 10_000)
    var text = "\(whole < 0 ? "-" : "")\(wan)"
    if rest > 0 { text += ".\(String(rest + 10_000).dropFirst())" }
    while rest > 0, text.utf8.last == UInt8(ascii: "0") { text.removeLast() }
    return text + "万"
  }
}
