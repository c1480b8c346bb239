// swift-tools-version: 6.1
import PackageDescription

// In reading order: each target imports only targets above it (Tools/lint-layers checks that).
// Three rings: tools know nothing of the subject, the subject nothing of files and terminals,
// and the edges do the reading and writing.
let package = Package(
  name: "casebook",
  products: [.executable(name: "casebook", targets: ["casebook"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")
  ],
  targets: [
    // Tools
    .systemLibrary(name: "CCMark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"])]),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CUtf8proc", providers: [.apt(["libutf8proc-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
    .target(name: "Diagnostics"),
    .target(name: "Bytes", dependencies: ["CCrypto", "CUtf8proc", "Diagnostics"]),
    .target(name: "FrontMatter", dependencies: ["Diagnostics"]),
    .target(name: "Markdown", dependencies: ["Bytes", "CCMark", "Diagnostics"]),
    .target(
      name: "Templates", dependencies: ["Diagnostics"],
      swiftSettings: [.enableExperimentalFeature("Lifetimes")]),
    .target(name: "SearchIndex", dependencies: ["Bytes", "Diagnostics"]),
    .target(name: "Privacy"),
    .target(name: "OfficeFiles", dependencies: ["Bytes", "CExpat", "CZlib", "Diagnostics"]),
    .target(name: "Printing", dependencies: ["Bytes", "Diagnostics", "OfficeFiles"]),
    // Subject
    .target(name: "Divisions"),
    .target(name: "Records", dependencies: ["Diagnostics", "Divisions", "FrontMatter"]),
    .target(name: "Statistics", dependencies: ["Diagnostics", "Records"]),
    .target(name: "Wording", dependencies: ["Diagnostics", "FrontMatter", "Records", "Statistics"]),
    .target(name: "Charts", dependencies: ["Bytes", "Records", "Statistics", "Wording"]),
    .target(
      name: "OpenData",
      dependencies: [
        "Bytes", "Diagnostics", "FrontMatter", "OfficeFiles", "Records", "Statistics", "Wording",
      ]),
    .target(
      name: "Pages",
      dependencies: [
        "Charts", "Diagnostics", "FrontMatter", "Markdown", "OfficeFiles", "OpenData", "Printing", "Records",
        "SearchIndex",
        "Statistics", "Templates",
        "Wording",
      ]),
    .target(
      name: "Import",
      dependencies: [
        "Bytes", "Diagnostics", "FrontMatter", "Markdown", "OfficeFiles", "Privacy", "Records",
      ]),
    .target(name: "NewSite", dependencies: ["Diagnostics", "Divisions", "Import", "Records"]),
    .target(name: "Collecting", dependencies: ["Import", "OfficeFiles", "Records", "Statistics"]),
    .target(
      name: "Drafting", dependencies: ["Import", "Privacy", "Records", "Statistics", "Wording"]),
    .target(name: "Harvest", dependencies: ["Diagnostics", "Import", "Privacy", "Records"]),
    // Edges
    .target(name: "CBuiltIn", cSettings: [.unsafeFlags(["-std=c23"])]),
    .target(name: "BuiltIn", dependencies: ["CBuiltIn", "Diagnostics"]),
    .target(name: "CSystem"),
    .target(name: "Files", dependencies: ["Bytes", "CSystem", "Diagnostics"]),
    .target(
      name: "Site",
      dependencies: [
        "Bytes", "Diagnostics", "Divisions", "Files", "FrontMatter", "Import", "Markdown", "OfficeFiles",
        "OpenData", "Pages", "Printing", "Privacy", "Records", "SearchIndex", "Statistics", "Templates",
        "Wording",
      ]),
    .executableTarget(
      name: "casebook",
      dependencies: [
        "BuiltIn", "Bytes", "Collecting", "Diagnostics", "Divisions", "Drafting", "Files", "FrontMatter",
        "Harvest", "Import", "Markdown", "NewSite", "OfficeFiles", "Pages", "Privacy", "Records", "Site",
        "Statistics", "Templates", "Wording",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(
      name: "TemplateBenchmark", dependencies: ["Bytes", "Diagnostics", "Pages", "Templates"],
      path: "Benchmarks/TemplateBenchmark"),
    // Shared by tests of several targets: the parts of docs/ that declarations generate, and a folder on the disk.
    .target(name: "GeneratedDocs", dependencies: ["Templates"], path: "Tests/GeneratedDocs"),
    .target(name: "TestFolder", path: "Tests/TestFolder"),
    // The rules that fuzzers hold an input to, and the test that replays what they found.
    .target(
      name: "FuzzTargets",
      dependencies: [
        "Bytes", "Diagnostics", "Files", "FrontMatter", "Import", "Markdown", "OfficeFiles", "OpenData",
        "Pages",
        "Records", "Site", "Templates",
      ], path: "Tests/Fuzz/Targets"),
    .testTarget(name: "FuzzTests", dependencies: ["FuzzTargets"]),
    .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"]),
    .testTarget(name: "BytesTests", dependencies: ["Bytes", "Diagnostics"]),
    .testTarget(
      name: "FrontMatterTests", dependencies: ["Diagnostics", "FrontMatter"],
      exclude: ["Fixtures", "oracle.py"]),
    .testTarget(name: "MarkdownTests", dependencies: ["Diagnostics", "Markdown"], exclude: ["Fixtures"]),
    .testTarget(
      name: "TemplatesTests", dependencies: ["Diagnostics", "GeneratedDocs", "Templates"],
      exclude: ["Fixtures", "oracle.py"]),
    .testTarget(name: "PrivacyTests", dependencies: ["Privacy"], exclude: ["Fixtures"]),
    .testTarget(
      name: "OfficeFilesTests", dependencies: ["Diagnostics", "OfficeFiles"], exclude: ["Fixtures"]),
    .testTarget(name: "PrintingTests", dependencies: ["Diagnostics", "OfficeFiles", "Printing"]),
    .testTarget(name: "SearchIndexTests", dependencies: ["Bytes", "Diagnostics", "SearchIndex"]),
    .testTarget(name: "DivisionsTests", dependencies: ["Divisions"]),
    .testTarget(
      name: "RecordsTests",
      dependencies: ["Bytes", "Diagnostics", "Divisions", "FrontMatter", "GeneratedDocs", "Records"]),
    .testTarget(
      name: "StatisticsTests", dependencies: ["Diagnostics", "FrontMatter", "Records", "Statistics"]),
    .testTarget(name: "WordingTests", dependencies: ["Diagnostics", "Records", "Wording"]),
    .testTarget(name: "ChartsTests", dependencies: ["Charts", "Records"], exclude: ["Fixtures"]),
    .testTarget(
      name: "OpenDataTests",
      dependencies: ["Diagnostics", "FrontMatter", "OpenData", "Records", "Statistics"]),
    .testTarget(
      name: "PagesTests",
      dependencies: [
        "Diagnostics", "Files", "GeneratedDocs", "Pages", "Records", "Site", "Templates", "Wording",
      ],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "NewSiteTests", dependencies: ["Diagnostics", "Divisions", "FrontMatter", "NewSite", "Records"]),
    .testTarget(
      name: "CollectingTests",
      dependencies: ["Collecting", "Diagnostics", "FrontMatter", "Import", "OfficeFiles", "Records"]),
    .testTarget(
      name: "DraftingTests",
      dependencies: ["Diagnostics", "Drafting", "FrontMatter", "Records", "Statistics"]),
    .testTarget(
      name: "HarvestTests", dependencies: ["Diagnostics", "FrontMatter", "Harvest", "Records"],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "ImportTests",
      dependencies: ["Diagnostics", "FrontMatter", "Import", "OfficeFiles", "Records"]),
    .testTarget(name: "FilesTests", dependencies: ["Diagnostics", "Files", "TestFolder"]),
    .testTarget(
      name: "SiteTests",
      dependencies: [
        "Bytes", "Diagnostics", "Files", "Import", "OpenData", "Pages", "Records", "Site", "Statistics",
        "TestFolder",
      ],
      exclude: ["Fixtures"]),
    .testTarget(name: "CommandTests", dependencies: ["casebook"]),
  ],
  swiftLanguageModes: [.v6]
)

// The test targets that are wanted, if not all: a sanitizer has a build of its own (Tools/sanitized-tests).
if let tests = Context.environment["CASEBOOK_TESTS"]?.split(separator: " ").map(String.init) {
  package.targets.removeAll { $0.type == .test && !tests.contains($0.name) }
  if !tests.contains("CommandTests") {
    package.targets.removeAll { $0.type == .executable }
    package.products = []
  }
}

// libFuzzer is linked only where it is asked for (Tools/fuzz).
if Context.environment["CASEBOOK_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "Fuzzer", dependencies: ["FuzzTargets"], path: "Tests/Fuzz/Fuzzer",
      swiftSettings: [.enableExperimentalFeature("Extern"), .unsafeFlags(["-parse-as-library"])]))
}

// Small targets call each other's generic functions on every page: the compiler has to see through them.
let swiftTargets = package.targets.filter { $0.type == .regular || $0.type == .executable }
for target in swiftTargets where !["CBuiltIn", "CSystem"].contains(target.name) {
  target.swiftSettings =
    (target.swiftSettings ?? []) + [
      .unsafeFlags(["-cross-module-optimization"], .when(configuration: .release))
    ]
}
