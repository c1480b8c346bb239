import Glibc

/// A program that turns a page into PDF: WeasyPrint, else Chromium.
///
/// WeasyPrint first: its PDF is tagged, and the same bytes each time.
struct PDFPrinter {
  let program: String
  private let isWeasyPrint: Bool

  /// The first that is installed: in the project's own Python, else on the path.
  static func installed(root: String) -> PDFPrinter? {
    let folders = [root + "/.venv/bin"] + (environment("PATH") ?? "").split(separator: ":").map(String.init)
    for name in ["weasyprint", "chromium", "chromium-browser", "google-chrome"] {
      for folder in folders where access(folder + "/" + name, X_OK) == 0 {
        return PDFPrinter(program: folder + "/" + name, isWeasyPrint: name == "weasyprint")
      }
    }
    return nil
  }

  func print(_ page: String, to target: String) -> Bool {
    guard let resolved = realpath(page, nil) else { return false }
    defer { free(resolved) }
    let absolute = String(cString: resolved)
    let arguments =
      isWeasyPrint
      ? ["-q", "--pdf-variant", "pdf/ua-1", page, target]
      : [
        "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
        "--generate-pdf-document-outline",
        "--print-to-pdf=" + target, "file://" + absolute,
      ]
    return run(arguments) && access(target, R_OK) == 0
  }

  /// Runs the program to its end, its standard error passed through.
  private func run(_ arguments: [String]) -> Bool {
    let words = ([program] + arguments).map { strdup($0) }
    defer { for word in words { free(word) } }
    var process = pid_t()
    guard posix_spawn(&process, program, nil, nil, words + [nil], environ) == 0 else { return false }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      guard errno == EINTR else { return false }
    }
    return status == 0
  }
}
