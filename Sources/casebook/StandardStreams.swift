import ArgumentParser
import Diagnostics
import Glibc
import Site

// Everything that the program says goes through here. Output that cannot be written is a failure: what reads it would take the
// part that came through for the whole.

/// Writes for a program that reads standard output: the text as it is. Where a terminal reads it, it is for a person.
func printOutput(_ text: String, terminator: String = "\n") {
  let text = isatty(STDOUT_FILENO) == 1 ? TerminalText(text).text : text
  if let fault = write(text + terminator, to: STDOUT_FILENO) { failOutput(fault) }
}

/// Writes for a person.
func printText(_ text: String) { printOutput(TerminalText(text).text, terminator: "") }

func printError(_ text: String) { printError(TerminalText(text)) }

/// A message that nobody can read changes nothing about what has happened.
func printError(_ text: TerminalText) { _ = write(text.text, to: STDERR_FILENO) }

/// Ends the program; what the system has to say of its output only when it is closed counts, too.
func finish(_ code: ExitCode) -> Never {
  if close(STDOUT_FILENO) != 0 { failOutput(errno) }
  exit(code.rawValue)
}

/// Makes the three streams safe to use: called before anything is opened.
func prepareStreams() {
  // Whoever reads may leave, and files may have a limit: that is told where it is written.
  signal(SIGPIPE, SIG_IGN)
  signal(SIGXFSZ, SIG_IGN)
  // Else the next file that is opened, one of the site perhaps, would be what messages are written to. What takes their
  // places can be neither read nor written.
  for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(stream, F_GETFD) < 0 {
    _ = open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY)
  }
}

/// Ends the program. The reader of a closed pipe (`casebook stats | head`) knows that, and is told nothing.
private func failOutput(_ fault: Int32) -> Never {
  if fault != EPIPE {
    let reason = String(cString: strerror(fault))
    printError("casebook: 标准输出写不出去，结果不完整 / cannot write to standard output, the result is cut: \(reason)\n")
  }
  exit(ExitCode.inputOutputError.rawValue)
}

/// Returns nil, or what went wrong.
private func write(_ text: String, to stream: Int32) -> Int32? {
  var text = text
  return text.withUTF8 { buffer in
    var rest = UnsafeRawBufferPointer(buffer)
    while !rest.isEmpty {
      let count = Glibc.write(stream, rest.baseAddress, rest.count)
      if count >= 0 {
        rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
      } else if errno == EAGAIN {
        // Another program has made the stream one that does not wait.
        var wanted = pollfd(fd: stream, events: Int16(POLLOUT), revents: 0)
        poll(&wanted, 1, -1)
      } else if errno != EINTR {
        return errno
      }
    }
    return nil
  }
}
