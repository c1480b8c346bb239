import Bytes
import Records

// The facts about the export as a whole, for all its descriptions.
extension Export {
  var title: String { content.settings.title + "开放数据" }

  var description: String {
    "\(content.settings.title)的全部内容：案例、工作报告和其中的每一个数，连同写法、上下限、依据、时期和来源。草稿和未到发布日的来稿不在其中。"
  }

  /// Lower-case ASCII, as packages are named: `casebook-hubei`, `casebook-zhejiang-huzhou`.
  var name: String { "casebook-" + content.regions.address(of: content.home).replacing("/", with: "-") }

  /// The home region with what is above it: 浙江省湖州市.
  var place: String { content.regions.lineage(of: content.home).map { content.regions[$0].name }.joined() }

  /// The address of the export; `nil` for a site that has no host.
  var address: String? { baseURL.contains("://") ? baseURL + "data/" : nil }

  var created: String? { day.map { $0.iso + "T00:00:00+08:00" } }

  /// The day as a semantic version.
  var version: String? {
    day.map { "\($0.components.year).\($0.components.month).\($0.components.day)" }
  }

  /// 建议引用, by GB/T 7714—2015: 责任者. 题名[数据集/联机]. (更新日期)[引用日期]. 访问路径.
  package var citation: String {
    "\(content.settings.publisher). \(title)[DS/OL]. \(day.map { "(\($0.iso))" } ?? "")[引用日期]. \(address ?? baseURL + "data/")."
  }

  var licence: Licence? { content.settings.licence.map(Licence.init) }

  /// The licence in the words of the site, and as registries know it if it is one of Creative Commons'.
  struct Licence {
    let title: String
    /// `CC-BY-4.0`
    let identifier: String?
    let url: String?

    init(_ title: String) {
      self.title = title
      let words = title.split(separator: " ").map(String.init)
      guard words.count == 3, words[0] == "CC", words[1].hasPrefix("BY"), words[2].contains(".") else {
        let isPlain = title.utf8.allSatisfy { 45...57 ~= $0 || 65...90 ~= $0 || 97...122 ~= $0 }
        identifier = isPlain ? title : nil
        url = nil
        return
      }
      identifier = words.joined(separator: "-")
      url = "https://creativecommons.org/licenses/\(words[1].lowercased())/\(words[2])/"
    }
  }
}

extension Table {
  /// The name without a slash, as resources are named.
  package var resourceName: String { name.replacing("/", with: "-") }
}

extension Table.Format {
  var mediaType: String { self == .json ? "application/json" : "text/csv" }
  var title: String {
    switch self {
    case .csv: "CSV"
    case .spreadsheet: "Excel 用 CSV"
    case .json: "JSON"
    }
  }
}

extension JSON {
  /// The members that there are.
  static func members(_ members: [(key: String, value: JSON?)]) -> JSON {
    .object(members.compactMap { member in member.value.map { (member.key, $0) } })
  }

  /// A file of its own.
  var file: [UInt8] { Array((encoded() + "\n").utf8) }
}
