import ArgumentParser
import Testing

@testable import dondoc

/// The parser refuses what is no value of an option, before anything is read.
struct ArgumentTests {
    @Test(arguments: [
        ["outbox", "--in", "sent"], ["log", "--kind", "nothing"], ["log", "--directive", "tb"],
        ["audit", "--head", "12"], ["audit", "--head", "0:\(String(repeating: "a", count: 64))"],
        ["plan", "--from", "yesterday"], ["plan", "--to", "2021-13-01"], ["plan", "--occur", "tb/8.3@2021-12-01"],
        ["plan", "--fail", "tb/8.3"], ["list", "--at", "12:00"], ["check", "--from", "2021-02-30"],
        ["preview", "tb"], ["preview", "tb/1", "--channel", "fax"], ["preview", "tb/1", "--step", "never"],
        ["preview", "tb/1", "--language", "fr"], ["explain", "--phrase", "x", "--on", "30/11/2021"],
        ["explain", "--phrase", "x", "--trigger", "noon"], ["calendar", "2026-13"],
        ["calendar", "add", "5 days", "tomorrow"], ["calendar", "count", "2026-02-10", "soon"],
        ["report", "--to", "2021"], ["run", "--starting-at", "08:00"], ["occur", "tb", "--on", "2021-12-01"],
        ["occur", "tb/8.3", "--on", "1.12.2021"], ["occur", "tb/8.3", "--on", "2021-12-01", "25:00"],
        ["occur", "tb/8.3", "--on", "2021-12-01T15:30", "16:00"],
        ["spool", "fax", "x", "/tmp"], ["outbox", "--all", "--in", "dead"],
    ])
    func aWrongValueIsRefused(_ arguments: [String]) {
        let error = #expect(throws: (any Error).self) { try Dondoc.parseAsRoot(arguments) }
        if let error { #expect(Dondoc.exitCode(for: error) == .validationFailure) }
    }

    @Test(arguments: [
        (["outbox", "--in", "sent"], "- claimed"), (["preview", "tb/1", "--channel", "fax"], "'sms'"),
        (["preview", "tb/1", "--language", "fr"], "'vi'"), (["log", "--kind", "nothing"], "- accepted"),
    ])
    func aRefusalNamesTheChoices(_ arguments: [String], _ choice: String) {
        let error = #expect(throws: (any Error).self) { try Dondoc.parseAsRoot(arguments) }
        if let error { #expect(Dondoc.message(for: error).contains(choice)) }
    }

    @Test(arguments: [
        (["plan", "--from", "1/12/2021"], "'1/12/2021' is written 2021-12-01"),
        (["occur", "tb/8.3", "--on", "2021-12-1T9:30"], "'2021-12-1T9:30' is written 2021-12-01T09:30"),
        (["calendar", "2026-13"], "there is no month 13 in 2026"),
        (["list", "--at", "2021-02-30"], "there is no day 2021-02-30"),
        (["outbox", "--in", "sent"], nil),
    ])
    func aDayWrittenOtherwiseIsSpelt(_ arguments: [String], _ hint: String?) {
        let error = #expect(throws: (any Error).self) { try Dondoc.parseAsRoot(arguments) }
        if let error { #expect(Dondoc.spelling(of: Dondoc.message(for: error)) == hint) }
    }

    @Test(arguments: [
        ["outbox", "--in", "dead"], ["log", "--kind", "claimed", "--kind", "accepted"],
        ["audit", "--head", "12:\(String(repeating: "a", count: 64))"],
        ["plan", "--from", "2021-11-26", "--to", "2021-12-10"],
        ["plan", "--from", "2021-11-29T07:59", "--to", "2021-11-29T08:01:30+07:00"],
        ["plan", "--occur", "tb/8.3=ho-so-12@2021-12-01T15:30", "--done", "tb/8.1@2021-12-01"],
        ["preview", "tb/8.1", "--step", "3 working days before", "--channel", "sms", "--language", "en"],
        ["explain", "tb/8.3@phong-tnmt@ho-so-12"], ["calendar", "2026"], ["calendar", "--year"],
        ["calendar", "add", "5 working days", "today"], ["run", "--starting-at", "2021-11-29T07:59:58+07:00"],
        ["occur", "tb/8.3", "--on", "2021-12-01", "15:30", "--case", "x"],
        ["occur", "tb/8.3", "--on", "2021-12-01T15:30"],
    ])
    func aGoodValueIsTaken(_ arguments: [String]) throws {
        _ = try Dondoc.parseAsRoot(arguments)
    }

    @Test func completionKnowsTheChoices() {
        let script = Dondoc.completionScript(for: .bash)
        for choice in ["deferred", "escalation", "email", "claimed"] { #expect(script.contains(choice), "\(choice)") }
    }
}
