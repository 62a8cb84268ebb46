import Basics
public import Directives
public import Gateways
import Glibc
public import Rendering

/// What `test-gateway` shows.
public struct GatewayTrialReport: Encodable, Sendable {
    private enum CodingKeys: String, CodingKey {
        case gateway, preset, to, command, bytes, segments, ending, milliseconds, meaning
        case isMisconfigured = "misconfigured"
        case gatewayID = "gateway_id"
        case output, exit
    }

    let gateway: String
    let preset: Nullable<String>
    let to: String
    let command: [String]
    let bytes: Int
    let segments: Nullable<Int>
    let ending: String
    let milliseconds: Int
    let meaning: String
    let isMisconfigured: Bool
    let gatewayID: Nullable<String>
    let output: [String]
    /// Of `sysexits.h`: what the command ends with.
    public let exit: Int32

    /// - Parameters:
    ///   - result: how the program ended, and what it printed.
    ///   - milliseconds: how long it ran.
    public init(
        _ gateway: Gateway, _ message: RenderedMessage, to address: String, command: [String],
        result: GatewayResult, verdict: AttemptVerdict, milliseconds: Int
    ) {
        self.gateway = gateway.name
        preset = Nullable(gateway.preset?.rawValue)
        to = address
        self.command = command
        bytes = message.bytes.count
        segments = Nullable(message.segments)
        ending =
            switch result.ending {
            case .exited(let status): "exit status \(status)"
            case .signaled(let signal): "ended by signal \(signal)"
            case .timedOut: "timed out after \(gateway.timeout) s"
            case .notStarted(let error): "not started: \(String(cString: strerror(error)))"
            }
        self.milliseconds = milliseconds
        meaning = verdict.meaning.rawValue
        isMisconfigured = verdict.isMisconfigured
        gatewayID = Nullable(verdict.gatewayID)
        output = result.output.split(separator: UInt8(ascii: "\n")).map { VisibleText.record(of: $0) }
        exit =
            switch (verdict.isMisconfigured, verdict.meaning) {
            case (true, _): EX_CONFIG
            case (_, .accepted): EX_OK
            case (_, .rejected): EX_UNAVAILABLE
            case (_, .deferred), (_, .unknown): EX_TEMPFAIL
            }
    }

    public var lines: [String] {
        var lines = [
            "gateway  \(gateway)\(preset.value.map { ", preset \($0)" } ?? "")",
            "command  \(command.map(Self.quoted).joined(separator: " "))",
            "message  \(bytes) bytes\(segments.value.map { ", \($0) \($0 == 1 ? "segment" : "segments")" } ?? ""), to \(to)",
            "ended    \(ending), \(milliseconds) ms",
            "means    \(meaning): \(Self.words(meaning))",
        ]
        if isMisconfigured {
            lines.append("         the gateway may be set up wrongly: the daemon would notify the operator")
        }
        if let id = gatewayID.value { lines.append("id       \(id)") }
        lines += output.isEmpty ? ["output   none"] : ["output"] + output.map { "    \($0)" }
        return lines
    }

    private static func words(_ meaning: String) -> String {
        switch ExitMeaning(rawValue: meaning) {
        case .accepted: "the program took it, which does not say that it arrived"
        case .rejected: "this message would never go"
        case .deferred: "the daemon would try again"
        case .unknown, nil: "it may or may not have been sent; the daemon would try again with the same bytes"
        }
    }

    /// As a shell would take it, for a person who wants to try it by hand.
    private static func quoted(_ argument: String) -> String {
        let isPlain = argument.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
                || "@%+=:,./_-".utf8.contains($0)
        }
        return isPlain && !argument.isEmpty ? argument : "'\(argument.replacing("'", with: "'\\''"))'"
    }
}
