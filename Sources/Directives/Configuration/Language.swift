/// A language that recipients read.
public enum Language: String, Codable, Hashable, Sendable, CaseIterable {
    case vietnamese = "vi"
    case english = "en"
}
