/// What a name is to Python as the attribute of a value, found out once for each name in the program.
struct Attribute: BitwiseCopyable {
  /// The kinds of values that have it.
  struct Owners: OptionSet, BitwiseCopyable {
    let rawValue: UInt16

    static let text = Owners(rawValue: 1), safeText = Owners(rawValue: 2), mapping = Owners(rawValue: 4)
    static let list = Owners(rawValue: 8), tuple = Owners(rawValue: 16), number = Owners(rawValue: 32)
    static let range = Owners(rawValue: 64), macro = Owners(rawValue: 128), view = Owners(rawValue: 256)
    static let iterator = Owners(rawValue: 512), cycler = Owners(rawValue: 1024)
    static let joiner = Owners(rawValue: 2048), block = Owners(rawValue: 4096), loop = Owners(rawValue: 8192)
    static let nothing = Owners(rawValue: 1 << 15)

    init(rawValue: UInt16) { self.rawValue = rawValue }

    init(_ value: Datum) {
      self =
        switch value.tag {
        case .text: .text
        case .html: .safeText
        case .object: .mapping
        case .list: .list
        case .tuple, .group: .tuple
        case .int, .float, .bool: .number
        case .range: .range
        case .macro: .macro
        case .view: .view
        case .iterator: .iterator
        case .cycler: .cycler
        case .joiner: .joiner
        case .block: .block
        default: .nothing
        }
    }
  }

  let owners: Owners
  /// The method of this engine, where it has one of that name.
  let method: Method?
  let loopMember: LoopMember?
  /// Python's own names, such as `__class__`.
  let isPrivate: Bool

  init(_ name: String) {
    var owners: Owners = []
    for (owner, names) in Attribute.names where names.contains(name) { owners.insert(owner) }
    self.owners = owners
    method = Method(rawValue: name)
    loopMember = LoopMember(rawValue: name)
    isPrivate = name.hasPrefix("__")
  }

  /// The attributes that Python's values have; whether they can be used is seen when they are called.
  private static let names: [(Owners, Set<String>)] = [
    ([.text, .safeText], ofText),
    (.safeText, ["escape", "striptags", "unescape"]),
    (
      .mapping,
      [
        "clear", "copy", "fromkeys", "get", "items", "keys", "pop", "popitem", "setdefault", "update",
        "values",
      ]
    ),
    (
      .list,
      [
        "append", "clear", "copy", "count", "extend", "index", "insert", "pop", "remove", "reverse", "sort",
      ]
    ),
    (.tuple, ["count", "index"]),
    (
      .number,
      [
        "as_integer_ratio", "bit_count", "bit_length", "conjugate", "denominator", "from_bytes", "fromhex",
        "hex", "imag", "is_integer", "numerator", "real", "to_bytes",
      ]
    ),
    (.range, ["count", "index", "start", "step", "stop"]),
    (.macro, ["arguments", "caller", "catch_kwargs", "catch_varargs", "explicit_caller", "name"]),
    (.view, ["isdisjoint", "mapping"]), (.iterator, ["send", "throw", "close"]),
    (.cycler, ["items", "next", "pos", "reset"]), (.joiner, ["sep", "used"]), (.block, ["name"]),
  ]

  private static let ofText: Set = [
    "capitalize", "casefold", "center", "count", "encode", "endswith", "expandtabs", "find", "format",
    "format_map", "index", "isalnum", "isalpha", "isascii", "isdecimal", "isdigit", "isidentifier", "islower",
    "isnumeric", "isprintable", "isspace", "istitle", "isupper", "join", "ljust", "lower", "lstrip",
    "maketrans", "partition", "removeprefix", "removesuffix", "replace", "rfind", "rindex", "rjust",
    "rpartition", "rsplit", "rstrip", "split", "splitlines", "startswith", "strip", "swapcase", "title",
    "translate", "upper", "zfill",
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
