import DirectiveFiles
import Directives
import Testing

@Suite struct PresetTests {
    private func gateway(_ text: String) throws -> Gateway {
        let folder = SampleFolder("dondoc.yaml", "policies:", "  x: {\(text)}\npolicies:")
        let result = try folder.load()
        #expect(result.diagnostics.filter { $0.severity == .error } == [])
        return try #require(result.configuration?.settings.gateways.last)
    }

    @Test func aPresetGivesChannelAndCommand() throws {
        let gateway = try gateway("preset: sendmail, from: \"vp@ubnd.example\", options: [-v]")
        #expect(gateway.channel == .email)
        #expect(gateway.preset == .sendmail)
        #expect(gateway.command == ["/usr/sbin/sendmail", "-i", "-f", "{from}", "-v", "--", "{to}"])
        #expect(gateway.timeout == 60)
    }

    @Test func eachKeyOverrulesItsPreset() throws {
        let gateway = try gateway(
            "preset: gammu, channel: sms, command: [./spool, \"{to}\"], timeout: 5s, exit-statuses: {255: rejected}")
        #expect(gateway.preset == .gammu)
        #expect(gateway.command.last == "{to}")
        #expect(gateway.timeout == 5)
        #expect(gateway.exitStatuses == [255: .rejected])
    }

    @Test func aFormIsMadeOfItsFieldsInOrder() throws {
        let gateway = try gateway(
            "preset: curl, url: \"https://x.vn/a\", credential: api, fields: {b: \"{to}\", a: \"{text}\", c: \"@/etc/passwd\"}"
        )
        #expect(gateway.credential == "api")
        #expect(gateway.command.first == "/usr/bin/curl")
        #expect(
            gateway.command.suffix(10) == [
                "--config", "{credential}", "--data-urlencode", "b={to}", "--data-urlencode", "a@-", "--data-urlencode",
                "c=@/etc/passwd", "--url", "https://x.vn/a",
            ])
    }

    @Test(arguments: ["http://sms.example/x", "http://127.0.0.1.evil.example/", "http://localhost.example"])
    func anUnencryptedProviderIsAWarning(url: String) throws {
        let lines = try SampleFolder("dondoc.yaml", "policies:", "  x: {preset: curl, url: \"\(url)\"}\npolicies:")
            .lines(.warning)
        #expect(lines.contains { $0.contains("is not encrypted") })
    }
}
