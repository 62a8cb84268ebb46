// swift-tools-version: 6.2

import PackageDescription

// A package of its own, so that nothing of it is in the main package's graph.
let package = Package(
    name: "dondoc-benchmarks",
    dependencies: [
        .package(name: "dondoc", path: "../.."),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    ],
    targets: [
        .executableTarget(name: "nodes", dependencies: ["Yams"]),
        .executableTarget(
            name: "render",
            dependencies: [
                .product(name: "DirectiveFiles", package: "dondoc"),
                .product(name: "Directives", package: "dondoc"),
                .product(name: "Rendering", package: "dondoc"),
            ]
        ),
        .executableTarget(
            name: "empty",
            dependencies: [
                .product(name: "ReminderService", package: "dondoc"),
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
        .executableTarget(
            name: "burst",
            dependencies: [
                .product(name: "Directives", package: "dondoc"),
                .product(name: "DirectiveFiles", package: "dondoc"),
                .product(name: "Gateways", package: "dondoc"),
                .product(name: "Ledger", package: "dondoc"),
                .product(name: "Rendering", package: "dondoc"),
                .product(name: "ReminderService", package: "dondoc"),
                .product(name: "Systemd", package: "dondoc"),
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
    ]
)
