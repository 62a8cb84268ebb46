/// What the template of an operator's message may ask for.
struct OperatorScope: TemplateScope {
    static let names = ["subject", "lines", "office", "moment"]

    let subject: String
    let lines: [String]
    let office: String
    let moment: String

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
