extension Compiler {
  /// A function of the program while it is being compiled; a loop's test shares the slots of its function.
  final class Function {
    let parent: Function?
    let baseLevel: Int
    let hops: Int
    private let owner: Function?
    private var slots: [Scope.Variable: Ref] = [:]
    private var count = 0
    /// Values on the frame's stack, now and at most.
    private(set) var depth = 0
    private var deepest = 0
    private var ofPieces = 0

    init(parent: Function?, baseLevel: Int, sharesSlots: Bool = false) {
      self.parent = parent
      self.baseLevel = baseLevel
      owner = sharesSlots ? parent?.owner ?? parent : nil
      hops = sharesSlots ? 0 : 1
    }

    func newSlot() -> Ref {
      if let owner { return owner.newSlot() }
      count += 1
      return Ref(count - 1)
    }

    /// How many frames further out a variable is, and its slot there.
    func place(of variable: Scope.Variable) -> (hops: Ref, slot: Ref) {
      var function = self, hops = 0
      while variable.level < function.baseLevel, let parent = function.parent {
        hops += function.hops
        function = parent
      }
      if let slot = function.slots[variable] { return (Ref(hops), slot) }
      let slot = function.newSlot()
      function.slots[variable] = slot
      return (Ref(hops), slot)
    }

    func push(_ count: Int) {
      depth += count
      deepest = max(deepest, depth)
    }

    /// A piece of code that is run on top of whatever is there, once at a time: its values come to all others.
    func beginPiece() -> (depth: Int, deepest: Int) {
      defer { (depth, deepest) = (0, 0) }
      return (depth, deepest)
    }

    func endPiece(_ outer: (depth: Int, deepest: Int)) {
      ofPieces += deepest
      (depth, deepest) = outer
    }

    /// The most values that can be on the stack.
    var stackSize: Int { deepest + ofPieces }

    /// What each slot is called, for messages.
    var slotNames: [String?] {
      var names = [String?](repeating: nil, count: count)
      for (variable, slot) in slots { names[Int(slot)] = variable.name }
      return names
    }
  }

  /// A scope in its function, and what the statements in it may do.
  struct Frame {
    var scope: Scope
    var function: Function
    /// Assignments here are seen by blocks, includes and importers.
    var isTopLevel = false
    /// At the top level and not inside an `if`.
    var isRoot = false
    /// Output is to be left out once the template has turned out to extend another.
    var checksOutput = false
    /// Output is captured, by a macro, a filter or a `set`.
    var isCapturing = false

    func inner() -> Frame {
      Frame(
        scope: Scope(parent: scope), function: function, checksOutput: checksOutput, isCapturing: isCapturing)
    }
  }
}
