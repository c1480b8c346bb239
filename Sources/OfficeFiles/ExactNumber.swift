extension String {
  /// Digits, at most 15 of them, that Excel gives back as they are.
  package var isExactInExcel: Bool {
    let digits = hasPrefix("-") ? dropFirst() : self[...]
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    let isPlain = parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { 48...57 ~= $0 } }
    guard isPlain, 1...2 ~= parts.count, parts.joined().utf8.count <= 15 else { return false }
    // 007 and 1.50 would become 7 and 1.5.
    return (parts[0] == "0" || !parts[0].hasPrefix("0")) && (parts.count == 1 || !parts[1].hasSuffix("0"))
  }
}
