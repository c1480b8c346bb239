import Diagnostics
import Records
import Templates
import Wording

/// The pages of the office's own.
struct OwnPages: Sendable {
  let content: Content
  let words: Words
  let texts: Texts

  var pages: [Page] {
    content.pages.map { page in
      let title = page.title(in: words.language)
      return Page(
        Address.page(page), kind: "page", title: title, description: page.summary ?? title,
        location: page.addressLocation, published: page.published,
        lastChange: page.updated ?? page.published
      ) { data in
        [
          "item": data.object([
            "title": data.text(title), "is_translated": Datum(title != page.title),
            "summary": data.text(page.summary), "body": texts.body(page.file, &data),
          ])
        ]
      }
    }
  }
}
