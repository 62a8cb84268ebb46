import Mustache

/// What the template of an operator's message may ask for.
final class OperatorScope: MustacheParent {
    static let names = ["subject", "lines", "office", "moment"]

    private let subject: String
    private let lines: [String]
    private let office: String
    private let moment: String

    init(subject: String, lines: [String], office: String, moment: String) {
        self.subject = subject
        self.lines = lines
        self.office = office
        self.moment = moment
    }

    func child(named name: String) -> Any? {
        switch name {
        case "subject": TemplateText(subject)
        case "lines": lines
        case "office": TemplateText(office)
        case "moment": TemplateText(moment)
        default: nil
        }
    }
}
