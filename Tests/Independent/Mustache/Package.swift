// swift-tools-version: 6.2

import PackageDescription

// Our templates against swift-mustache: a package of its own, so that nobody resolves it who only builds Dondoc.
let package = Package(
    name: "mustache-comparison",
    dependencies: [
        .package(name: "dondoc", path: "../../.."),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    ],
    targets: [
        .testTarget(
            name: "MustacheTests",
            dependencies: [
                .product(name: "Directives", package: "dondoc"), .product(name: "Rendering", package: "dondoc"),
                .product(name: "Mustache", package: "swift-mustache"),
            ])
    ]
)
