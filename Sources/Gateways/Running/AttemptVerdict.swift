import Basics
public import Directives
import Glibc

/// What the end of a run means for the message.
public struct AttemptVerdict: Hashable, Sendable {
    /// The most bytes that `text` has.
    public static let textLimit = 4_096

    public let meaning: ExitMeaning
    /// One printable line for people: how it ended and what it printed.
    public let text: String
    /// The id that the gateway gave the message, from a line `gateway-id: …`.
    public let gatewayID: String?
    /// The cause is the gateway's set-up, or the machine, rather than the message: the operator is notified.
    public let isMisconfigured: Bool

    /// Reads a result.
    ///
    /// First counts a status at the head of the output of a failed run (`4.x.x`, `5.x.x`; RFC 3463), as for Postfix's
    /// pipe(8); then the gateway's own table, then its preset's, then the standard one.
    public init(_ result: GatewayResult, gateway: Gateway) {
        let lines = result.output.split(separator: UInt8(ascii: "\n"))
        gatewayID = lines.lazy.compactMap(Self.gatewayID).first
        text = Self.text(result)
        switch result.ending {
        case .exited(let status):
            let enhanced = status == 0 ? nil : lines.first { Self.gatewayID($0) == nil }.flatMap(Self.enhancedMeaning)
            let own = gateway.exitStatuses[Int(status)]
            let known = Self.answer(of: gateway.preset, .exited(Int(status)), result.output)
            meaning = enhanced ?? own ?? known?.meaning ?? .standard(Int(status))
            isMisconfigured =
                enhanced == nil && own == nil
                && (known?.isMisconfigured ?? ExitMeaning.misconfigured.contains(Int(status)))
        case .signaled(let signal):
            meaning = .unknown
            // A shell would report it as 128 + the signal: 134 is an abort.
            isMisconfigured = ExitMeaning.misconfigured.contains(128 + Int(signal))
        case .timedOut:
            let known = Self.answer(of: gateway.preset, .timedOut, result.output)
            meaning = known?.meaning ?? .unknown
            isMisconfigured = known?.isMisconfigured ?? false
        case .notStarted(let error):
            meaning = .deferred
            // EINTR and ETXTBSY pass by themselves; a shortage is none of the gateway's.
            isMisconfigured = result.shortage == nil && ![EINTR, ETXTBSY].contains(error)
        }
    }

    private static func answer(
        of preset: GatewayPreset?, _ ending: GatewayAnswer.Ending, _ output: [UInt8]
    ) -> GatewayAnswer? {
        preset?.answers.first { answer in
            answer.ending == ending && answer.phrase.map { output.contains(Array($0.utf8)) } ?? true
        }
    }

    /// `5.1.1 no such user` is permanent, `4.2.2 mailbox full` is not.
    private static func enhancedMeaning(_ line: ArraySlice<UInt8>) -> ExitMeaning? {
        guard let word = line.split(whereSeparator: isSpace).first else { return nil }
        let parts = word.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 1,
            parts.dropFirst().allSatisfy({ (1...3).contains($0.count) && $0.allSatisfy(\.isDigit) })
        else { return nil }
        return switch parts[0].first {
        case UInt8(ascii: "4"): .deferred
        case UInt8(ascii: "5"): .rejected
        default: nil
        }
    }

    private static func gatewayID(_ line: ArraySlice<UInt8>) -> String? {
        let label = Array("gateway-id:".utf8)
        guard line.count <= 256, line.prefix(label.count).map({ $0 | 0x20 }).elementsEqual(label.map { $0 | 0x20 })
        else { return nil }
        let value = line.dropFirst(label.count).drop(while: isSpace).reversed().drop(while: isSpace).reversed()
        return value.isEmpty ? nil : VisibleText.record(of: value)
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
    }

    private static func text(_ result: GatewayResult) -> String {
        let isSpace = { (byte: UInt8) in byte == UInt8(ascii: "\n") || Self.isSpace(byte) }
        let printed = result.output.drop(while: isSpace).reversed().drop(while: isSpace).reversed()
        let ending =
            switch result.ending {
            case .exited(0): ""
            case .exited(let status): "exit status \(status)"
            case .signaled(let signal): "ended by signal \(signal)"
            case .timedOut: "timed out"
            case .notStarted(let error): "not started: \(String(cString: strerror(error)))"
            }
        if printed.isEmpty { return ending }
        let head = ending.isEmpty ? "" : "\(ending): "
        return head + VisibleText.record(of: printed, limit: textLimit - head.utf8.count)
    }
}
