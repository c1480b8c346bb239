import Diagnostics
import Records
import Statistics
import Templates
import Wording

/// The printed briefings, and the list of them.
struct BriefingPages: Sendable {
  let figures: PublishedFigures
  let words: Words
  let links: Links
  let figureData: FigureData
  let texts: Texts
  /// The path from the root of the edition to that of the Chinese one; empty if it is the same.
  let chineseRoot: String
  /// Whether there are PDF and Word files beside the pages.
  let arePrinted: Bool
  private var content: Content { figures.content }

  func pages() -> [Page] {
    let list = Page(
      Address.folder("briefings"), kind: "briefings", title: words[.briefingsTitle],
      description: words[.briefingsDescription]
    ) { [self] data in
      [
        "items": data.list(content.briefings) { briefing, data in
          data.object([
            "title": data.text(briefing.title),
            "address": data.text(chineseRoot, Address.record("briefings", briefing.stem)),
            "issue": data.text(briefing.issue), "date": data.day(briefing.date, words),
            "issuer": data.text(briefing.issuer),
            "prints": prints(of: briefing, areOffered: arePrinted, &data),
          ])
        }
      ]
    }
    // The sheets are in the official Chinese form; a site without Chinese has them with its own words.
    return (chineseRoot.isEmpty ? content.briefings.map { page($0, offersPrints: arePrinted) } : []) + [list]
  }

  /// The number of characters in one line of a headline: 354 pt at 22 pt (`assets/briefing.css`).
  private static let charactersInHeadline = 16.0

  /// The page of one briefing, which is also its printed sheet.
  func page(_ briefing: Briefing, offersPrints: Bool = false) -> Page {
    Page(
      Address.record("briefings", briefing.stem), kind: Page.briefing, title: briefing.title,
      description: "\(briefing.masthead)\(briefing.issue)",
      breadcrumb: [Crumb.link(words[.briefingsTitle], Address.folder("briefings"))],
      location: Location(briefing.file, 0..<0), published: briefing.date
    ) { [self] data in
      let table = figures.table(for: briefing.period)
      var shown: [Datum] = [], printed: [Figure] = []
      if let region = briefing.region {
        for metric in briefing.figures {
          guard let finding = table[region, metric], let figure = finding.published else { continue }
          shown.append(figureData.value(of: figure, finding, in: table, &data))
          printed.append(figure)
        }
      }
      return [
        "briefing": value(of: briefing, &data), "figures": data.list(shown),
        "annex_notes": data.texts(notes(of: printed, in: briefing)),
        "annex_number": briefing.ownAnnexes.map { Datum($0 + 1) } ?? .none,
        "prints": prints(of: briefing, areOffered: offersPrints, &data),
      ]
    }
  }

  /// The links to the files printed from its sheet.
  private func prints(of briefing: Briefing, areOffered: Bool, _ data: inout DataBuilder) -> Datum {
    data.list(areOffered ? Address.Print.allCases : []) { print, data in
      data.object([
        "name": data.text(print.name),
        "address": data.text(chineseRoot, Address.print(print, ofBriefing: briefing.stem)),
      ])
    }
  }

  /// The remarks below the table: the briefing's own, those of the reports that the numbers come from, which have the
  /// words of their sources, and those on single numbers.
  private func notes(of printed: [Figure], in briefing: Briefing) -> [String] {
    var notes = [briefing.note].compactMap(\.self)
    for index in printed.flatMap(\.reports) {
      let report = content.reports[index]
      if let note = report.note {
        notes.append(words.filled(.remarkOn, ["name": report.title, "text": note]))
      }
    }
    for figure in printed {
      let name = words.name(content.metrics.all[figure.metric])
      notes += figureData.notes(of: figure).map { words.filled(.remarkOn, ["name": name, "text": $0]) }
    }
    return notes.withoutRepeats
  }

  private func value(of briefing: Briefing, _ data: inout DataBuilder) -> Datum {
    let regions = content.regions.lineage(of: briefing.region ?? content.home).map { content.regions[$0] }
    let names = regions.flatMap { [$0.name] + $0.aliases }
    let headline = briefing.headline.isEmpty ? [briefing.title] : briefing.headline
    let masthead = Masthead(briefing.masthead, names: names), width = BriefingPages.charactersInHeadline
    return data.object([
      "title": data.text(briefing.title),
      "title_lines": data.texts(headline.flatMap { TitleLines($0, width: width, names: names).lines }),
      "kicker": data.text(briefing.kicker), "masthead": data.text(briefing.masthead),
      "masthead_lines": data.texts(masthead.lines), "masthead_size": Datum(masthead.size),
      "kind": data.text(briefing.kind.rawValue), "series": data.text(briefing.series),
      "issue": data.text(briefing.issue), "number": briefing.number.map { Datum($0) } ?? .none,
      "total_number": briefing.totalNumber.map { Datum($0) } ?? .none,
      "issuer": data.text(briefing.issuer), "date": data.day(briefing.date, words),
      "secrecy": data.text(briefing.secrecy), "copy_number": data.text(briefing.copyNumber),
      "editor_note": data.text(briefing.editorNote), "recipients": data.texts(briefing.recipients),
      "report_to": data.texts(briefing.reportTo), "send_to": data.texts(briefing.sendTo),
      "distribute_to": data.texts(briefing.distributeTo),
      "extra_recipients": data.texts(briefing.extraRecipients), "copies": data.text(briefing.copies),
      "editors": data.texts(briefing.editors), "reviewers": data.texts(briefing.reviewers),
      "signatory": data.text(briefing.signatory), "note": data.text(briefing.note),
      "sources": links.sources(briefing.citations, &data), "body": texts.body(briefing.file, &data),
    ])
  }
}

extension Briefing {
  /// The highest number of the annexes in its text, which are headings such as 附件1; nil where there is none.
  fileprivate var ownAnnexes: Int? {
    var count = 0
    return document.source.text(document.body).split(separator: "\n").compactMap { line -> Int? in
      let title = line.drop { $0 == "#" }.drop(while: \.isWhitespace)
      guard line.hasPrefix("#"), title.hasPrefix("附件") else { return nil }
      let rest = title.dropFirst(2).drop(while: \.isWhitespace)
      let digits = rest.prefix { $0.wholeNumberValue != nil }
      // Headings such as 附件清单 are none, as in `printing/typeset.py`.
      let isApart = rest.startIndex > title.index(title.startIndex, offsetBy: 2) && digits.isEmpty
      guard let next = rest.dropFirst(digits.count).first, !isApart, !next.isWhitespace,
        !"：:．.".contains(next)
      else {
        count += 1
        return Int(digits) ?? count
      }
      guard Int(digits) != nil, !"和与及至、，的之—-".contains(next) else { return nil }
      count += 1
      return Int(digits) ?? count
    }.max()
  }
}

/// The name at the head of a sheet: as large as the form has it, smaller where it is longer than a line, and in two
/// lines where it would be smaller than that.
struct Masthead {
  private(set) var lines: [String] = []
  /// The size from 1, the largest: `.masthead-1` in `assets/briefing.css`.
  private(set) var size = 1

  /// The number of characters in a line of each size.
  private static let sizes = [7.0, 8, 10, 12]

  init(_ text: String, names: [String]) {
    for (number, width) in Masthead.sizes.enumerated() {
      lines = TitleLines(text, width: width, names: names).lines
      size = number + 1
      if lines.count == 1 { return }
    }
    if lines.count == 2 { return }
    lines = TitleLines(text, width: 15, names: names).lines
    size = 5
  }
}
