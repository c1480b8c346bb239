import Diagnostics
import FrontMatter
import Records
import Testing

/// The registry that the tests of this target use.
let regionsText = """
  regions:
    - code: 420000
      name: 湖北省
      slug: hubei
      aliases: [湖北]
      children:
        - code: 420100
          name: 武汉市
          slug: wuhan
          aliases: [武汉]
          children:
            - {code: 420107, name: 青山区, slug: qingshan, aliases: [青山]}
            - {code: 420113, name: 汉南区, slug: hannan}
            - {code: local:420100-jkq, name: 武汉经济技术开发区, slug: jingkai, aliases: [武汉经开区], counted_under: 420113}
        - code: 422800
          name: 恩施土家族苗族自治州
          slug: enshi
          aliases: [恩施, 恩施州]
          children:
            - {code: 422801, name: 恩施市, slug: enshi-shi, aliases: [恩施]}
            - {code: 422802, name: 利川市, slug: lichuan}
        - {code: 429004, name: 仙桃市, slug: xiantao, aliases: [仙桃], level: city}
  slugs:
    湖北省/武汉市/青山区/红卫路街道: hongwei
    湖北省/武汉市/青山区/红卫路街道/青山区: qingshan
    湖北省/武汉市/青山区/红钢城街道: hongwei
    湖北省/武汉市/青山区/钢花村: ganghua
    湖北省/仙桃市/彭场镇: pengchang
    湖北省/仙桃市/彭场镇/挖沟村: wagou
  """

func registry(_ path: String, _ text: String) throws -> Document {
  var diagnostics: [Diagnostic] = []
  let document = Document(registry: SourceText(path: path, text), reporting: &diagnostics)
  #expect(diagnostics.isEmpty)
  return try #require(document)
}

func writeUp(_ path: String, _ text: String) throws -> Document {
  var diagnostics: [Diagnostic] = []
  let document = Document(writeUp: SourceText(path: path, text), reporting: &diagnostics)
  #expect(diagnostics.isEmpty)
  return try #require(document)
}

func regionTree(_ text: String = regionsText) throws -> (tree: RegionTree, diagnostics: [Diagnostic]) {
  var diagnostics: [Diagnostic] = []
  let tree = RegionTree(try registry("content/regions.yml", text), reporting: &diagnostics)
  return (tree, diagnostics)
}
