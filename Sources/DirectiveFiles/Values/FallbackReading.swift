import Directives
import Yams

extension FileReading {
    /// Refuses fallbacks that lead nowhere: to no gateway, to the gateway itself, or in a circle.
    func checkFallbacks(of gateways: [Gateway], in entries: [Fields.Entry]) {
        let names = entries.map(\.key.string)
        let next = Dictionary(
            gateways.map { ($0.name, $0.fallback) }, uniquingKeysWith: { first, _ in first }
        ).compactMapValues(\.self)
        var circles: Set<Set<String>> = []
        for entry in entries {
            let name = entry.key.string
            guard let fallback = next[name], let node = entry.value.mapping?["fallback"] else { continue }
            if !names.contains(fallback) {
                let hint = Suggestion.hint(for: fallback, among: names.filter { $0 != name })
                error("there is no gateway '\(fallback)'\(hint)", at: mark(of: node))
            } else if fallback == name {
                error("a gateway cannot be its own fallback", at: mark(of: node))
            } else if let circle = circle(from: name, next), circles.insert(Set(circle)).inserted {
                error(
                    "the fallbacks go in a circle: \((circle + [name]).joined(separator: " → "))", at: mark(of: node))
            }
        }
    }

    /// The gateways on the way from one back to itself.
    private func circle(from name: String, _ next: [String: String]) -> [String]? {
        var way = [name]
        while let last = way.last, let following = next[last] {
            if following == name { return way }
            if way.contains(following) { return nil }
            way.append(following)
        }
        return nil
    }
}
