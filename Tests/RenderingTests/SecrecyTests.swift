import Directives
import Testing

@testable import Rendering

/// A word that must not come out is put into every place that must not be told, and looked for in everything that is.
@Suite struct SecrecyTests {
    private static let canary = "CANARY"

    private static let steps: [(SlotStep, Role)] = [
        (.onAssignment, .lead), (.changed, .coordinating), (.onTheDay, .lead),
        (.after(StepCount(1, working: true)!), .lead),
        (.escalation, .leadership), (.handedOver, .supervising), (.review, .lead),
    ]

    /// Settings in which every name but the addressed unit's and the office's is a canary.
    private static let settings = Settings(
        office: Sample.settings.office, time: Sample.settings.time, gateways: Sample.settings.gateways,
        policies: Sample.settings.policies,
        units: Sample.settings.units.merging(
            ["phong-tnmt", "so-tnmt", "tam-thanh", "vinh-trai"].map { ($0, Unit(id: $0, name: "\(canary) \($0)")) }
        ) { $1 },
        groups: ["phuong-xa": UnitGroup(id: "phuong-xa", name: canary, members: ["tam-thanh", "vinh-trai"])])

    private static func texts(
        _ items: [ReminderContent.Item], language: Language
    ) -> (mail: [String], outside: [String]) {
        let renderer = Renderer(settings: settings, templates: .builtIn)
        let message = renderer.render(Sample.letter(items, language: language))
        let parsed = ParsedMail(message.bytes)
        let sms = renderer.render(
            Sample.letter(items, gateway: Sample.smsGateway(.accented, segments: 9), language: language))
        return (
            parsed.parts.map(\.text),
            [message.subject!, String(decoding: sms.bytes, as: UTF8.self)]
                + parsed.fields.map { "\($0.name): \($0.value)" }
        )
    }

    @Test(arguments: Language.allCases)
    func aRestrictedDirectiveTellsNumberAndDateOnly(language: Language) {
        let directive = Sample.directive(
            task: Self.canary, quote: Self.canary, deadline: .before(.named(Self.canary.lowercased(), year: 2021)),
            restricted: true)
        let notice = Sample.notice(issuer: Self.canary)
        for (step, role) in Self.steps {
            let item = Sample.item(
                directive, notice: notice, step: step, role: role, unit: "van-phong", occasion: "canary",
                eventDate: Sample.day("2021-11-01"))
            let texts = Self.texts([item], language: language)
            for text in texts.mail + texts.outside {
                #expect(!text.uppercased().contains(Self.canary), "\(step): \(text)")
                #expect(!text.contains("01/11/2021"))
            }
            #expect(texts.mail[0].contains("12/TB-UBND"))
            #expect(texts.mail[0].contains("30/11/2021"))
            let digest = Self.texts([item, item], language: language)
            #expect(!(digest.mail + digest.outside).contains { $0.uppercased().contains(Self.canary) })
        }
    }

    @Test(arguments: Language.allCases)
    func aPersonalDirectivesTaskStaysInsideTheMail(language: Language) {
        let directive = Sample.directive(task: Self.canary, quote: Self.canary, personal: true)
        for (step, role) in Self.steps {
            let item = Sample.item(directive, step: step, role: role, unit: "van-phong", occasion: Self.canary)
            let renderer = Renderer(settings: Sample.settings, templates: .builtIn)
            let message = renderer.render(Sample.letter([item], language: language))
            let sms = renderer.render(Sample.letter([item], gateway: Sample.smsGateway(), language: language))
            #expect(!message.subject!.contains(Self.canary))
            #expect(!String(decoding: sms.bytes, as: UTF8.self).contains(Self.canary))
            let mail = ParsedMail(message.bytes)
            #expect(mail.body.contains(Self.canary))
            #expect(mail.part("text/calendar")?.contains("BEGIN:VTODO") == true)
            #expect(mail.part("text/calendar")?.contains(Self.canary) == false)
        }
    }

    @Test(arguments: Language.allCases, [Obligation.State.done, .failed, .withdrawn, .unitEnded])
    func aClosingLetterKeepsTheSameSecrets(language: Language, state: Obligation.State) {
        let renderer = Renderer(settings: Self.settings, templates: .builtIn)
        let restricted = Sample.ended(
            Sample.directive(task: Self.canary, quote: Self.canary, restricted: true),
            notice: Sample.notice(issuer: Self.canary), state: state, reason: Self.canary)
        for items in [[restricted], [restricted, restricted]] {
            let letter = Sample.closing(items, language: language)
            let message = renderer.render(letter)
            let mail = ParsedMail(message.bytes)
            let unit = mail.parts.map { $0.text.replacing("\(Self.canary) phong-tnmt", with: "") }
            #expect(!(unit + [message.subject!]).contains { $0.contains(Self.canary) })
            #expect(mail.body.contains("12/TB-UBND"))
        }
        let personal = Sample.ended(
            Sample.directive(task: Self.canary, quote: Self.canary, personal: true), state: state, reason: Self.canary)
        let message = Sample.renderer.render(Sample.closing([personal], language: language))
        let mail = ParsedMail(message.bytes)
        #expect(mail.body.contains(Self.canary))
        #expect(!message.subject!.contains(Self.canary))
        #expect(mail.part("text/calendar")?.contains("BEGIN:VTODO") == true)
        #expect(mail.part("text/calendar")?.contains(Self.canary) == false)
    }
}
