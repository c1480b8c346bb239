import Records
import Templates

/// A picture as pages show it.
package struct ImageFile: Sendable {
  /// From the root of the edition.
  package let address: String
  /// The width and height at which it is seen; nil for a drawing without a size of its own.
  package let size: PictureSize?

  package init(address: String, size: PictureSize?) {
    self.address = address
    self.size = size
  }

  /// The same from an edition in a folder.
  package func seen(from root: String) -> ImageFile { ImageFile(address: root + address, size: size) }
}

package struct PictureSize: Sendable, Equatable {
  package let width: Int
  package let height: Int

  package init(_ width: Int, _ height: Int) { (self.width, self.height) = (width, height) }
}

extension DataBuilder {
  /// The members that every picture has.
  mutating func fields(of image: ImageFile?) -> Fields {
    [
      "address": text(image?.address), "width": image?.size.map { Datum($0.width) } ?? .none,
      "height": image?.size.map { Datum($0.height) } ?? .none,
    ]
  }
}

extension [String: ImageFile] {
  /// The path of a picture that `site.yml` names.
  package func path(named name: String) -> String? { name.path { self[$0] != nil } }
}

extension String {
  /// The path that is meant by the name of a picture in `site.yml`: of a file of `content/images/`, or one of `static/`.
  package func path(among isThere: (String) -> Bool) -> String? {
    let name = hasPrefix("/") ? String(dropFirst()) : self
    return ["content/images/" + name, name, "content/" + name, "static/" + name].first(where: isThere)
  }
}
