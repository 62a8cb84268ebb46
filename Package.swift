// swift-tools-version: 6.2

import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "dondoc",
    products: [
        .executable(name: "dondoc", targets: ["dondoc"]),
        .library(name: "Directives", targets: ["Directives"]),
        // For the benchmarks, which are a package of their own.
        .library(name: "DirectiveFiles", targets: ["DirectiveFiles"]),
        .library(name: "Ledger", targets: ["Ledger"]),
        .library(name: "Delivery", targets: ["Delivery"]),
        .library(name: "ReminderService", targets: ["ReminderService"]),
        .library(name: "Systemd", targets: ["Systemd"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    ],
    targets: [
        // The core: values and pure functions. No I/O, no clock, no third-party package.
        .target(name: "Directives"),

        // The shell: one module an outside world.
        .target(
            name: "DirectiveFiles",
            dependencies: ["Directives", "Yams", .product(name: "Crypto", package: "swift-crypto")]
        ),
        .target(
            name: "Ledger",
            dependencies: [
                "Directives",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ]
        ),
        .target(
            name: "Delivery",
            dependencies: [
                "Directives", "CLinux",
                .product(name: "Crypto", package: "swift-crypto"),
            ]
        ),
        .target(
            name: "Systemd",
            dependencies: ["CSystemd", .product(name: "Logging", package: "swift-log")]
        ),
        .systemLibrary(name: "CSystemd", pkgConfig: "libsystemd", providers: [.apt(["libsystemd-dev"])]),
        .target(name: "CLinux"),

        // The daemon, and the executable in front of it.
        .target(
            name: "ReminderService",
            dependencies: [
                "Directives", "DirectiveFiles", "Ledger", "Delivery", "Systemd", "CLinux",
                .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
        .executableTarget(
            name: "dondoc",
            dependencies: [
                "Directives", "DirectiveFiles", "Ledger", "Delivery", "ReminderService", "Systemd",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ]
        ),

        // What several suites build their small offices from.
        .target(name: "TestSupport", dependencies: ["Directives"], path: "Tests/TestSupport"),
        .testTarget(name: "DirectivesTests", dependencies: ["Directives", "TestSupport"]),
        .testTarget(name: "DirectiveFilesTests", dependencies: ["DirectiveFiles", "Directives"]),
        .testTarget(name: "LedgerTests", dependencies: ["Ledger"]),
        // Mustache is there as another implementation to hold our own templates against.
        .testTarget(
            name: "DeliveryTests",
            dependencies: ["Delivery", "DirectiveFiles", .product(name: "Mustache", package: "swift-mustache")]),
        .testTarget(name: "SystemdTests", dependencies: ["Systemd"]),
        .testTarget(
            name: "ReminderServiceTests",
            dependencies: [
                "Delivery", "DirectiveFiles", "Directives", "Ledger", "ReminderService", "TestSupport",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Logging", package: "swift-log"),
            ]
        ),

        // Days of the real daemon in a moment, with faults, by a seed: a disk that forgets, the offices, the checker.
        .target(
            name: "SimulatedDisk", path: "Tests/Simulation/Disk", publicHeadersPath: "include",
            linkerSettings: [.linkedLibrary("sqlite3")]),
        .target(
            name: "Simulation",
            dependencies: [
                "SimulatedDisk", "Delivery", "DirectiveFiles", "Directives", "Ledger", "ReminderService", "TestSupport",
                .product(name: "Crypto", package: "swift-crypto"), .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Logging", package: "swift-log"),
            ],
            path: "Tests/Simulation/Sources"
        ),
        .executableTarget(name: "simulate", dependencies: ["Simulation"], path: "Tests/Simulation/Program"),
        .testTarget(name: "SimulationTests", dependencies: ["Directives", "ReminderService", "Simulation"]),
    ]
)

for target in package.targets
where ![.system, .plugin].contains(target.type) && !["CLinux", "SimulatedDisk"].contains(target.name) {
    target.swiftSettings = (target.swiftSettings ?? []) + strict
}
