// swift-tools-version: 6.1
import PackageDescription

// The engines that ours is measured against: a package of its own, so that the program never depends on them.
let package = Package(
  name: "OtherEngines",
  dependencies: [
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    .package(url: "https://github.com/stencilproject/Stencil", exact: "0.15.1"),
  ],
  targets: [
    .executableTarget(
      name: "OtherEngines",
      dependencies: [
        .product(name: "Mustache", package: "swift-mustache"), .product(name: "Stencil", package: "Stencil"),
      ])
  ],
  swiftLanguageModes: [.v6]
)
