import Foundation
import FuzzTargets
import Testing

/// The inputs that the fuzzers began with and those they found, once each. A finding is mended, then its input is kept here.
@Suite struct CorpusTests {
  @Test(arguments: FuzzTarget.allCases)
  func everyInputOfTheCorpusHolds(target: FuzzTarget) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fuzz/seeds/" + target.rawValue)
    let inputs = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    #expect(!inputs.isEmpty)
    for input in inputs { target.run(Array(try Data(contentsOf: input))) }
  }
}
