import Directives

/// The name of a template: `vi/email-reminder`, in the folder `vi/email-reminder.mustache`.
struct TemplateName: Hashable, Sendable {
    let language: Language
    let kind: TemplateKind

    static let all = Language.allCases.flatMap { language in
        TemplateKind.allCases.map { TemplateName(language: language, kind: $0) }
    }
}

extension TemplateName: LosslessStringConvertible {
    init?(_ description: String) {
        guard let name = Self.all.first(where: { $0.description == description }) else { return nil }
        self = name
    }

    var description: String { "\(language.rawValue)/\(kind.rawValue)" }
}
