import Diagnostics

extension Picture {
  /// The first thing that is wrong with it: no browser shows it as what its name says, or it is no mere picture.
  var finding: Diagnostic? {
    if isEmpty { return .emptyPicture(path) }
    guard let format, format.isShownByBrowsers else { return .noPicture(path, is: format) }
    if !format.endings.contains(name.ending) { return .wrongPictureEnding(path, is: format) }
    // Some servers run what has such an ending anywhere in its name.
    let file = name.split(separator: "/").last ?? ""
    if let program = file.lowercased().split(separator: ".").dropFirst().dropLast().first(
      where: Picture.isProgram)
    {
      return .programName(path, String(program))
    }
    switch fault {
    case nil: return nil
    case .broken: return .brokenPicture(path)
    case .hasMetadata: return .pictureMetadata(path)
    case .tooManyPixels: return .tooManyPixels(path)
    case .active(let range, let what): return .activeDrawing(what, at: Location(path, range))
    }
  }

  private static func isProgram(_ ending: Substring) -> Bool {
    [
      "phtml", "phar", "shtml", "asp", "aspx", "jsp", "jspx", "cgi", "pl", "py", "rb", "sh", "exe", "html",
      "htm", "svg",
    ]
    .contains(ending) || ending.hasPrefix("php")
  }
}

extension StaticFile {
  /// The reason why a page that shows it as a picture would have a gap there.
  ///
  /// - Parameter location: the name of the file in `site.yml`.
  func findingAsPicture(at location: Location) -> Diagnostic? {
    guard let format, format.isShownByBrowsers else { return .unshownPicture(path, is: format, at: location) }
    if !format.endings.contains(path.ending) {
      return .wrongPictureEnding(path, is: format, at: location)
    }
    return isBroken ? .brokenPicture(path, at: location) : nil
  }
}
