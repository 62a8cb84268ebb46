import Directives
import Glibc
import Testing

@testable import Gateways

@Suite struct AttemptVerdictTests {
    func verdict(
        _ ending: GatewayResult.Ending, _ output: String = "", own: [Int: ExitMeaning] = [:],
        preset: GatewayPreset? = nil
    ) -> AttemptVerdict {
        AttemptVerdict(
            GatewayResult(ending: ending, output: Array(output.utf8)),
            gateway: .command("/x", exitStatuses: own, preset: preset))
    }

    @Test(
        arguments: [
            (.exited(0), .accepted, false), (.exited(1), .deferred, false), (.exited(65), .rejected, false),
            (.exited(67), .rejected, false), (.exited(69), .deferred, false), (.exited(75), .deferred, false),
            (.exited(74), .unknown, false), (.exited(76), .unknown, false), (.exited(64), .deferred, true),
            (.exited(78), .deferred, true), (.exited(127), .deferred, true), (.signaled(SIGKILL), .unknown, false),
            (.signaled(SIGABRT), .unknown, true), (.timedOut, .unknown, false),
            (.notStarted(errno: ENOENT), .deferred, true), (.notStarted(errno: EACCES), .deferred, true),
            (.notStarted(errno: ENOEXEC), .deferred, true), (.notStarted(errno: EAGAIN), .deferred, false),
            (.notStarted(errno: ENOMEM), .deferred, false), (.notStarted(errno: EMFILE), .deferred, false),
            (.notStarted(errno: ETXTBSY), .deferred, false),
        ] as [(GatewayResult.Ending, ExitMeaning, Bool)])
    func anEndingHasAMeaning(ending: GatewayResult.Ending, meaning: ExitMeaning, isMisconfigured: Bool) {
        #expect(verdict(ending).meaning == meaning)
        #expect(verdict(ending).isMisconfigured == isMisconfigured)
    }

    @Test func theGatewaysOwnTableComesFirst() {
        #expect(verdict(.exited(69), own: [69: .rejected]).meaning == .rejected)
        #expect(verdict(.exited(78), own: [78: .unknown]).meaning == .unknown)
        #expect(!verdict(.exited(78), own: [78: .unknown]).isMisconfigured)
        #expect(verdict(.exited(67), own: [69: .rejected]).meaning == .rejected)
    }

    @Test(
        arguments: [
            ("5.1.1 no such user", .rejected), ("4.2.2 mailbox full\n5.1.1", .deferred), ("\n  5.7.26\n", .rejected),
            ("gateway-id: 7\n5.0.0 no", .rejected), ("5.1.1", .rejected), ("5.1.1234 x", .deferred),
            ("5.1 x", .deferred),
            ("550 5.1.1 x", .deferred), ("5.1.1: x", .deferred), ("2.0.0 ok", .deferred), ("x 5.1.1", .deferred),
            ("5..1 x", .deferred), ("55.1.1 x", .deferred), ("", .deferred),
        ] as [(String, ExitMeaning)])
    func aLeadingStatusIsHonoured(output: String, meaning: ExitMeaning) {
        #expect(verdict(.exited(69), output).meaning == meaning)
        #expect(verdict(.exited(0), output).meaning == .accepted)
    }

    @Test func aLeadingStatusComesBeforeTheTable() {
        #expect(verdict(.exited(67), "4.2.2 full", own: [67: .rejected]).meaning == .deferred)
        #expect(!verdict(.exited(64), "5.1.1 no").isMisconfigured)
    }

    @Test(
        arguments: [
            ("gateway-id: abc-1", "abc-1"), ("queued\nGateway-ID:  x y \r\nmore", "x y"), ("gateway-id:\nq", nil),
            ("gateway-id", nil), ("x gateway-id: 1", nil), ("gateway-id: a\u{1B}b", "a\\u{1b}b"),
            ("gateway-id: " + String(repeating: "x", count: 300), nil),
        ] as [(String, String?)])
    func theGatewaysIDIsRead(output: String, id: String?) {
        #expect(verdict(.exited(0), output).gatewayID == id)
    }

    @Test func theTextIsOnePrintableLine() {
        let output = Array("a\tb\r\nc\u{1B}[31m\u{0}\u{202E}đ\\ \u{2028}".utf8) + [0xFF, 0xC3] + Array("\n\n".utf8)
        let text = AttemptVerdict(
            GatewayResult(ending: .exited(75), output: output), gateway: .command("/x")
        ).text
        #expect(text == #"exit status 75: a\tb\r\nc\u{1b}[31m\u{0}\u{202e}đ\\ \u{2028}\xff\xc3"#)
    }

    @Test(arguments: [1, 2, 3, 4])
    func theTextIsCutBetweenCharacters(shift: Int) {
        let output = String(repeating: "x", count: shift) + String(repeating: "ệ", count: 20_000)
        let text = verdict(.exited(1), output).text
        #expect(text.utf8.count <= 4_096 && text.utf8.count > 4_080)
        #expect(text.hasSuffix("ệ…"))
    }

    @Test func theTextSaysHowItEnded() {
        #expect(verdict(.exited(0)).text == "")
        #expect(verdict(.exited(0), "queued as 7\n").text == "queued as 7")
        #expect(verdict(.exited(69)).text == "exit status 69")
        #expect(verdict(.signaled(9), "x").text == "ended by signal 9: x")
        #expect(verdict(.timedOut).text == "timed out")
        #expect(verdict(.notStarted(errno: ENOENT)).text == "not started: No such file or directory")
    }

    /// Each answer was seen from the real program; `Tests/Gateways` asks them again.
    @Test(
        arguments: [
            (.msmtp, .exited(65), "msmtp: envelope from address a@b not accepted by the server", .deferred, true),
            (.msmtp, .exited(65), "msmtp: recipient address a@b not accepted by the server", .rejected, false),
            (
                .msmtp, .exited(69), "msmtp: recipient address a@b not accepted\nmsmtp: server message: 451 x",
                .deferred, false
            ),
            (
                .msmtp, .exited(69), "msmtp: the server did not accept the mail\nmsmtp: server message: 452 x",
                .deferred,
                false
            ),
            (
                .msmtp, .exited(69), "msmtp: the server did not accept the mail\nmsmtp: server message: 554 x",
                .rejected,
                false
            ),
            (.msmtp, .exited(74), "msmtp: network read error", .unknown, false),
            (.msmtp, .exited(74), "msmtp: /x: No such file or directory", .deferred, true),
            (.sendmail, .exited(75), "sendmail: fatal: a@b(0): message file too big", .rejected, false),
            (.sendmail, .exited(75), "sendmail: fatal: usage: sendmail [options]", .deferred, true),
            (.sendmail, .exited(75), "", .deferred, false),
            (.sendmail, .exited(0), "postdrop: warning: unable to look up public/pickup", .accepted, true),
            (.sendmail, .timedOut, "postdrop: warning: mail_queue_enter: create file maildrop/1", .deferred, true),
            (.sendmail, .timedOut, "", .unknown, false),
            (.gammu, .exited(0), "", .accepted, false), (.gammu, .exited(2), "", .deferred, true),
            (.gammu, .signaled(SIGABRT), "", .unknown, true),
            (.curl, .exited(0), "ok\nhttp-status: 200\n", .accepted, false),
            (.curl, .exited(0), "ok\nhttp-status: 301\n", .deferred, true),
            (.curl, .exited(22), "curl: (22) The requested URL returned error: 422", .rejected, false),
            (.curl, .exited(22), "curl: (22) The requested URL returned error: 401", .deferred, true),
            (.curl, .exited(22), "curl: (22) The requested URL returned error: 429", .deferred, false),
            (.curl, .exited(22), "curl: (22) The requested URL returned error: 503", .deferred, false),
            (.curl, .exited(28), "", .unknown, false), (.curl, .exited(67), "", .deferred, true),
            (.curl, .exited(65), "", .deferred, true), (.curl, .exited(7), "", .deferred, false),
        ] as [(GatewayPreset, GatewayResult.Ending, String, ExitMeaning, Bool)])
    func aPresetKnowsWhatItsProgramAnswers(
        preset: GatewayPreset, ending: GatewayResult.Ending, output: String, meaning: ExitMeaning, isMisconfigured: Bool
    ) {
        let verdict = verdict(ending, output, preset: preset)
        #expect(verdict.meaning == meaning)
        #expect(verdict.isMisconfigured == isMisconfigured)
    }

    @Test func theGatewaysOwnTableOverrulesItsPreset() {
        #expect(verdict(.exited(65), own: [65: .deferred], preset: .msmtp).meaning == .deferred)
        #expect(!verdict(.exited(255), own: [255: .deferred], preset: .gammu).isMisconfigured)
        #expect(verdict(.exited(7), own: [22: .rejected], preset: .curl).meaning == .deferred)
    }
}
