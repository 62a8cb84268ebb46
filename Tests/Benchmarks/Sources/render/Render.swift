import DirectiveFiles
import Directives
import Rendering

/// `render FOLDER`: renders 10,000 messages of a configuration, and puts the same bytes together from their lines.
@main
struct Render {
    private static let count = 10_000

    static func main() throws {
        let folder = ConfigurationFolder(path: CommandLine.arguments.dropFirst().first ?? "config")
        guard let configuration = folder.load().configuration else { fatalError("the configuration has mistakes") }
        let letters = try letters(of: configuration)
        let renderer = Renderer(settings: configuration.settings, templates: .builtIn)
        // The lines of each message, as a program without templates would have them ready.
        let lines = letters.map { letter in
            renderer.render(letter).bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map {
                String(decoding: $0, as: UTF8.self)
            }
        }
        let clock = ContinuousClock()
        var bytes = 0
        let rendering = clock.measure {
            for index in 0..<count { bytes += renderer.render(letters[index % letters.count]).bytes.count }
        }
        var again = 0
        let joining = clock.measure {
            for index in 0..<count {
                var text = ""
                for line in lines[index % lines.count] {
                    text += line
                    text += "\n"
                }
                again += Array(text.utf8).count - 1
            }
        }
        guard bytes == again else { fatalError("\(bytes) bytes are not \(again)") }
        let ratio = rendering / joining
        let (each, floor) = (rendering / count, joining / count)
        print("render 10,000 messages of \(letters.count) kinds, \(bytes / count) bytes each on average")
        print("rendered \(each) a message, put together \(floor): ratio \(Int(ratio.rounded()))")
    }

    /// Every message of the configuration's plan: what goes to one address at one instant.
    private static func letters(of configuration: Configuration) throws -> [ReminderContent] {
        let time = configuration.settings.time
        let start = configuration.notices.map { time.zone.instant($0.assigned) }.min() ?? .distantPast
        let obligations = try configuration.obligations(facts: Facts(loaded: start))
        let plan = Plan(
            obligations, settings: configuration.settings, span: start..<start.adding(seconds: 120 * 86_400))
        let directives = Dictionary(obligations.map { ($0.1.id, $0.1) }, uniquingKeysWith: { first, _ in first })
        let notices = Dictionary(configuration.notices.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let groups = Dictionary(grouping: plan.lines) {
            "\($0.delivery.slot.at.milliseconds) \($0.delivery.gateway) \($0.delivery.address)"
        }
        return groups.sorted { $0.key < $1.key }.compactMap { _, lines in
            let items = lines.compactMap { line -> ReminderContent.Item? in
                guard let directive = directives[line.obligation.directive], let notice = notices[directive.id.notice]
                else { return nil }
                return ReminderContent.Item(
                    delivery: line.delivery, obligation: line.obligation, directive: directive, notice: notice)
            }
            guard let first = items.first?.delivery,
                let gateway = configuration.settings.gateways.first(where: { $0.name == first.gateway })
            else { return nil }
            return ReminderContent(
                id: "0123456789abcdef0123456789abcdef", at: first.slot.at, written: first.slot.at, gateway: gateway,
                address: first.address, language: first.language, items: items)
        }
    }
}
