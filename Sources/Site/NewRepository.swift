import Diagnostics
import Files

/// The git repository that a new site begins with.
package struct NewRepository {
  private let folder: String
  private let git: InstalledProgram

  /// Returns nil where there is no git on this machine.
  ///
  /// - Parameter folder: the site's, which exists.
  package init?(in folder: String) throws(InstalledProgram.WrongSetting) {
    guard let git = try InstalledProgram(["git"], setting: "CASEBOOK_GIT", outside: folder) else {
      return nil
    }
    self.git = git
    self.folder = resolvedPath(folder) ?? folder
  }

  package enum Outcome {
    case committed
    /// The files are added; nobody has told git whose commits these are.
    case addedOnly
    /// The folder lies in a repository already.
    case inside
    case failed(Message, complaint: String)
  }

  /// Makes the repository, unless the folder is one, and its first commit.
  package func begin(message: String) -> Outcome {
    let isCloned = isTaken(folder + "/.git")
    if !isCloned {
      if run(["rev-parse", "--git-dir"]).succeeded { return .inside }
      // All versions of git know the second command, not all an option of the first.
      for command in [["init", "--quiet"], ["symbolic-ref", "HEAD", "refs/heads/main"]] {
        let outcome = run(command)
        if !outcome.succeeded { return .failed(outcome.reason(git), complaint: outcome.complaint) }
      }
    }
    let added = run(["add", "--all"])
    if !added.succeeded { return .failed(added.reason(git), complaint: added.complaint) }
    guard run(["config", "user.email"]).succeeded, run(["config", "user.name"]).succeeded else {
      return .addedOnly
    }
    let committed = run(["commit", "--quiet", "--message", message])
    return committed.succeeded
      ? .committed : .failed(committed.reason(git), complaint: committed.complaint)
  }

  /// Git runs nothing here that a hook or a setting asks for, and asks nobody.
  private func run(_ arguments: [String]) -> ProgramOutcome {
    let options = ["core.hooksPath=/dev/null", "core.fsmonitor=false", "commit.gpgSign=false"]
    let outcome = git.run(
      ["-C", folder] + options.flatMap { ["-c", $0] } + ["--no-pager"] + arguments,
      settings: ["GIT_TERMINAL_PROMPT=0"], isPrivate: false)
    outcome.endIfInterrupted()
    return outcome
  }
}
