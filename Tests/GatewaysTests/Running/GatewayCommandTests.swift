import Directives
import Testing

@testable import Gateways

@Suite struct GatewayCommandTests {
    let zone = Zone(identifier: "Asia/Ho_Chi_Minh")!

    func values(
        to: String = "tnmt@ubnd.example", from: String = "vp@ubnd.example", id: String = "3f"
    ) -> GatewayCommand.Values {
        GatewayCommand.Values(
            to: to, from: from, id: id, attempt: 2, directive: "tb-2021-11-30/8.1",
            due: Instant(milliseconds: 1_638_291_600_000), segments: 3, stateDirectory: "/var/lib/dondoc")
    }

    @Test func placeholdersAreReplacedInsideTheirElement() throws {
        let gateway = Gateway.command(
            "/usr/bin/x", "{to}", "--from={from}", "{id}-{attempt}", "{directive}", "{due}", "{segments}{segments}",
            "{state}/spool", "--", "plain")
        #expect(
            try GatewayCommand(gateway, values(), zone: zone).arguments == [
                "/usr/bin/x", "tnmt@ubnd.example", "--from=vp@ubnd.example", "3f-2", "tb-2021-11-30/8.1",
                "2021-12-01T00:00:00+07:00", "33", "/var/lib/dondoc/spool", "--", "plain",
            ])
    }

    @Test func aValueIsNeverReadAgain() throws {
        let values = values(to: "{from}{to} $(id) `id` %n", from: "{to}")
        let arguments = try GatewayCommand(.command("/x", "{to}", "{from}{to}"), values, zone: zone).arguments
        #expect(arguments == ["/x", "{from}{to} $(id) `id` %n", "{to}{from}{to} $(id) `id` %n"])
    }

    @Test(arguments: ["{}", "{ to}", "{to", "to}", "{\"a\": 1}", "{{", "{TO}", "{}{"])
    func otherBracesStandForThemselves(element: String) throws {
        #expect(try GatewayCommand(.command("/x", element), values(), zone: zone).arguments == ["/x", element])
    }

    @Test func nestedBracesHoldThePlaceholder() throws {
        #expect(try GatewayCommand(.command("/x", "{{id}}"), values(), zone: zone).arguments == ["/x", "{3f}"])
    }

    @Test(arguments: ["", "-oQx", "--logfile=x", "-"])
    func aRecipientThatCouldBeAnOptionIsRefused(to: String) {
        #expect(throws: GatewayCommandError.recipient(to)) {
            try GatewayCommand(.command("/x", "--to={to}"), values(to: to), zone: zone)
        }
    }

    @Test func aValueAtTheHeadOfAnArgumentCannotMakeItAnOption() throws {
        let values = values(from: "-f")
        #expect(throws: GatewayCommandError.option(.from, "-f")) {
            try GatewayCommand(.command("/x", "{from}"), values, zone: zone)
        }
        #expect(try GatewayCommand(.command("/x", "a{from}"), values, zone: zone).arguments == ["/x", "a-f"])
    }

    @Test(arguments: ["a\nBcc: b", "a\0", "a\r\n", "\u{1B}[2J", "a\u{85}", "a\u{2028}b", "a\u{7F}"])
    func controlCharactersAreRefused(text: String) {
        #expect(throws: GatewayCommandError.controlCharacter("{to}")) {
            try GatewayCommand(.command("/x"), values(to: text), zone: zone)
        }
        #expect(throws: GatewayCommandError.controlCharacter("{id}")) {
            try GatewayCommand(.command("/x"), values(id: text), zone: zone)
        }
        #expect(throws: GatewayCommandError.controlCharacter("HOME")) {
            try GatewayCommand(.command("/x", environment: ["HOME": text]), values(), zone: zone)
        }
    }

    @Test func anUnknownPlaceholderIsRefused() {
        #expect(throws: GatewayCommandError.unknownPlaceholder("too")) {
            try GatewayCommand(.command("/x", "{too}"), values(), zone: zone)
        }
    }

    @Test(arguments: ["x", "./x", "", "{to}", "/{to}"])
    func theProgramIsAbsoluteAndFixed(program: String) {
        #expect(throws: GatewayCommandError.program(program)) {
            try GatewayCommand(.command(program), values(), zone: zone)
        }
    }

    @Test func theEnvironmentIsScrubbed() throws {
        let gateway = Gateway.command("/x", environment: ["HOME": "/var/lib/dondoc", "LD_PRELOAD": "/lib/x.so"])
        #expect(
            try GatewayCommand(gateway, values(), zone: zone).environment == [
                "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8",
                "TZ": "Asia/Ho_Chi_Minh", "DONDOC_ID": "3f", "DONDOC_ATTEMPT": "2", "DONDOC_TO": "tnmt@ubnd.example",
                "DONDOC_CHANNEL": "email", "HOME": "/var/lib/dondoc", "LD_PRELOAD": "/lib/x.so",
            ])
    }

    @Test func aCredentialIsNamedByItsFile() throws {
        let values = GatewayCommand.Values(
            to: "a@b", id: "3f", attempt: 1, stateDirectory: "/s", credentialPath: "/run/cred/sms")
        let environment = try GatewayCommand(.command("/x"), values, zone: zone).environment
        #expect(environment["DONDOC_CREDENTIAL"] == "/run/cred/sms")
    }

    @Test(arguments: [
        "NOTIFY_SOCKET", "LISTEN_FDS", "LISTEN_PID", "WATCHDOG_USEC", "WATCHDOG_PID", "DONDOC_ID", "DONDOC_X", "PATH",
        "LANG", "TZ", "", "A=B", "1A", "Ấ", "A B",
    ])
    func aGatewayCannotSetWhatIsNotItsOwn(name: String) {
        #expect(throws: GatewayCommandError.variable(name)) {
            try GatewayCommand(.command("/x", environment: [name: "x"]), values(), zone: zone)
        }
    }
}
