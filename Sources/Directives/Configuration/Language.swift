/// A language that recipients read.
public enum Language: String, Hashable, Sendable, CaseIterable {
    case vietnamese = "vi"
    case english = "en"
}
