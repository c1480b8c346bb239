import Diagnostics
import Records

// Every sentence about pictures.
extension Diagnostic {
  static func brokenPicture(_ path: String) -> Diagnostic {
    Diagnostic(
      .error, "broken-picture", ofFile: path,
      zh: "这张图片不完整或者已损坏；请重新放一份，或在看图软件里打开、另存一次",
      en: "this picture is incomplete or damaged: put it there again, or open it and save it anew")
  }

  static func tooManyPixels(_ path: String) -> Diagnostic {
    let millions = InputLimit.pixels / 1_000_000
    return Diagnostic(
      .error, "file-too-large", ofFile: path,
      zh: "这张图片的宽乘高超过了 \(millions * 100) 万像素，浏览器和打印都吃不消；请在看图软件里缩小尺寸（宽 2000 像素就够），再放一份",
      en: "this picture has more than \(millions) million pixels: make it smaller (2,000 are wide enough)")
  }

  static func pictureMetadata(_ path: String) -> Diagnostic {
    Diagnostic(
      .error, "picture-metadata", ofFile: path,
      zh: "这张 AVIF 图片里带着拍摄地点、时间等信息，去不掉；请另存为 JPG 或 PNG（这些信息会自动去掉）",
      en:
        "this AVIF file holds notes such as place and time, which cannot be taken out: save it as JPG or PNG")
  }

  static func activeDrawing(_ what: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "active-drawing", at: location, zh: "SVG 图片里不能有“\(what)”：只收形状、文字和颜色；请在画图软件里去掉，或另存为 PNG",
      en:
        "“\(what)” cannot be in a drawing (SVG): shapes, texts and colours only; take it out, or save it as PNG"
    )
  }

  // MARK: What is no picture

  private static func notAPicture(_ path: String, zh: String, en: String) -> Diagnostic {
    Diagnostic(.error, "not-a-picture", ofFile: path, zh: zh, en: en)
  }

  static func programName(_ path: String, _ ending: String) -> Diagnostic {
    notAPicture(
      path, zh: "文件名中间有“.\(ending)”，有的服务器会把它当作程序运行；请去掉（来稿里的名字一起改）",
      en:
        "the name has “.\(ending)” in it, and some servers would run it: rename the file, where it is mentioned, too"
    )
  }

  static func emptyPicture(_ path: String) -> Diagnostic {
    notAPicture(
      path, zh: "这个图片文件是空的，请重新放一份", en: "this picture is an empty file: put it there again")
  }

  static func wrongPictureEnding(_ path: String, is format: PictureFormat) -> Diagnostic {
    let (name, ending) = (format.rawValue, format.endings[0])
    return notAPicture(
      path, zh: "这个文件其实是 \(name) 图片；请把文件名的结尾改成 .\(ending)（来稿里的名字一起改）",
      en: "this is a \(name) picture: let its name end in .\(ending), where it is mentioned, too")
  }

  static func noPicture(_ path: String, is format: PictureFormat?) -> Diagnostic {
    let name = format.map { " \($0.rawValue) " }
    return notAPicture(
      path,
      zh: name.map { "浏览器不能显示\($0)文件；请另存为 JPG 或 PNG 再放进来" }
        ?? "这个文件不是图片；content/images/ 里只放 JPG、PNG、GIF、WebP、AVIF、SVG 图片",
      en: name.map { "browsers show no\($0)files: save it as JPG or PNG" }
        ?? "this is no picture: content/images/ holds JPG, PNG, GIF, WebP, AVIF and SVG pictures only")
  }

  // MARK: Files of static/ that site.yml shows

  static func unshownPicture(_ path: String, is format: PictureFormat?, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "not-a-picture", at: location,
      zh: "\(path) " + (format.map { "是 \($0.rawValue) 文件，浏览器显示不了" } ?? "不是图片")
        + "；请另存为 JPG、PNG 或 SVG 图片再放进来",
      en: "\(path) is " + (format.map { "a \($0.rawValue) file, which browsers do not show" } ?? "no picture")
        + ": save it as JPG, PNG or SVG")
  }

  static func wrongPictureEnding(_ path: String, is format: PictureFormat, at location: Location)
    -> Diagnostic
  {
    let (name, ending) = (format.rawValue, format.endings[0])
    return Diagnostic(
      .error, "not-a-picture", at: location,
      zh: "\(path) 其实是 \(name) 图片；请把文件名的结尾改成 .\(ending)，这里一起改",
      en: "\(path) is a \(name) picture: let its name end in .\(ending), here, too")
  }

  static func brokenPicture(_ path: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "broken-picture", at: location, zh: "\(path) 不完整或者已损坏；请重新放一份，或在看图软件里打开、另存一次",
      en: "\(path) is incomplete or damaged: put it there again, or open it and save it anew")
  }

  // MARK: Use

  static func unusedPicture(_ path: String) -> Diagnostic {
    Diagnostic(
      .warning, "unused-picture", ofFile: path,
      zh: "没有来稿用到这张图片，所以不发布；请在来稿里写上，或删去文件",
      en: "no write-up mentions this picture, so it is not published: mention it, or delete the file")
  }

  static func pictureFromElsewhere(_ address: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "picture-from-elsewhere", at: location,
      zh: "打印稿不到别处取图片：“\(address)”；请把图片存到 content/images/ 再引用",
      en: "a printed sheet fetches nothing, “\(address)” neither: put the picture into content/images/")
  }

  /// - Parameter others: the briefings that are meant, if they are several, else those that there are.
  static func unknownBriefing(_ name: String, _ others: [Briefing], _ content: Content) -> Diagnostic {
    let isDraft = content.heldBack.contains { $0.file == name }
    let isSeveral = !content.briefings(named: name).isEmpty
    let list = others.prefix(12).map { "\($0.file)（\($0.masthead)\($0.issue)）" }.joined(separator: "、")
    let zh =
      isDraft
      ? "“\(name)”还是草稿；改好以后删去“草稿: 是”再印" : isSeveral ? "“\(name)”不止一期，请写文件名" : "没有“\(name)”这一期简报"
    let en =
      isDraft
      ? "“\(name)” is a draft; take `draft: true` out when it is ready"
      : isSeveral ? "“\(name)” is not one briefing; name its file" : "there is no briefing “\(name)”"
    return Diagnostic(
      .error, "unknown-briefing", at: nil, zh: zh, en: en,
      notes: list.isEmpty || isDraft ? [] : [Note(zh: "有的是：\(list)", en: "there are: \(list)")])
  }

  /// A picture in HTML, of which a text keeps nothing.
  static func pictureInHTML(at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "picture-in-html", at: location,
      zh: "正文里的 HTML 不会印出来，这幅图会丢；请把图片存到 content/images/，写成 ![说明](../images/图片名)",
      en:
        "HTML in a text is left out, and this picture with it: put it into content/images/, and write ![description](../images/name)"
    )
  }

  static func largePictures(limit: Int, in file: String) -> Diagnostic {
    Diagnostic(
      .error, "file-too-large", ofFile: file,
      zh: "打印稿里的图片合计超过了 \(limit >> 20) MB 的上限；请换成小一些的图片，或少放几张",
      en:
        "the pictures of the printed sheet are larger than \(limit >> 20) MB together: take smaller ones, or fewer"
    )
  }
}
