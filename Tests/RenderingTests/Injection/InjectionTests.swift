import Basics
import DirectiveFiles
import Directives
import Foundation
import TestSupport
import Testing

@testable import Gateways
@testable import Rendering

/// Whatever a text holds, headers, recipients, arguments and numbers are those of the template.
///
/// 100,000 cases by `Tests/Gateways/injection`, which says so in the environment.
@Suite(.enabled(if: Python.path != nil, "needs python3 as an independent reader")) struct InjectionTests {
    private static let count = ProcessInfo.processInfo.environment["DONDOC_STRINGS"].flatMap(Int.init) ?? 2_000
    private static let batch = 500

    @Test func noTextReachesAHeaderANumberOrAnArgument() async throws {
        var hostile = HostileText(seed: 0x5EED_2021)
        var (seen, faults, accepted) = (0, [String](), 0)
        for begin in stride(from: 0, to: Self.count, by: Self.batch) {
            let office = Office(names: &hostile)
            let cases = (begin..<min(begin + Self.batch, Self.count)).map { Case($0, office, &hostile) }
            let output = try Python.run(file: Self.reader, on: Array(JSONEncoder().encode(cases)))
            let findings = try JSONDecoder().decode(Findings.self, from: Data(output.utf8))
            seen += findings.seen
            faults += findings.faults
            let addresses = cases.flatMap { [$0.addresses.mail, $0.addresses.sms] }
            accepted += addresses.count { $0.accepted }
            faults += try await argumentFaults(addresses)
        }
        #expect(seen == Self.count)
        #expect(faults == [])
        // Neither all nor none: the generator hits both sides.
        #expect(accepted > Self.count / 4 && accepted < Self.count * 7 / 4)
    }

    /// An accepted address comes out of a program as it went in, one argument; none can become an option or a line.
    private func argumentFaults(_ addresses: [Case.Verdict]) async throws -> [String] {
        let zone = Sample.settings.time.zone
        let gateway = Gateway(
            name: "echo", channel: .email, command: ["/usr/bin/printf", "%s\\n", "to={to}", "{to}", "--", "{to}{id}"])
        let runner = ProcessRunner()
        var faults: [String] = []
        for address in addresses {
            let values = GatewayCommand.Values(to: address.text, id: "3f", attempt: 1, stateDirectory: "/s")
            guard let command = try? GatewayCommand(gateway, values, zone: zone) else {
                if address.accepted { faults.append("no command for \(address.text)") }
                continue
            }
            let to = address.text
            let expected = ["%s\\n", "to=\(to)", to, "--", "\(to)3f"]
            if Array(command.arguments.dropFirst()) != expected { faults.append("arguments \(command.arguments)") }
            if to.isEmpty || to.hasPrefix("-") || to.unicodeScalars.contains(where: \.isControl) {
                faults.append("a command for \(to.debugDescription)")
            }
            guard address.accepted else { continue }
            let run = GatewayRun(command, input: try MessageFile([]), timeout: .seconds(20))
            let echoed = String(decoding: await runner.result(of: run).output, as: UTF8.self)
            if echoed != expected.dropFirst().joined(separator: "\n") + "\n" { faults.append("echo \(echoed)") }
        }
        return faults
    }

    private struct Findings: Codable {
        let seen: Int
        let faults: [String]
    }

    private static let reader = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Independent/injection.py").path
}

extension InjectionTests {
    /// An office whose units have hostile names.
    struct Office {
        let renderer: Renderer
        let end: String

        init(names hostile: inout HostileText) {
            let sample = Sample.settings
            let units = sample.units.mapValues { unit in
                Unit(
                    id: unit.id, name: hostile.text(atLeast: 1), short: hostile.text(atLeast: 1),
                    supervising: unit.supervising, external: unit.external)
            }
            let settings = Settings(
                office: sample.office, time: sample.time, gateways: sample.gateways, policies: sample.policies,
                units: units, groups: sample.groups)
            renderer = Renderer(settings: settings, templates: .builtIn)
            end = "(Thư nhắc việc tự động, không thay thế văn bản giao nhiệm vụ.)"
        }
    }

    /// One mail, one SMS and two addresses, with what they are to be.
    struct Case: Encodable {
        struct Verdict: Encodable {
            let text: String
            let accepted: Bool

            init(_ text: String, _ channel: Channel) {
                self.text = text
                accepted = Address.fault(in: text, of: channel) == nil
            }
        }

        struct Addresses: Encodable {
            let mail: Verdict
            let sms: Verdict
        }

        let id: String
        let mail: Data
        let subject: String
        let to: String
        let end: String
        let sms: String
        let spool: Data
        let number: String
        let addresses: Addresses

        init(_ index: Int, _ office: Office, _ hostile: inout HostileText) {
            let steps: [SlotStep] = [.onAssignment, .changed, .onTheDay, .after(StepCount(1, working: true)!), .review]
            let items = (0..<(1 + hostile.next(2))).map { number in
                Sample.item(
                    Sample.directive(
                        "\(number).\(hostile.next(9))", task: hostile.text(), quote: hostile.text(),
                        personal: hostile.next(9) == 0, restricted: hostile.next(9) == 0),
                    notice: Sample.notice(number: hostile.text(), symbol: hostile.text(), issuer: hostile.text()),
                    step: steps[hostile.next(steps.count)], role: Role.allCases[hostile.next(4)])
            }
            let letter = Sample.letter(items)
            let message = office.renderer.render(letter)
            id = letter.id
            mail = Data(message.bytes)
            subject = message.subject ?? ""
            to = letter.recipient
            end = office.end
            let number = "+999" + String(100_000_000 + index)
            let text = office.renderer.render(
                Sample.letter(items, gateway: Sample.smsGateway(index.isMultiple(of: 2) ? .accented : .auto)))
            sms = String(decoding: text.bytes, as: UTF8.self)
            self.number = number
            spool = Data((try? SMSToolsMessage(to: number, text: text.bytes).bytes) ?? [])
            addresses = Addresses(mail: Verdict(hostile.mailAddress(), .email), sms: Verdict(hostile.number(), .sms))
        }
    }
}
