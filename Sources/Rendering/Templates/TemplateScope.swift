/// What a template may ask for by name.
protocol TemplateScope {
    /// The value of a name of the scope's vocabulary, put into words when it is asked for; nil for any other name.
    func value(of name: String) -> TemplateValue?
}

/// What stands behind a name of a template.
enum TemplateValue {
    /// Prints as it is; as a section it is left out when there is none or it is empty.
    case text(String?)
    /// Prints as nothing; decides whether a section is printed.
    case flag(Bool)
    case number(Int)
    /// A section that is printed once for each, in which `.` is the line.
    case lines([String])
    /// A section that is printed once for each, in which its names are known.
    case list([any TemplateScope])

    var isEmpty: Bool {
        switch self {
        case .text(let text): text?.isEmpty ?? true
        case .flag(let flag): !flag
        case .number: false
        case .lines(let lines): lines.isEmpty
        case .list(let scopes): scopes.isEmpty
        }
    }
}
