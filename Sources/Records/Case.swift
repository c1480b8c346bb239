import Diagnostics
import FrontMatter

/// One matter taken up: where, when, the problem, who took part, what came of it.
package struct Case: WriteUpRecord {
  package var head: WriteUpHead
  package fileprivate(set) var region = RegionID(index: 0)
  package fileprivate(set) var date: Located<Period>?
  package fileprivate(set) var published: Day?
  package fileprivate(set) var updated: Day?
  package fileprivate(set) var status = Status.unknown
  package fileprivate(set) var activity = Activity.consultation
  package fileprivate(set) var brand: Int?
  package fileprivate(set) var topics: [Int] = []
  package fileprivate(set) var method: Int?
  package fileprivate(set) var step: String?
  /// The places where a source says that it has reached the step; empty where the step is inferred from what was done.
  package fileprivate(set) var stepCitations: [Citation] = []
  package fileprivate(set) var platform: Int?
  package fileprivate(set) var organiser: String?
  package fileprivate(set) var mode: String?
  package fileprivate(set) var sessions: Located<Quantity>?
  package fileprivate(set) var problemsRaised: Located<Quantity>?
  package fileprivate(set) var problemsSolved: Located<Quantity>?
  package fileprivate(set) var members: Located<Members>?
  package fileprivate(set) var participants: Located<Quantity>?
  package fileprivate(set) var participantVisits: Located<Quantity>?
  package fileprivate(set) var outcomes: [Outcome] = []
  package fileprivate(set) var projects: [Project] = []
  package fileprivate(set) var funding: [Funding] = []
  package fileprivate(set) var documents: [ResultDocument] = []
  package fileprivate(set) var followUps: [FollowUp] = []
  package fileprivate(set) var images: [Image] = []
  package fileprivate(set) var citations: [Citation] = []
  package fileprivate(set) var corrections: [String] = []
  package fileprivate(set) var note: String?
  package fileprivate(set) var summary: String?
  /// The values of the fields that no other part of the program looks at, by their keys.
  var others: [String: FieldValue] = [:]
  package fileprivate(set) var formerAddresses: [Located<String>] = []

  package init(of file: WriteUp) { head = WriteUpHead(of: file) }

  package func finish(_ reader: inout FieldReader) {
    if let solved = problemsSolved, let raised = problemsRaised, solved.value.exceeds(raised.value) {
      reader.report(
        .solvedExceedsRaised(
          solved.value, raised.value, at: reader.location(solved.range),
          raisedAt: reader.location(raised.range)))
    }
    // Whether each of them came to every session is not said.
    if let members, case .persons(let persons, let written) = members.value, let sessions,
      sessions.value.exceeds(.exact(.one))
    {
      reader.report(
        .personsOfSeveralSessions(written, persons, sessions.value, at: reader.location(members.range)))
    }
  }

  package static let fields = RecordFields<Case>(zh: "案例", en: "case") { it in
    it.addTitle()
    it.add("region", "地区", to: \.region, as: .ownRegion, isRequired: true)
    it.add(
      "date", "日期", to: \.date, as: .date, "什么时候的事；来源没有写的不写",
      "when it was; left out where no source says it")
    it.add(
      "published", "发布日期", to: \.published, as: .day, "以后的日子：到那天才上网",
      "with a later day the page waits for it")
    it.add("updated", "更新日期", to: \.updated, as: .day, isEditorial: true)
    it.add("deadline", "办结期限", "期限", as: .day, "答应在哪天以前办好", "the day by which it is to be done")
    it.add(
      "status", "状态", to: \.status, as: .choice(codeList: "status"), "不写是 unknown",
      "`unknown` where left out", export: .titled("结果"))
    it.add(
      "activity", "活动类型", to: \.activity, as: .choice(codeList: "activity"), "不写是 consultation；各类分开计数",
      "`consultation` where left out; kinds are counted apart")
    it.add("brand", "品牌", to: \.brand, as: .reference(to: \.brands))
    it.add("topics", "议题", to: \.topics, as: .references(to: \.topics))
    it.add("method", "工作法", to: \.method, as: .reference(to: \.methods))
    it.add(
      "step", "环节", to: \.step, as: .step, "到了 `method` 的哪一步", "the step of `method` that it has reached",
      export: .titled("到了哪个环节", "没有 step_source 的，是编写者由经过推断的"))
    it.add(
      "step_source", "环节来源", to: \.stepCitations, as: .citations, isEditorial: true,
      "来源里写明办到这个环节的地方；没有时页面写明环节是推断的",
      "where a source says so; without it the page says that the step is inferred",
      export: .described("来源里写明办到这个环节的地方，写法同 source"))
    it.add("platform", "平台", to: \.platform, as: .reference(to: \.platforms))
    it.add("organiser", "组织单位", to: \.organiser, as: .text, "谁组织的", "who held it")
    it.add(
      "mode", "形式", to: \.mode, as: .text, "现场、会议、线上线下 …",
      "how it was held: on site, in a meeting, online …")
    it.add(
      "topic_source", "议题来源", as: .text, "走访、热线、扫码、调研 …", "where the matter came from: a visit, a hotline …"
    )
    it.add("sessions", "场次", to: \.sessions, as: .count(.sessions))
    it.add("problems_raised", "反映问题", to: \.problemsRaised, as: .count(.problems))
    it.add("problems_solved", "解决问题", to: \.problemsSolved, as: .count(.problems))
    it.add(
      "members", "委员", to: \.members, as: .members, "人次（`8名` 是人数，几场的要写人次），或姓名的列表（只有“沈某”也可以），或层级 → 人数",
      "person-times (`8名` says persons, of one session), a list of names (`沈某` alone is one), or a map from tier to number",
      export: .described("人次（照来稿写法），或姓名的列表，或层级 → 人数"))
    it.add(
      "participants", "参与群众", to: \.participants,
      as: .count(.persons, other: ("participant_visits", .personTimes)))
    it.add(
      "participant_visits", "参与人次", to: \.participantVisits,
      as: .count(.personTimes, other: ("participants", .persons)))
    it.add("outcomes", "成效", to: \.outcomes, as: .records(), export: .titled(nil, "，period 是来稿给这个数写明的时期"))
    it.add(
      "projects", "项目", to: \.projects, as: .records(),
      export: .titled(nil, "，count 是这一条说的是几个（unpublished 是几个没有公布），没有写的是一个；state 见 project_state 码表"))
    it.add("funding", "资金", to: \.funding, as: .records())
    it.add("documents", "成果文件", to: \.documents, as: .records())
    it.add(
      "follow_ups", "回头看", to: \.followUps, as: .records(), "回头去看时的情况，不是再写一遍成效",
      "what was found when somebody came back, not the outcome again",
      export: .titled(nil, "，state 见 status 码表"))
    it.add("images", "图片", to: \.images, as: .images, isEditorial: true, export: .titled(nil, "；图片本身不在导出里"))
    it.addSource(to: \.citations)
    it.addCorrections(to: \.corrections)
    it.add("note", "说明", to: \.note, as: .text)
    it.add("summary", "摘要", to: \.summary, as: .text)
    it.addDraft()
    it.add(
      "slug", "地址", type: .text, "地址的最后一段，不写是文件名", "the last part of the address, if not the file's name",
      export: .none)
    it.add(
      "aliases", "旧地址", to: \.formerAddresses, as: .formerAddresses, isEditorial: true,
      "以前的地址，都会转到这里：`/info/2019/12.html`、`cases/old/`",
      "former addresses, each of which leads here: `/info/2019/12.html`, `cases/old/`")
    it.add(.personalData)
  }
}

extension Case {
  /// The values of the fields that only templates and tables look at.
  package var otherFields: [(key: StaticString, value: FieldValue?)] {
    Case.fields.others.map { ($0, others["\($0)"]) }
  }

  /// The day by which it is to be done: as the last look back says, else the case.
  package var deadline: Day? {
    if let moved = followUps.last(where: { $0.deadline != nil })?.deadline { return moved }
    if case .day(let day)? = others["deadline"] { return day }
    return nil
  }

  /// The location of its address in the file; the first line, if the file's name says it.
  var addressLocation: Location { Location(file, head.address.range) }
}

extension Case {
  package enum Status: String, Choice {
    case planned
    case inProgress = "in_progress"
    case resolved
    case unknown

    package var chinese: String {
      switch self {
      case .planned: "计划"
      case .inProgress: "办理中"
      case .resolved: "已解决"
      case .unknown: "结果未公布"
      }
    }
  }

  /// Kinds of activity are counted apart: a 双服务 activity is not a consultation session.
  package enum Activity: String, Choice {
    case consultation, service, supervision, proposal, reading, training

    package var chinese: String {
      switch self {
      case .consultation: "协商"
      case .service: "双服务"
      case .supervision: "监督"
      case .proposal: "提案"
      case .reading: "读书"
      case .training: "培训"
      }
    }
  }

  package enum Members: Sendable, Equatable {
    /// A mere number counts person-times.
    case number(Quantity)
    /// 8名 counts persons: as many person-times, where the case tells of one session.
    case persons(Quantity, written: String)
    case named([String])
    case tiers([(name: String, quantity: Quantity)])

    package static func == (a: Members, b: Members) -> Bool {
      switch (a, b) {
      case (.number(let x), .number(let y)): x == y
      case (.persons(let x, _), .persons(let y, _)): x == y
      case (.named(let x), .named(let y)): x == y
      case (.tiers(let x), .tiers(let y)):
        x.elementsEqual(y) { $0.name == $1.name && $0.quantity == $1.quantity }
      default: false
      }
    }
  }
}
