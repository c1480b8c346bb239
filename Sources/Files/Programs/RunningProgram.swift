import CSystem
import Diagnostics
import Glibc

/// The end of a program, and its output.
package struct ProgramOutcome {
  package enum Ending: Equatable {
    case exited(Int32)
    case killed(by: Int32)
    case notStarted(Int32)
    /// The files that it reads could not be written.
    case notPrepared(Message)
    /// Ended by us after so many seconds.
    case tooSlow(Int)
    /// Ended by us, having printed more than the limit.
    case tooMuch
    /// Ended by us, since somebody has asked us to end.
    case interrupted(by: Int32)
  }

  package var ending: Ending
  package var output: [UInt8] = []
  /// The first of what it said on standard error.
  var errors: [UInt8] = []

  package init(ending: Ending) { self.ending = ending }

  package var succeeded: Bool { ending == .exited(0) }

  package var complaint: String { String(decoding: errors, as: UTF8.self) }

  /// Ends this process as it was asked to, once what a program has left is removed.
  package func endIfInterrupted() {
    guard case .interrupted(let number) = ending else { return }
    signal(number, SIG_DFL)
    var asked = sigset_t()
    sigemptyset(&asked)
    sigaddset(&asked, number)
    pthread_sigmask(SIG_UNBLOCK, &asked, nil)
    raise(number)
  }

  package func reason(_ program: InstalledProgram) -> Message {
    let name = program.path
    switch ending {
    case .exited(let code):
      return Message(zh: "\(name) 失败了（退出码 \(code)）", en: "\(name) failed with exit code \(code)")
    case .killed(let number), .interrupted(let number):
      return Message(zh: "\(name) 被信号 \(number) 结束了", en: "\(name) was ended by signal \(number)")
    case .notStarted(let fault):
      let why = String(cString: strerror(fault))
      return Message(zh: "\(name) 启动不了：\(why)", en: "\(name) could not be started: \(why)")
    case .notPrepared(let message): return message
    case .tooSlow(let seconds):
      return Message(
        zh: "\(name) \(seconds) 秒还没有做完，已经结束了它；可以用环境变量 CASEBOOK_TIME_LIMIT 多给几秒",
        en: "\(name) was ended after \(seconds) s; the environment variable CASEBOOK_TIME_LIMIT gives it more"
      )
    case .tooMuch:
      let limit = InstalledProgram.outputLimit >> 20
      return Message(
        zh: "\(name) 输出超过 \(limit) MB，已经结束了它", en: "\(name) was ended: it printed more than \(limit) MB")
    }
  }
}

extension InstalledProgram {
  /// Seconds that a program may take.
  private static var timeLimit: Int {
    environment("CASEBOOK_TIME_LIMIT").flatMap { Int($0) }.map { min(max($0, 1), 86_400) } ?? 120
  }

  /// Runs the program to its end, in the folder `/`. It never outlives this process; what it started ends with it.
  ///
  /// - Parameters:
  ///   - input: what it reads from standard input.
  ///   - settings: variables of its environment, as `NAME=value`.
  ///   - isPrivate: whether only this user may read what it makes.
  package func run(
    _ arguments: [String], input: [UInt8] = [], settings: [String] = [], isPrivate: Bool = true
  ) -> ProgramOutcome {
    let asked = SignalsHeldBack()
    defer { asked.letThrough() }
    let child: ChildProcess
    do throws(Fault) {
      child = try ChildProcess(
        path, arguments, variables(adding: settings), input: input, mask: isPrivate ? 0o077 : processMask)
    } catch { return ProgramOutcome(ending: .notStarted(error.code)) }
    let limit = InstalledProgram.timeLimit, end = ContinuousClock.now + .seconds(limit)
    var output = Pipe(child.output, limit: InstalledProgram.outputLimit)
    var errors = Pipe(child.errors, limit: InstalledProgram.errorLimit)
    var ending: ProgramOutcome.Ending?
    while ending == nil, !child.hasEnded {
      Pipe.wait(&output, &errors)
      if output.isOverfull {
        ending = .tooMuch
      } else if ContinuousClock.now >= end {
        ending = .tooSlow(limit)
      } else {
        ending = asked.next().map { .interrupted(by: $0) }
      }
    }
    let status = child.end(gently: ending != nil)
    // The last of what it wrote.
    while !output.isOverfull, output.read() {}
    while !errors.isOverfull, errors.read() {}
    let own: ProgramOutcome.Ending =
      status & 0x7F == 0 ? .exited(status >> 8 & 0xFF) : .killed(by: status & 0x7F)
    var outcome = ProgramOutcome(ending: ending ?? own)
    (outcome.output, outcome.errors) = (output.bytes, errors.bytes)
    return outcome
  }
}

/// A child with all that it starts: a group of processes.
private struct ChildProcess {
  /// The ends from which its output is read without waiting.
  let output: OpenFile
  let errors: OpenFile
  private let process: pid_t

  init(
    _ path: String, _ arguments: [String], _ environment: [String], input: [UInt8], mask: mode_t
  ) throws(Fault) {
    // A file in memory: nothing waits for the child to read.
    let source = OpenFile(try Folder.call("") { casebook_memory_file() }, "")
    try source.writeAll(input)
    try Folder.call("") { lseek(source.descriptor, 0, SEEK_SET) < 0 ? -1 : 0 }
    let (output, errors) = (try ChildProcess.pipe(), try ChildProcess.pipe())
    let words = ([path] + arguments).map { strdup($0) } + [nil],
      settings = environment.map { strdup($0) } + [nil]
    defer { for text in words + settings { free(text) } }
    // Else a child that is gone could not be asked how it ended.
    signal(SIGCHLD, SIG_DFL)
    process = casebook_spawn(
      path, words, settings, source.descriptor, output.write.descriptor, errors.write.descriptor, mask)
    (self.output, self.errors) = (output.read, errors.read)
    // The child has its own ends by now; before, none may be closed.
    withExtendedLifetime((source, output, errors)) {}
    if process < 0 { throw Fault(-process, Path(path)) }
  }

  /// The two ends of a pipe that no other program gets; reading from it does not wait.
  private static func pipe() throws(Fault) -> (read: OpenFile, write: OpenFile) {
    var ends: [Int32] = [-1, -1]
    try Folder.call("") { Glibc.pipe(&ends) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
    return (OpenFile(ends[0], ""), OpenFile(ends[1], ""))
  }

  var hasEnded: Bool { casebook_has_ended(process) != 0 }

  /// Ends the group, if asked to with two seconds for tidying up. Returns how the child ended.
  func end(gently: Bool) -> Int32 {
    if gently {
      kill(-process, SIGTERM)
      for _ in 0..<200 where !hasEnded { usleep(10_000) }
    }
    kill(-process, SIGKILL)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return status
  }
}

/// The output of a child on one stream, as far as the limit; the rest is read and forgotten.
private struct Pipe {
  private let end: OpenFile
  private let limit: Int
  private(set) var bytes: [UInt8] = []
  private(set) var isOverfull = false
  private var isOpen = true

  init(_ end: OpenFile, limit: Int) { (self.end, self.limit) = (end, limit) }

  /// Waits a moment for either of two, and reads what has come.
  static func wait(_ first: inout Pipe, _ second: inout Pipe) {
    var polled = [first.polled, second.polled]
    poll(&polled, 2, first.isOpen || second.isOpen ? 20 : 1)
    _ = first.read()
    _ = second.read()
  }

  private var polled: pollfd { pollfd(fd: isOpen ? end.descriptor : -1, events: Int16(POLLIN), revents: 0) }

  /// Reads a piece of what is there. Returns false where nothing is.
  mutating func read() -> Bool {
    guard isOpen, let piece = try? end.read(1 << 16) else { return false }
    isOpen = !piece.isEmpty
    isOverfull = isOverfull || piece.count > limit - bytes.count
    bytes += piece.prefix(limit - bytes.count)
    return isOpen
  }
}

/// The signals by which somebody asks this process to end. While a program runs they are kept, so that it can be ended
/// and what it has left removed.
private struct SignalsHeldBack {
  private var held = sigset_t(), before = sigset_t()

  init() {
    sigemptyset(&held)
    for number in [SIGINT, SIGTERM, SIGHUP, SIGQUIT] { sigaddset(&held, number) }
    pthread_sigmask(SIG_BLOCK, &held, &before)
  }

  /// The one that has come.
  func next() -> Int32? {
    var held = held, none = timespec()
    let number = sigtimedwait(&held, nil, &none)
    return number > 0 ? number : nil
  }

  func letThrough() {
    var before = before
    pthread_sigmask(SIG_SETMASK, &before, nil)
  }
}
