import Directives
import Rendering

/// What the operator is notified of: each kind of alarm once a day.
struct OperatorMail {
    /// Alarms that go with the next transaction.
    private(set) var due: [Alarm] = []
    private var notifiedOn: [String: CivilDate] = [:]
    /// What went wrong last and is wrong still, for the status line.
    private(set) var lastTrouble: String?

    /// An alarm goes with the next transaction.
    mutating func add(_ alarm: Alarm) {
        due.append(alarm)
    }

    /// Gives whether an alarm is the first of its kind on a day; it counts as sent from now on.
    mutating func isFirst(_ alarm: Alarm, on day: CivilDate) -> Bool {
        guard notifiedOn[alarm.key] != day else { return false }
        notifiedOn[alarm.key] = day
        return true
    }

    /// - Parameter subject: of its alarm.
    mutating func note(trouble subject: String) {
        lastTrouble = subject
    }

    /// The alarms that were due are written.
    mutating func written() {
        due = []
    }

    /// What a transaction was to say is not written: it is said again.
    mutating func notWritten() {
        notifiedOn = [:]
    }

    /// What an alarm was about is right again.
    mutating func over(_ alarm: Alarm, in language: Language) {
        if lastTrouble == language.texts.words(of: alarm).subject { lastTrouble = nil }
    }
}
