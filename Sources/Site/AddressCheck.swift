import Diagnostics
import Pages

extension [String] {
  /// Reports two files at one address, also where it differs in capitals, and a file where another needs a folder.
  ///
  /// - Parameters:
  ///   - pages: those of the first edition, which know where their addresses were given.
  ///   - statics: the files that come to these addresses.
  ///   - editions: the folders of the other editions, whose pages are those of the first: what is said of one there is not
  ///     said again.
  func check(
    besides pages: [Page], _ statics: [StaticFile] = [], editions: [String] = [],
    reporting diagnostics: inout [Diagnostic]
  ) {
    var locations: [String: Location?] = [:], folders: [String: Location?] = [:], found: [Diagnostic] = []
    var reported: Set<String> = []
    func report(_ address: String, _ folded: String, at location: Location?, firstAt: Location?) {
      reported.insert(folded)
      let isSaid = editions.contains { edition in
        folded.hasPrefix(edition) && reported.contains(String(folded.dropFirst(edition.count)))
      }
      if !isSaid { found.append(.fileTwice(address, at: location, firstAt: firstAt)) }
    }
    locations.reserveCapacity(count)
    func add(_ address: String, at location: Location?) {
      let folded = address.foldingCapitals
      if let other = locations.updateValue(location, forKey: folded) {
        report(address, folded, at: location ?? other, firstAt: location == nil ? nil : other)
      }
      var folder = folded[...]
      while let slash = folder.utf8.lastIndex(of: UInt8(ascii: "/")) {
        folder = folder[..<slash]
        let name = String(folder)
        if folders[name] != nil { break }
        folders[name] = .some(location)
      }
    }
    for page in pages { add(page.address, at: page.location) }
    let known = Set(pages.map(\.address))
    for address in self where !known.contains(address) { add(address, at: nil) }
    let clashes = locations.keys.filter { folders[$0] != nil }
    // Those of the first edition before the others.
    for address in clashes.sorted(by: { ($0.count, $0) < ($1.count, $1) }) {
      let folder = folders[address] ?? nil, file = locations[address] ?? nil
      report(address, address, at: folder ?? file, firstAt: folder == nil ? nil : file)
    }
    for file in statics {
      let address = file.address.foldingCapitals
      let parents = address.indices.filter { address[$0] == "/" }.map { String(address[..<$0]) }
      let names = parents.filter { locations[$0] != nil } + (locations[address] == nil ? [] : [address])
      if let taken = names.first {
        found.append(.staticFileTwice(file, taken, firstAt: locations[taken] ?? nil))
      } else if folders[address] != nil {
        found.append(.staticFileTwice(file, address + "/", firstAt: folders[address] ?? nil))
      } else {
        locations[address] = Location(file.path, 0..<0)
      }
    }
    diagnostics += found
  }
}

extension String {
  /// Addresses of the program have no capitals outside ASCII.
  fileprivate var foldingCapitals: String {
    utf8.contains { 0x41...0x5A ~= $0 || $0 >= 0x80 } ? lowercased() : self
  }
}
