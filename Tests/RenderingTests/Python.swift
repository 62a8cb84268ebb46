import Foundation

@testable import Rendering

/// A Python of the machine as an independent reader of what this program writes.
enum Python {
    static let path = [
        ProcessInfo.processInfo.environment["DONDOC_PYTHON"], "/usr/bin/python3", "/usr/local/bin/python3",
    ].compactMap(\.self).first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    /// Runs a script with a file's name as its only argument, and gives its output.
    static func run(_ script: String, on input: [UInt8]) throws -> String {
        try run(["-c", script], input)
    }

    /// Runs a script's file in the same way.
    static func run(file: String, on input: [UInt8]) throws -> String {
        try run([file], input)
    }

    private static func run(_ script: [String], _ input: [UInt8]) throws -> String {
        let file = FileManager.default.temporaryDirectory.appending(path: "dondoc-python-\(UUID().uuidString)")
        try Data(input).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(filePath: path!)
        process.arguments = script + [file.path]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: text, as: UTF8.self)
    }
}
