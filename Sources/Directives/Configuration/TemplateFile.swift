/// A template of the office, as it was read from the configuration folder.
public struct TemplateFile: Hashable, Sendable {
    /// Relative to the folder of templates: `vi/email-subject.mustache`.
    public let path: String
    /// The path in diagnostics.
    public let shown: String
    public let text: String

    public init(path: String, shown: String, text: String) {
        self.path = path
        self.shown = shown
        self.text = text
    }
}
