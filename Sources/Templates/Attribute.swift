/// What a name is to Python as the attribute of a value, found out once for each name in the program.
struct Attribute: BitwiseCopyable {
  /// It is a method of mappings, which hides a member of the same name.
  let hidesMembers: Bool
  /// Python's texts, lists, numbers … have it, some of them.
  let isPythons: Bool
  /// Python's own names, such as `__class__`.
  let isPrivate: Bool
  /// The method of this engine, where it has one of that name.
  let method: Method?
  let loopMember: LoopMember?

  init(_ name: String) {
    hidesMembers = Attribute.ofMappings.contains(name)
    isPythons = Attribute.ofOthers.contains(name)
    isPrivate = name.hasPrefix("__")
    method = Method(rawValue: name)
    loopMember = LoopMember(rawValue: name)
  }

  private static let ofMappings: Set = [
    "clear", "copy", "fromkeys", "get", "items", "keys", "pop", "popitem", "setdefault", "update", "values",
  ]

  private static let ofOthers: Set = [
    // Texts
    "capitalize", "casefold", "center", "count", "encode", "endswith", "escape", "expandtabs", "find",
    "format",
    "format_map", "index", "isalnum", "isalpha", "isascii", "isdecimal", "isdigit", "isidentifier", "islower",
    "isnumeric", "isprintable", "isspace", "istitle", "isupper", "join", "ljust", "lower", "lstrip",
    "maketrans", "partition", "removeprefix", "removesuffix", "replace", "rfind", "rindex", "rjust",
    "rpartition", "rsplit", "rstrip", "split", "splitlines", "startswith", "strip", "striptags", "swapcase",
    "title", "translate", "unescape", "upper", "zfill",
    // Lists, numbers, ranges, views, generators
    "append", "clear", "copy", "extend", "insert", "pop", "remove", "reverse", "sort", "as_integer_ratio",
    "bit_count", "bit_length", "conjugate", "denominator", "from_bytes", "fromhex", "hex", "imag",
    "is_integer", "numerator", "real", "to_bytes", "start", "step", "stop", "isdisjoint", "mapping", "send",
    "throw", "close",
  ]
}

/// What the `loop` of a loop has.
enum LoopMember: String {
  case index, index0, revindex, revindex0, first, last, length, depth, depth0, previtem, nextitem
  case cycle, changed
}

extension Name {
  /// A name that the program does not know: it has come up while it runs.
  init(_ text: Datum) { self.init(text: text, attribute: Attribute(text.text ?? "")) }
}
