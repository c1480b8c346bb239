import FuzzTargets
import Glibc

// libFuzzer finds inputs by what parts of the program they reach. `Tools/fuzz` builds and runs this.

nonisolated(unsafe) private var target = FuzzTarget.header

@main struct Fuzzer {
  /// Hands the process to libFuzzer, which sees its own arguments without the name of the target.
  static func main() {
    let arguments = CommandLine.arguments
    guard arguments.count > 1, let chosen = FuzzTarget(rawValue: arguments[1]) else {
      let targets = FuzzTarget.allCases.map(\.rawValue).joined(separator: ", ")
      print("Fuzzer TARGET [OPTIONS] [CORPUS …]; TARGET: \(targets)")
      exit(64)
    }
    target = chosen
    var values: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> = CommandLine.unsafeArgv + 1
    values[0] = CommandLine.unsafeArgv[0]
    var count = CommandLine.argc - 1
    exit(runFuzzer(&count, &values, testOneInput))
  }
}

/// libFuzzer's own loop.
@_extern(c, "LLVMFuzzerRunDriver") private func runFuzzer(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The name is what libFuzzer's archive, which has a `main` of its own, wants to be linked with.
@_cdecl("LLVMFuzzerTestOneInput") public func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int)
  -> CInt
{
  target.run(Array(UnsafeBufferPointer(start: bytes, count: count)))
  return 0
}
