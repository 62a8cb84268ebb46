import Directives
import Yams

extension FileReading {
    /// Refuses fallbacks that lead nowhere: to no gateway, to the gateway itself, or in a circle.
    func checkFallbacks(of gateways: [Gateway], in entries: [Fields.Entry]) {
        let names = entries.map(\.key.string)
        let next = Dictionary(
            gateways.map { ($0.name, $0.fallback) }, uniquingKeysWith: { first, _ in first }
        ).compactMapValues(\.self)
        let circles = Cycles.find(in: next.filter { $0.key != $0.value }, order: names)
        for entry in entries {
            let name = entry.key.string
            guard let fallback = next[name], let node = entry.value.mapping?["fallback"] else { continue }
            if !names.contains(fallback) {
                let hint = Suggestion.hint(for: fallback, among: names.filter { $0 != name })
                error("there is no gateway '\(fallback)'\(hint)", at: node.place)
            } else if fallback == name {
                error("a gateway cannot be its own fallback", at: node.place)
            } else if let circle = circles.first(where: { $0.first == name }) {
                error("the fallbacks go in a circle: \((circle + [name]).joined(separator: " → "))", at: node.place)
            }
        }
    }
}
