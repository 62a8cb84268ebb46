package import Directives

/// What is written to the operator, and what a trial of a gateway says.
package protocol OperatorTexts: Sendable {
    func words(of alarm: Alarm) -> OperatorWords
    func words(of life: SignOfLife) -> OperatorWords
    /// A message that says that it is a test.
    func trial(by office: Settings.Office, of gateway: String) -> OperatorWords
    /// The subject of a mail to the operator: it names this program.
    func operatorSubject(_ subject: String) -> String
}

/// A message to the operator in words.
package struct OperatorWords: Hashable, Sendable {
    /// One line.
    package let subject: String
    /// Lines of plain text.
    package let body: [String]

    package init(_ subject: String, _ body: [String]) {
        self.subject = subject
        self.body = body
    }
}
