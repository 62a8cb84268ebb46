import Directives
import Foundation
import TestSupport

@testable import Gateways

extension GatewayRun {
    /// A program with an identity of its own, as every attempt has.
    static func program(
        _ arguments: String..., input: [UInt8] = [], environment: [String: String] = [:],
        timeout: Duration = .seconds(20),
        grace: Duration = .milliseconds(300)
    ) throws -> GatewayRun {
        let own = ["PATH": "/usr/bin:/bin", "DONDOC_ID": UUID().uuidString, "DONDOC_ATTEMPT": "1"]
        return GatewayRun(
            arguments: arguments, environment: own.merging(environment) { $1 }, input: try MessageFile(input),
            timeout: timeout, grace: grace)
    }

    static func script(
        _ text: String, input: [UInt8] = [], timeout: Duration = .seconds(20), grace: Duration = .milliseconds(300)
    ) throws -> GatewayRun {
        try program("/bin/sh", "-c", text, input: input, timeout: timeout, grace: grace)
    }
}

extension GatewayResult {
    var text: String { String(decoding: output, as: UTF8.self) }
    var lines: [String] { text.split(separator: "\n").map(String.init) }
}

extension Gateway {
    static func command(
        _ command: String..., environment: [String: String] = [:], exitStatuses: [Int: ExitMeaning] = [:],
        preset: GatewayPreset? = nil
    ) -> Gateway {
        Gateway(
            name: "test", channel: .email, command: command, environment: environment, exitStatuses: exitStatuses,
            preset: preset)
    }
}

/// Whether a process still does anything.
func isAlive(_ process: Int32) -> Bool {
    ProcessEntry(process).map { !$0.isZombie } ?? false
}
