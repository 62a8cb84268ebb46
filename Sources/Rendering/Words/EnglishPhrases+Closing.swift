import Directives

extension EnglishPhrases {
    func outcome(_ state: Obligation.State, on date: CivilDate?) -> String {
        let words =
            switch state {
            case .open: "in progress"
            case .done: "completed"
            case .failed: "could not be carried out"
            case .withdrawn: "withdrawn"
            case .unitEnded: "ended, since the lead unit has been dissolved"
            }
        return date.map { "\(words) (recorded on \(day($0)))" } ?? words
    }
}
