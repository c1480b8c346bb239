import Diagnostics
import Wording

// The sentences about links and pictures.
extension Diagnostic {
  static func brokenLink(_ destination: String, meant: String?, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "broken-link", zh: "链接“\(destination)”在本站里找不到",
      en: "the link “\(destination)” leads nowhere in this site", at: location,
      advice: (
        zh: "写成相对于本文件的路径，如 ../brands/tongxinyuan.md；站内页面也可写成 /statistics/",
        en:
          "write a path relative to this file, such as ../brands/tongxinyuan.md, or a page such as /statistics/"
      ),
      meant: meant)
  }

  static func linkToHeldBack(_ destination: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "broken-link", zh: "链接“\(destination)”指向还没有发布的来稿（草稿，或发布日期未到）",
      en: "the link “\(destination)” leads to a write-up that is not published yet", at: location)
  }

  static func deadFragment(_ destination: String, meant: String?, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "broken-link", zh: "链接“\(destination)”指向的那一页上没有 # 后面写的位置",
      en: "the page that “\(destination)” leads to has no such place", at: location,
      advice: (
        zh: "标题的位置名就是标题的文字，不带序号：一、基本情况 写成 #基本情况",
        en: "a heading is called by its words without its number: #基本情况 for 一、基本情况"
      ),
      meant: meant)
  }

  static func badLink(_ destination: String, _ mistake: LinkMistake, meant: String?, at location: Location)
    -> Diagnostic
  {
    let text: (zh: String, en: String) =
      switch mistake {
      case .empty:
        (
          zh: "这个链接没有写地址；请在括号里补上，或只留文字", en: "this link has no address: give one, or leave the text alone"
        )
      case .fileOfOneComputer:
        (
          zh: "“\(destination)”是某一台电脑上的文件，别人打不开；图片请放进 content/images/，写成 ../images/文件名",
          en: "“\(destination)” is a file of one computer; put a picture into content/images/"
        )
      case .backslashes:
        (zh: "网址里用斜杠 /，不用反斜杠 \\", en: "addresses have slashes, not backslashes")
      case .fullWidthMarks:
        (zh: "网址里的冒号和斜杠要用半角", en: "the colon and slashes of an address are half-width")
      case .noScheme:
        (
          zh: "“\(destination)”缺少 https:// 这样的开头，打开时会被当作本站的文件",
          en: "“\(destination)” does not say how to open it, such as https://"
        )
      case .noHost:
        (zh: "“\(destination)”不完整，打不开", en: "“\(destination)” is incomplete: nobody can open it")
      case .unknownScheme(let scheme):
        (
          zh: "“\(scheme):”开头的链接读者打不开；可以用 https://、http://、mailto: 和 tel:",
          en: "readers cannot open “\(scheme):”; use https://, http://, mailto: or tel:"
        )
      }
    return Diagnostic(.error, "bad-link", zh: text.zh, en: text.en, at: location, meant: meant)
  }

  static func pictureElsewhere(_ destination: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "picture-elsewhere",
      zh:
        "图片在别的网站上：它可能改掉或打不开，那个网站还能看到谁在读。请把图片放进 content/images/；确实要用，在 content/site.yml 的 allowed_picture_hosts 里写上主机名（限 https）",
      en:
        "the picture is another site's, which can change it and sees who reads: put it into content/images/, or name its host under allowed_picture_hosts in content/site.yml (https only)",
      at: location)
  }

  static func linkWithoutText(at location: Location) -> Diagnostic {
    Diagnostic(
      .warning, "link-without-text", zh: "这个链接没有文字，读者看不见；请在方括号里写上",
      en: "this link has no text: write it between the brackets", at: location)
  }

  static func imageWithoutAlt(at location: Location) -> Diagnostic {
    Diagnostic(
      .warning, "image-without-alt", zh: "这张图片没有说明文字，看不见图的人不知道它是什么；请写成 ![图里有什么](文件)",
      en: "this picture has no description: write ![what it shows](file)", at: location)
  }

  package static func missingImage(_ file: String, meant: String?, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "missing-image", zh: "content/images/ 里没有图片“\(file)”",
      en: "there is no picture “\(file)” in content/images/", at: location, meant: meant)
  }
}
