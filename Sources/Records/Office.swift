import Diagnostics
import FrontMatter

/// The office behind a site, as the head, the foot and the home page show it.
package struct Office: Sendable {
  /// A file of `content/images/` or `static/`.
  package fileprivate(set) var logo: Located<String>?
  package fileprivate(set) var homePicture: Case.Image?
  package fileprivate(set) var homeText: String?
  package fileprivate(set) var contacts: [Contact] = []
  package fileprivate(set) var links: [Link] = []
  package fileprivate(set) var marks: [Mark] = []
  /// 网站标识码
  package fileprivate(set) var code: String?
  /// ICP备案号
  package fileprivate(set) var icp: String?
  /// 公安备案号
  package fileprivate(set) var police: String?
  /// The mailbox to which readers report errors.
  package fileprivate(set) var reportEmail: String?
  /// The address of a form for that, with the gaps `{page}`, `{title}` and `{figure}`.
  package fileprivate(set) var reportURL: String?

  package static let reportGaps = ["page", "title", "figure"]

  /// The files that it shows, as `site.yml` names them.
  package var pictures: [Located<String>] {
    [logo, homePicture?.file].compactMap(\.self) + marks.compactMap(\.picture)
  }

  package struct Contact: EntryRecord {
    package fileprivate(set) var name: String?
    package fileprivate(set) var phone: String?
    package fileprivate(set) var email: String?
    package fileprivate(set) var address: String?
    package fileprivate(set) var hours: String?

    static let fields = RecordFields<Contact>(zh: "联系信息", en: "contact") { it in
      it.add("name", "名称", to: \.name, as: .text, "哪个处室、做什么的", "which office, and what for")
      it.add("phone", "电话", to: \.phone, as: .text)
      it.add("email", "邮箱", to: \.email, as: .mailAddress)
      it.add("address", "地址", to: \.address, as: .text)
      it.add("hours", "办公时间", to: \.hours, as: .text)
    }
  }

  package struct Link: EntryRecord {
    package fileprivate(set) var title = ""
    package fileprivate(set) var url: String?

    static let fields = RecordFields<Link>(zh: "友情链接", en: "link") { it in
      it.add("title", "名称", to: \.title, as: .text, isRequired: true)
      it.add("url", "网址", to: \.url, as: .webAddress, isRequired: true)
    }
  }

  /// A mark that an authority lets the site show: 党政机关, 适老化.
  package struct Mark: EntryRecord {
    package fileprivate(set) var title = ""
    package fileprivate(set) var url: String?
    package fileprivate(set) var picture: Located<String>?

    static let fields = RecordFields<Mark>(zh: "标识", en: "mark") { it in
      it.add("title", "名称", to: \.title, as: .text, isRequired: true, "党政机关、适老化 …", "党政机关, 适老化 …")
      it.add(
        "url", "网址", to: \.url, as: .webAddress, isRequired: true, "发标识的单位给的网址",
        "the address that the authority gave")
      it.add(
        "picture", "图片", to: \.picture, as: .located, "发标识的单位给的图片，放在 `content/images/` 或 `static/`；不写时显示名称",
        "the picture that the authority gave, a file of `content/images/` or `static/`; without it the title is shown"
      )
    }
  }
}

extension RecordFields.Declarations where Record == SiteSettings {
  /// The numbers under which the site is registered, whatever its profile.
  mutating func addFilings() {
    add(
      "SiteIDCode", "网站标识码", to: \.office.code, as: .text, "政府网站必须有", "a government's site must have one")
    add("ICP", "ICP备案号", to: \.office.icp, as: .text)
    add("police", "公安备案号", to: \.office.police, as: .text)
  }

  mutating func addOffice() {
    add(
      "menu", "菜单", type: .menu,
      "栏目（首页、地区、案例 …）和自建页面的名称，按顺序；改名写成 `案例: 协商案例`；和栏目同名的自建页面写成 `pages/about`；没有写到的不在菜单里",
      "sections and titles of own pages in their order; `cases: Our cases` for another name; `pages/about` for a page with the name of a section; what is not named is not in the menu"
    )
    add(
      "logo", "标志", to: \.office.logo, as: .located, "`content/images/` 或 `static/` 里的一张图，显示在站名前",
      "a picture of `content/images/` or `static/`, before the title")
    add("home_picture", "首页图片", to: \.office.homePicture, as: .image)
    add(
      "home_text", "首页文字", to: \.office.homeText, as: .text, "首页上介绍本站的一句话",
      "the sentence about the site on its home page")
    add(
      "contacts", "联系信息", to: \.office.contacts, as: .records(), "页脚的联系方式；办公电话写在这里，就可以公开",
      "in the foot; the telephone numbers of the office may be public")
    add("links", "友情链接", to: \.office.links, as: .records(), "显示在页脚", "shown in the foot")
    add(
      "marks", "标识", to: \.office.marks, as: .records(), "党政机关、适老化等标识，显示在页脚",
      "marks of authorities, in the foot")
    add(
      "report_email", "纠错邮箱", to: \.office.reportEmail, as: .mailAddress, "读者发现错误时写信的地址；主题和网页地址已经填好",
      "where readers report errors; subject and page are filled in")
    add(
      "report_url", "纠错网址", to: \.office.reportURL, as: .formAddress,
      "或者是表单的网址，`{page}`、`{title}`、`{figure}` 换成网页、标题和数据编号",
      "or the address of a form, with `{page}`, `{title}` and `{figure}` for page, title and id of the figure"
    )
  }
}

extension Form where Value == Case.Image? {
  fileprivate static var image: Self {
    let image = Form<Case.Image>.record
    return Form(type: image.type, read: { image.read(&$0, $1) }, value: { $0.flatMap(image.value) })
  }
}

extension Form where Value == String? {
  fileprivate static var mailAddress: Self {
    checked(\.isMailAddress, or: Diagnostic.badMailAddress)
  }

  fileprivate static var formAddress: Self {
    checked(\.isFormAddress, or: Diagnostic.badFormAddress)
  }

  private static func checked(
    _ isRight: @escaping @Sendable (String) -> Bool,
    or mistake: @escaping @Sendable (String, Location) -> Diagnostic
  ) -> Self {
    Form(
      type: .text,
      read: { reader, key in
        guard let text = reader.text(key) else { return nil }
        if !isRight(text.value) { reader.report(mistake(text.value, reader.location(text.range))) }
        return text.value
      }, value: text.value)
  }
}

extension String {
  /// `office@example.org`: nothing in it could end the address in a link `mailto:`, or add to it.
  fileprivate var isMailAddress: Bool {
    wholeMatch(of: /[A-Za-z0-9._+\-]+@[A-Za-z0-9](?:[A-Za-z0-9\-]*\.)+[A-Za-z0-9\-]*[A-Za-z0-9]/) != nil
      && !contains("..") && !contains("-.") && !contains(".-")
  }

  /// `https://example.org/?page={page}`: the reader's browser goes to the host that is written, whatever is filled in.
  fileprivate var isFormAddress: Bool {
    let filled = Office.reportGaps.reduce(self) { $0.replacing("{\($1)}", with: "_") }
    let host = firstRange(of: "://").map { self[$0.upperBound...].prefix { !"/?#".contains($0) } } ?? ""
    return filled.isWebAddress && !filled.contains { "{}".contains($0) } && !host.contains("{")
  }
}
