extension EnglishTexts {
    func newOffice(_ text: NewOfficeText) -> String {
        switch text {
        case .name: "The office"
        case .unit: "First unit"
        case .title: "Assignment of work"
        case .task: "Check the addresses of the units, and report to the office"
        }
    }
}
