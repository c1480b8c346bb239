import Diagnostics

/// A file that the command line names, or `-` for standard input: whole, or refused where it is larger than its limit. What
/// never ends (a pipe, `/dev/zero`) is read no further.
package func readArgument(_ path: String, limit: Int = InputLimit.text) throws(Diagnostic) -> SourceText {
  let file = try readFile(path == "-" ? "/dev/stdin" : path, root: ".", limit: limit + 1)
  if file.bytes.count > limit { throw .fileTooLarge(path, limit: limit) }
  return SourceText(path: path, bytes: file.bytes)
}
