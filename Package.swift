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
        // For the benchmarks and the comparison with another Mustache, which are packages of their own.
        .library(name: "Directives", targets: ["Directives"]),
        .library(name: "DirectiveFiles", targets: ["DirectiveFiles"]),
        .library(name: "Gateways", targets: ["Gateways"]),
        .library(name: "Ledger", targets: ["Ledger"]),
        .library(name: "Rendering", targets: ["Rendering"]),
        .library(name: "ReminderService", targets: ["ReminderService"]),
        .library(name: "Systemd", targets: ["Systemd"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    ],
    targets: [
        // What every module may use: hashing, hexadecimal, text for terminals. C headers.
        .target(name: "Basics", dependencies: ["CGcrypt"]),
        .systemLibrary(name: "CGcrypt", pkgConfig: "libgcrypt", providers: [.apt(["libgcrypt20-dev"])]),
        .systemLibrary(name: "CSystemd", pkgConfig: "libsystemd", providers: [.apt(["libsystemd-dev"])]),
        .target(name: "CLinux"),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),

        // The core: values and pure functions. No I/O, no clock, no third-party package.
        .target(name: "Directives", dependencies: ["Basics"]),
        .target(name: "DeadlinePhrases", dependencies: ["Basics", "Directives"]),

        // The shell: one module an outside world.
        .target(name: "DirectiveFiles", dependencies: ["Basics", "Directives", "Yams"]),
        .target(
            name: "Ledger",
            dependencies: ["Basics", "CSQLite", "Directives", .product(name: "GRDB", package: "GRDB.swift")]
        ),
        .target(name: "Rendering", dependencies: ["Basics", "DeadlinePhrases", "Directives"]),
        .target(name: "Gateways", dependencies: ["Basics", "Directives", "CLinux"]),
        .target(
            name: "Systemd",
            dependencies: ["Basics", "CSystemd", .product(name: "Logging", package: "swift-log")]
        ),

        // What people read: over the ledger and the words of messages.
        .target(
            name: "Reporting",
            dependencies: [
                "Basics", "DeadlinePhrases", "Directives", "DirectiveFiles", "Gateways", "Ledger", "Rendering",
            ],
            // Links to files of the sample in config/, which a new configuration begins with.
            resources: [.embedInCode("NewOffice/Files/vn.yaml"), .embedInCode("NewOffice/Files/spool")]
        ),

        // The daemon, and the executable in front of it.
        .target(
            name: "ReminderService",
            dependencies: [
                "Basics", "CLinux", "Directives", "DirectiveFiles", "Gateways", "Ledger", "Rendering", "Reporting",
                "Systemd",
                .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
        .executableTarget(
            name: "dondoc",
            dependencies: [
                "Basics", "DeadlinePhrases", "Directives", "DirectiveFiles", "Gateways", "Ledger", "Rendering",
                "Reporting", "ReminderService", "Systemd",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ]
        ),

        // What several suites build their small offices from.
        .target(
            name: "TestSupport", dependencies: ["DirectiveFiles", "Directives", "Gateways"], path: "Tests/TestSupport"),
        .testTarget(name: "BasicsTests", dependencies: ["Basics"]),
        .testTarget(name: "DirectivesTests", dependencies: ["Directives", "TestSupport"]),
        .testTarget(name: "DirectiveFilesTests", dependencies: ["DirectiveFiles", "Directives", "Ledger"]),
        .testTarget(name: "LedgerTests", dependencies: ["Basics", "Ledger", "Reporting"]),
        .testTarget(name: "RenderingTests", dependencies: ["DirectiveFiles", "Gateways", "Rendering", "TestSupport"]),
        .testTarget(name: "GatewaysTests", dependencies: ["Basics", "DirectiveFiles", "Gateways", "TestSupport"]),
        .testTarget(
            name: "ReportingTests",
            dependencies: ["DeadlinePhrases", "DirectiveFiles", "Directives", "Rendering", "Reporting", "TestSupport"],
            exclude: ["Phrases/phrases.txt", "Phrases/statements.txt"]),
        .testTarget(name: "SystemdTests", dependencies: ["Systemd"]),
        .testTarget(
            name: "ReminderServiceTests",
            dependencies: [
                "Basics", "DirectiveFiles", "Directives", "Gateways", "Ledger", "ReminderService", "Rendering",
                "Reporting", "TestSupport",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Logging", package: "swift-log"),
            ]
        ),

        .testTarget(
            name: "CommandTests",
            dependencies: [
                "Basics", "Ledger", "ReminderService", "dondoc",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),

        // Days of the real daemon in a moment, with faults, by a seed: a disk that forgets, the offices, the checker.
        .target(
            name: "SimulatedDisk", path: "Tests/Simulation/Disk", publicHeadersPath: "include",
            linkerSettings: [.linkedLibrary("sqlite3")]),
        .target(
            name: "Simulation",
            dependencies: [
                "Basics", "SimulatedDisk", "DirectiveFiles", "Directives", "Gateways", "Ledger", "ReminderService",
                "Rendering", "TestSupport",
                .product(name: "GRDB", package: "GRDB.swift"), .product(name: "Logging", package: "swift-log"),
            ],
            path: "Tests/Simulation/Sources"
        ),
        .executableTarget(
            name: "simulate", dependencies: ["ReminderService", "Simulation"], path: "Tests/Simulation/Program"),
        .testTarget(name: "SimulationTests", dependencies: ["Directives", "ReminderService", "Simulation"]),
    ]
)

for target in package.targets
where ![.system, .plugin].contains(target.type) && !["CLinux", "SimulatedDisk"].contains(target.name) {
    target.swiftSettings = (target.swiftSettings ?? []) + strict
}
