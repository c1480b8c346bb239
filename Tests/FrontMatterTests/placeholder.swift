import Diagnostics
import Testing

@testable import FrontMatter

func show(_ node: Node) -> String {
  switch node.content {
  case .scalar(let s): "\"\(s.text)\""
  case .list(let items): "[" + items.map(show).joined(separator: ", ") + "]"
  case .map(let entries): "{" + entries.map { $0.key.text + ": " + show($0.value) }.joined(separator: ", ") + "}"
  }
}

@Test func smoke() {
  let text = """
    ---
    title: 武汉市青山区 # x
    region: "湖北省/\\u6B66汉"
    topics:
    - a
    - b: c
      d: |
        foo
          bar

    - - x
      - y
    flow: [a, {b: c, d}, 'it''s',
      e
      f,]
    标题：值
    nested:
      deep: >-
        a
        b

        c
    empty:
    ---
    body
    """
  var found: [Diagnostic] = []
  let d = Document(writeUp: SourceText(path: "a.md", text), reporting: &found)
  print(found)
  if let d { print(show(d.header), d.source.text(d.body), d.source.text(d.headerEnd..<d.headerEnd+3)) }
  let e = Document(writeUp: SourceText(path: "a.md", text.replacing(", d}", with: "}")), reporting: &found)
  if let d = e { print(show(d.header), d.source.text(d.body), d.source.text(d.headerEnd..<d.headerEnd+3)) }
}
