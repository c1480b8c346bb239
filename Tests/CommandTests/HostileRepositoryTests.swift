import Foundation
import Testing

/// Repositories whose settings name commands: `casebook diff` runs none of them. Each attack is shown to work on git itself.
@Suite struct HostileRepositoryTests {
  private let program: Program

  init() throws { program = try Program() }

  private static let environment = ["PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/"]

  /// Git's settings, each with a command that would leave `mark` in the folder.
  private static let attacks: [(name: String, settings: [String])] = [
    ("a place to fetch from", ["remote.evil.url=ext::sh -c touch% MARK", "protocol.ext.allow=always"]),
    (
      "the other side of a fetch",
      [
        "remote.evil.url=file://ROOT", "remote.evil.uploadpack=touch MARK; git-upload-pack",
        "protocol.file.allow=always",
      ]
    ),
    ("ssh", ["remote.evil.url=ssh://a/b", "core.sshCommand=touch MARK; false", "protocol.ssh.allow=always"]),
  ]

  /// A repository with the content, whose objects are to be fetched from elsewhere.
  ///
  /// - Parameter isEmbedded: its own files lie in the site's folder, as they would in any repository that holds them.
  private func attack(_ settings: [String], isEmbedded: Bool) throws {
    let lines =
      [
        "git init -q -b main", "git add -A", "git -c user.name=x -c user.email=x@example.org commit -q -m x",
        "git config core.repositoryformatversion 1", "git config extensions.partialClone evil",
        "git config remote.evil.promisor true",
      ]
      + settings.map { setting in
        let parts = setting.split(separator: "=", maxSplits: 1)
        let value = parts[1].replacing("MARK", with: program.root + "/mark").replacing(
          "ROOT", with: program.root)
        return "git config \(parts[0]) '\(value)'"
      } + ["rm -rf .git/objects/??"]
      + (isEmbedded
        ? [
          "mv .git/* .", "rmdir .git", "git config -f config core.bare false",
          "git config -f config core.worktree \(program.root)",
        ] : [])
    let outcome = try program.shell("export HOME=/; " + lines.joined(separator: " && "))
    try #require(outcome.code == 0, "\(outcome.output)")
  }

  @Test(arguments: attacks.indices, [true, false])
  func nothingIsRun(number: Int, isEmbedded: Bool) throws {
    try attack(HostileRepositoryTests.attacks[number].settings, isEmbedded: isEmbedded)
    for revision in ["HEAD", "main", "HEAD~1", "main^{/x}", "@{u}"] {
      let outcome = try program.run("diff", revision, environment: HostileRepositoryTests.environment)
      #expect(outcome.code == 64 && outcome.output == "")
      #expect(!program.exists("mark"), "\(revision)")
    }
    // A repository that only looks like one is none.
    if isEmbedded {
      #expect(
        try program.run("diff", "HEAD", environment: HostileRepositoryTests.environment).errors
          == "casebook diff: “HEAD”不是有 content/ 的文件夹，而 . 不在 git 仓库里\n")
    }
    _ = try program.shell("HOME=/ git rev-parse --verify --quiet 'HEAD^{commit}'")
    #expect(program.exists("mark"), "git itself runs it")
  }

  /// An embedded repository somewhere below, as a submodule that is none would be.
  @Test func inAFolderBelow() throws {
    try attack(HostileRepositoryTests.attacks[0].settings, isEmbedded: true)
    let names = [
      "HEAD", "config", "objects", "refs", "content", "templates", "index", "info", "hooks", "logs",
    ]
    for name in names where program.exists(name) {
      try program.put("below/note", "")
      try program.move(name, to: "below/" + name)
    }
    _ = try program.shell("git init -q -b main")
    _ = try program.run("diff", "HEAD", "--root", "below", environment: HostileRepositoryTests.environment)
    #expect(!program.exists("mark"))
  }

  /// Settings that a repository may have for its owner's convenience: a pager, hooks, filters, a monitor, other names.
  @Test func settingsOfAnOrdinaryRepository() throws {
    try program.put(".gitattributes", "*.md filter=evil diff=evil\n")
    let mark = "touch \(program.root)/mark"
    let settings = [
      "core.fsmonitor", "core.pager", "core.editor", "core.askPass", "diff.external", "diff.evil.textconv",
      "diff.evil.command", "filter.evil.smudge", "filter.evil.clean", "filter.evil.process",
      "alias.rev-parse",
      "alias.ls-tree", "alias.cat-file", "pager.ls-tree", "pager.rev-parse", "pager.cat-file",
      "credential.helper",
      "gpg.program", "interactive.diffFilter", "uploadpack.packObjectsHook", "core.alternateRefsCommand",
    ]
    let lines =
      ["git init -q -b main", "git add -A", "git -c user.name=x -c user.email=x@example.org commit -q -m x"]
      + settings.map { "git config \($0) '\(mark)'" }
      + ["reference-transaction", "post-checkout", "post-index-change"].map { hook in
        "printf '#!/bin/sh\\n\(mark)\\n' > .git/hooks/\(hook) && chmod +x .git/hooks/\(hook)"
      }
    try #require(try program.shell("export HOME=/; " + lines.joined(separator: " && ")).code == 0)
    try? program.remove("mark")
    let outcome = try program.run("diff", "main", environment: HostileRepositoryTests.environment)
    #expect(outcome == Program.Outcome(code: 0, output: "没有变化\n", errors: ""))
    #expect(!program.exists("mark"))
    _ = try program.shell("HOME=/ git status")
    #expect(program.exists("mark"), "git itself runs one of them")
  }

  /// Variables of git in the environment, as a hook or a CI runner has them, name no other repository and no command.
  @Test func theEnvironmentSaysNothing() throws {
    let mark = "touch \(program.root)/mark"
    try #require(
      try program.shell(
        "export HOME=/; git init -q -b main && git add -A && git -c user.name=x -c user.email=x@example.org commit -q -m x"
      ).code == 0)
    try program.put("trace/note", "")
    let outcome = try program.run(
      "diff", "main",
      environment: HostileRepositoryTests.environment.merging([
        "GIT_DIR": "/nowhere", "GIT_WORK_TREE": "/nowhere", "GIT_INDEX_FILE": "/nowhere",
        "GIT_EXEC_PATH": "/nowhere",
        "GIT_OBJECT_DIRECTORY": "/nowhere", "GIT_NAMESPACE": "x", "GIT_CEILING_DIRECTORIES": program.root,
        "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "core.fsmonitor", "GIT_CONFIG_VALUE_0": mark,
        "GIT_CONFIG_PARAMETERS": "'core.fsmonitor=\(mark)'", "GIT_CONFIG_GLOBAL": "/nowhere",
        "GIT_PAGER": mark,
        "GIT_EXTERNAL_DIFF": mark, "GIT_SSH_COMMAND": mark, "GIT_ASKPASS": mark, "GIT_EDITOR": mark,
        "GIT_TRACE": program.root + "/trace/a", "GIT_TRACE2": program.root + "/trace/b",
        "GIT_SHALLOW_FILE": "/nowhere",
      ]) { $1 })
    #expect(outcome == Program.Outcome(code: 0, output: "没有变化\n", errors: ""))
    #expect(!program.exists("mark") && !program.exists("trace/a") && !program.exists("trace/b"))
  }

  /// A revision is none of git's options.
  @Test(arguments: [
    "--output=x", "-h", "--all", "--git-dir", "--", "-", "--exec=touch mark", "--end-of-options",
  ])
  func aRevisionThatIsAnOption(revision: String) throws {
    try #require(try program.shell("HOME=/ git init -q -b main").code == 0)
    let before = try FileManager.default.contentsOfDirectory(atPath: program.root)
    let outcome = try program.run("diff", "--", revision, environment: HostileRepositoryTests.environment)
    #expect(outcome.code == 64)
    #expect(outcome.output == "")
    #expect(try FileManager.default.contentsOfDirectory(atPath: program.root) == before)
  }
}
