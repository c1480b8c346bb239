import ArgumentParser
import Diagnostics
import Files
import Glibc
import Import
import OfficeFiles
import Records
import Site

extension CommonOptions {
  /// Refuses a file whose name would make Excel ask what it is.
  func checkWorkbookName(_ path: String, by command: String) throws {
    if path.lowercased().hasSuffix(".xlsx") { return }
    throw refusal(
      by: command,
      Message(
        zh: "文件名要以 .xlsx 结尾：\(path)", en: "the name of the file has to end with .xlsx: \(path)"),
      .usageError)
  }

  /// Writes a workbook and says so. A file that is there already is replaced only if a command wrote it and nobody has
  /// saved it since: what people filled in is nowhere else.
  func write(_ workbook: Workbook, to target: String, keeping input: BuildInput, by command: String) throws {
    let bytes = workbook.bytes
    if access(target, F_OK) == 0 {
      let old = try? readNamedFile(target, limit: 1 << 28).bytes
      guard let old, old == bytes || Workbook.isUntouched(old) else {
        throw refusal(
          by: command,
          Message(
            zh: "已有 \(target)，不是程序写出后原样没动的，里面可能有填好的内容，没有覆盖；请先把它改名或删去，或者另写一个文件名",
            en:
              "\(target) is there, and may have been filled in, so it stays: rename or remove it, or name another file"
          ))
      }
    }
    do throws(Diagnostic) {
      try replaceFile(target, with: bytes, keeping: input.paths.map { root + "/" + $0 })
    } catch {
      throw failure(error)
    }
    say(Message(zh: "已写入 \(target)", en: "wrote \(target)"))
  }

  /// The facts about program, site and day that a workbook of the site brings with it.
  func origin(_ purpose: WorkbookOrigin.Purpose, of content: Content, _ input: BuildInput) -> WorkbookOrigin {
    var origin = WorkbookOrigin(purpose)
    origin.program = "casebook " + Casebook.version
    origin.site = content.settings.title
    origin.address = content.settings.baseURL
    origin.version = input.contentFingerprint
    origin.day = input.today.iso
    return origin
  }
}
