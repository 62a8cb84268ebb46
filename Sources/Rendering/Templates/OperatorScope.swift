/// What the template of an operator's message may ask for.
struct OperatorScope: TemplateScope {
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

    func value(of name: String) -> TemplateValue? {
        switch name {
        case "subject": .text(subject)
        case "lines": .lines(lines)
        case "office": .text(office)
        case "moment": .text(moment)
        default: nil
        }
    }
}
