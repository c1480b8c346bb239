import Records
import Templates

// The office behind the site, for the head, the foot and the home page: docs/pages.md, “On every page”.
extension DataBuilder {
  /// - Parameter images: the pictures and the files of `static/`, by their paths.
  mutating func officeFields(
    of settings: SiteSettings, _ language: SiteLanguage, _ images: [String: ImageFile]
  )
    -> Fields
  {
    let office = settings.office
    func image(_ file: Located<String>?) -> ImageFile? {
      file.flatMap { images.path(named: $0.value) }.flatMap { images[$0] }
    }
    let logo = image(office.logo), picture = image(office.homePicture?.file)
    return [
      "logo": logo.map { object(fields(of: $0)) } ?? .none,
      "icon": text(images.icon?.address),
      "home_picture": picture.map { picture in
        object(
          fields(of: picture) + [
            "alt": text(office.homePicture?.alt), "caption": text(office.homePicture?.caption),
          ])
      } ?? .none,
      "home_text": text(settings.homeText(in: language)),
      "contacts": list(office.contacts) { contact, data in
        data.object([
          "name": data.text(contact.name), "phone": data.text(contact.phone),
          "email": data.text(contact.email),
          "address": data.text(contact.address), "hours": data.text(contact.hours),
        ])
      },
      "links": list(office.links) { link, data in
        data.object(["title": data.text(link.title), "url": data.text(link.url)])
      },
      "marks": list(office.marks) { mark, data in
        data.object([
          "title": data.text(mark.title), "url": data.text(mark.url),
          "picture": image(mark.picture).map { data.object(data.fields(of: $0)) } ?? .none,
        ])
      },
      "filing": object([
        "code": text(office.code), "icp": text(office.icp), "police": text(office.police),
        "police_url": text(office.police.map(Office.policeAddress)),
      ]),
    ]
  }
}

extension Office {
  /// The page of the ministry of public security about a number: `鄂公网安备42010602000001号`.
  fileprivate static func policeAddress(of number: String) -> String {
    let code = number.filter { "0"..."9" ~= $0 }
    return "https://beian.mps.gov.cn/" + (code.isEmpty ? "" : "#/query/webSearch?code=\(code)")
  }
}

extension [String: ImageFile] {
  /// The icon of the site, which browsers look for at its root.
  fileprivate var icon: ImageFile? {
    ["svg", "png", "ico"].lazy.compactMap { self["static/favicon." + $0] }.first
  }
}
