import Diagnostics

// Every sentence about writing files and folders.
extension Diagnostic {
  package static let cannotWriteCode = "cannot-write"

  private static func cannotWrite(zh: String, en: String) -> Diagnostic {
    Diagnostic(.error, cannotWriteCode, at: nil, zh: zh, en: en)
  }

  /// - Parameter fault: its path is one in the folder, or the folder's own name.
  static func cannotWrite(_ folder: String, _ fault: Fault) -> Diagnostic {
    cannotWrite(
      zh: "写不了 \(folder)\(fault.zh)；原来的网站没有改动",
      en: "cannot write \(folder)\(fault.en); the old site is as it was")
  }

  static func cannotLayOut(_ folder: String, _ fault: Fault) -> Diagnostic {
    cannotWrite(
      zh: "写不了 \(folder)\(fault.zh)；什么也没有写", en: "cannot write \(folder)\(fault.en); nothing was written")
  }

  static func halfReplaced(_ folder: String, _ fault: Fault) -> Diagnostic {
    cannotWrite(
      zh: "写不了 \(folder)\(fault.zh)；现在新旧网页混在一起，请排除原因后马上再生成一次",
      en:
        "cannot write \(folder)\(fault.en); it holds pages of both sites now: mend the cause and build again at once"
    )
  }

  static func notTidied(_ folder: String, _ fault: Fault) -> Diagnostic {
    let reason = reason(fault.code)
    return cannotWrite(
      zh: "新的网站已在 \(folder)，但收尾没有做完（\(fault.path.text)：\(reason.zh)）；再生成一次就会做完",
      en:
        "the new site is in \(folder), but tidying up failed (\(fault.path.text): \(reason.en)); the next build does it"
    )
  }

  static func cannotWriteFile(_ path: String, _ code: Int32) -> Diagnostic {
    cannotWrite(zh: "写不了 \(path)：\(reason(code).zh)", en: "cannot write \(path): \(reason(code).en)")
  }

  // MARK: Refusals

  static func folderIsBusy(_ folder: String) -> Diagnostic {
    cannotWrite(
      zh: "另一个程序正在写 \(folder)；请等它做完，再生成一次",
      en: "another process is writing to \(folder): build again when it has finished")
  }

  static func damagedManifest(_ folder: String) -> Diagnostic {
    let path = folder + "/" + Manifest.name.text
    return cannotWrite(
      zh: "\(path) 被改动过，分不清哪些文件是本程序生成的，什么也没有写；请换一个输出文件夹，或从备份恢复这个文件",
      en:
        "\(path) was changed, so nothing tells which files builds have made, and nothing was written: name another folder, or restore this file"
    )
  }

  static func foreignFile(_ path: String, in folder: String) -> Diagnostic {
    cannotWrite(
      zh: "\(folder) 里的 \(path) 不是本程序生成的，却占了一个网页的位置，没有覆盖；请先把它移走或改名。原来的网站没有改动",
      en:
        "\(path) in \(folder) was not made by a build, and a page has to go there: move or rename it; the old site is as it was"
    )
  }

  static func foreignFolder(_ path: String) -> Diagnostic {
    cannotWrite(
      zh: "\(path) 里有不是本程序生成的文件，没有覆盖；请换一个输出文件夹，或先清空它",
      en: "\(path) holds files that no build has put there; name another folder, or empty this one")
  }

  static func notEmpty(_ path: String) -> Diagnostic {
    cannotWrite(
      zh: "\(path) 里已经有文件，什么也没有写；请写一个还没有的或者空的文件夹",
      en: "\(path) holds files already, and nothing was written: name a folder that is new or empty")
  }

  package static func notAFolder(_ path: String) -> Diagnostic {
    cannotWrite(
      zh: "\(path) 已经有了，而且不是文件夹，什么也没有写；请换一个名字",
      en: "\(path) exists and is no folder, and nothing was written: choose another name")
  }

  static func outputIsInput(_ path: String) -> Diagnostic {
    cannotWrite(
      zh: "\(path) 就是内容、模板、主题或来源文字的文件夹，或者在它里面、把它包在里面，下一次生成会把它当作输入；请换一个输出文件夹",
      en:
        "\(path) is, contains or lies in a folder that builds read (content, templates, theme, texts of sources): name another"
    )
  }

  static func unsoundAddress(_ address: String, in folder: String) -> Diagnostic {
    cannotWrite(
      zh: "网址“\(address)”里有以点开头的或空的名字，不能写到 \(folder)；请改用别的名字。原来的网站没有改动",
      en:
        "the address “\(address)” has an empty name or one that begins with a dot, and is not written to \(folder): choose another; the old site is as it was"
    )
  }

  static func outputIsNoFile(_ path: String) -> Diagnostic {
    cannotWrite(
      zh: "\(path) 是设备或管道，不是文件；请换一个文件名", en: "\(path) is a device or a pipe, no file: name another")
  }

  static func outputIsSource(_ path: String) -> Diagnostic {
    cannotWrite(
      zh: "\(path) 就是来稿、模板或图片本身，没有覆盖；请换一个输出文件名",
      en: "\(path) is itself a write-up, a template or a picture and was not overwritten: name another file")
  }

  static func changedMeanwhile(_ path: String) -> Diagnostic {
    cannotWrite(
      zh: "\(path) 刚才被改过，没有写它；请再运行一次", en: "\(path) was changed meanwhile and is left as it is: run it again")
  }

  static func otherKindOfFile(_ path: String) -> Diagnostic {
    cannotWrite(
      zh: "\(path) 已经有了，而且不是本程序写的这一类文件，没有覆盖；请换一个输出文件名，或先移走它",
      en:
        "\(path) exists and is no such file of this program; it was not overwritten: name another file, or move it"
    )
  }

  package static func wouldOverwrite(_ paths: [String], in folder: String) -> Diagnostic {
    let more = paths.count - 1
    return cannotWrite(
      zh: "\(folder) 里已有 \(paths[0])" + (more > 0 ? " 等 \(paths.count) 个文件" : "") + "，没有覆盖，什么也没有写",
      en: "\(folder) already holds \(paths[0])" + (more > 0 ? " and \(more) more" : "")
        + "; nothing was written")
  }
}

extension Fault {
  fileprivate var zh: String { "（\(path.text)）：\(Diagnostic.reason(code).zh)" }
  fileprivate var en: String { " (\(path.text)): \(Diagnostic.reason(code).en)" }
}

extension Message {
  /// - Parameter code: the reason why the folder could not be exchanged; nil if it is a mount point or nothing can be made
  ///   beside it.
  static func replacedInPlace(_ folder: String, because code: Int32?) -> Message {
    let reason = code.map { Diagnostic.reason($0) }
    return Message(
      zh: "注意：\(folder) 不能整个调换（\(reason?.zh ?? "它是挂载点，或者上一层不能写")），文件是逐个替换的；替换的片刻，读者可能看到新旧混在一起的网页",
      en:
        "note: \(folder) cannot be exchanged as a whole (\(reason?.en ?? "it is a mount point, or the folder above is not writable")); its files were replaced one by one, and readers may have seen pages of both sites for a moment"
    )
  }
}
