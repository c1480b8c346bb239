/// The things that the person who signs wants to know of a number: a comment of the 校核稿.
package struct ProofNote: Sendable, Equatable {
  /// The region and the metric: 武汉市 协商场次.
  package var name: String
  /// The number as published, with its unit: 637次.
  package var wording: String
  package var period: String
  /// 本级上报, 已报 4 个单位合计 …
  package var basis: String
  /// The pages that say it, and the lines of write-ups that give it.
  package var sources: [String]
  /// The remarks of write-ups, and with what it does not fit together.
  package var remarks: [String]

  package init(
    name: String, wording: String, period: String, basis: String, sources: [String], remarks: [String] = []
  ) {
    self.name = name
    self.wording = wording
    self.period = period
    self.basis = basis
    self.sources = sources
    self.remarks = remarks
  }

  /// The lines of the comment.
  var lines: [String] {
    [name + "：" + wording, "时期：" + period, "依据：" + basis].filter { !$0.hasSuffix("：") }
      + sources.map { "出处：" + $0 } + remarks.map { "说明：" + $0 }
  }
}
