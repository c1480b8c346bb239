import Bytes
import Records

// The description for catalogues and search engines: DCAT 3 (catalog.jsonld), and schema.org on the page.
extension Export {
  /// A catalogue of one dataset for each table, with its files as distributions.
  func catalog(_ files: [TableFile]) -> JSON {
    let publisher: JSON = ["@type": "foaf:Agent", "foaf:name": .string(content.settings.publisher)]
    var common: [(key: String, value: JSON)] = [("dcterms:publisher", publisher), ("dcterms:language", "zh")]
    if let day { common.append(("dcterms:modified", Export.typed(day.iso, "xsd:date"))) }
    if let licence {
      common.append(("dcterms:license", licence.url.map { ["@id": .string($0)] } ?? .string(licence.title)))
    }
    return .object(
      [
        ("@context", Export.context), ("@id", .string(address ?? "./")), ("@type", "dcat:Catalog"),
        ("dcterms:title", .string(title)), ("dcterms:description", .string(description)),
      ] + common + [("dcat:dataset", .array(tables.map { dataset($0, files.filter(of: $0), common) }))])
  }

  private func dataset(_ table: Table, _ files: [TableFile], _ common: [(key: String, value: JSON)]) -> JSON {
    var members: [(key: String, value: JSON)] = [
      ("@id", .string("#" + table.resourceName)), ("@type", "dcat:Dataset"),
      ("dcterms:identifier", .string(table.name)),
      ("dcterms:title", .string(table.title)), ("dcterms:description", .string(table.description)),
      ("dcat:landingPage", ["@id": "index.html"]),
      ("dcat:temporalResolution", Export.typed("P1D", "xsd:duration")),
      (
        "dcterms:accrualPeriodicity",
        ["@id": "http://publications.europa.eu/resource/authority/frequency/IRREG"]
      ),
      (
        "dcterms:spatial",
        ["@type": "dcterms:Location", "skos:prefLabel": .string(place)]
      ),
    ]
    if let years {
      members.append(
        (
          "dcterms:temporal",
          [
            "@type": "dcterms:PeriodOfTime", "dcat:startDate": Export.typed("\(years.first)", "xsd:gYear"),
            "dcat:endDate": Export.typed("\(years.last)", "xsd:gYear"),
          ]
        ))
    }
    return .object(members + common + [("dcat:distribution", .array(files.map(distribution)))])
  }

  private func distribution(_ file: TableFile) -> JSON {
    let path = String(file.address.dropFirst("data/".count))
    return [
      "@type": "dcat:Distribution", "dcterms:title": .string("\(file.table.title)（\(file.format.title)）"),
      "dcat:accessURL": ["@id": "index.html"], "dcat:downloadURL": ["@id": .string(path)],
      "dcat:mediaType": [
        "@id": .string("https://www.iana.org/assignments/media-types/" + file.format.mediaType)
      ],
      "dcat:byteSize": Export.typed(String(file.byteCount), "xsd:nonNegativeInteger"),
      "spdx:checksum": [
        "@type": "spdx:Checksum", "spdx:algorithm": ["@id": "spdx:checksumAlgorithm_sha256"],
        "spdx:checksumValue": Export.typed(file.digest, "xsd:hexBinary"),
      ],
    ]
  }

  private static func typed(_ value: String, _ type: String) -> JSON {
    ["@value": .string(value), "@type": .string(type)]
  }

  private static let context: JSON = [
    "dcat": "http://www.w3.org/ns/dcat#", "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#", "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
  ]

  // MARK: schema.org

  /// The description for a `<script type="application/ld+json">`: no `<` in it could end the element.
  package func structuredData(_ files: [TableFile]) -> [UInt8] {
    let settings = content.settings, base = address ?? ""
    let organisation: JSON = ["@type": "Organization", "name": .string(settings.publisher)]
    let data = JSON.members([
      ("@context", "https://schema.org/"), ("@type", "Dataset"), ("name", .string(title)),
      ("description", .string(description)), ("url", address.map(JSON.string)), ("inLanguage", "zh-Hans"),
      ("isAccessibleForFree", true), ("dateModified", (day?.iso).map(JSON.string)),
      ("version", version.map(JSON.string)),
      ("license", licence.map { .string($0.url ?? $0.title) }), ("creator", organisation),
      ("publisher", organisation),
      ("spatialCoverage", .string(place)),
      ("temporalCoverage", years.map { .string("\($0.first)/\($0.last)") }),
      (
        "distribution",
        .array(
          files.filter { !$0.table.name.contains("/") }.map { file in
            [
              "@type": "DataDownload", "name": .string("\(file.table.title)（\(file.format.title)）"),
              "encodingFormat": .string(file.format.mediaType),
              "contentUrl": .string(base + file.address.dropFirst("data/".count)),
              "contentSize": .string("\(file.byteCount) B"), "sha256": .string(file.digest),
            ]
          })
      ),
    ])
    return Array(data.encoded().replacing("<", with: "\\u003c").utf8)
  }
}

extension [TableFile] {
  package func filter(of table: Table) -> [TableFile] { filter { $0.table.name == table.name } }
}
