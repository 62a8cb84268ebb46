/// How a drawing marks days besides its signs: with a terminal's colours, or not at all.
public enum Ink: Sendable {
    case plain, terminal

    enum Tone: String, Sendable {
        /// A day off.
        case off = "31"
        /// A weekend day that is worked.
        case worked = "1;32"
        /// What is there for those who look for it.
        case faint = "2"
    }

    /// The text in a tone; it keeps its width on the screen.
    func paint(_ text: String, _ tone: Tone?) -> String {
        guard self == .terminal, let tone, text.contains(where: { $0 != " " }) else { return text }
        return "\u{1B}[\(tone.rawValue)m\(text)\u{1B}[0m"
    }
}
