import GRDB
import Testing

@testable import Ledger

/// Every column of every table is changed in turn, every row deleted and a copy of each added, by somebody who also computes
/// marks and chain anew: `audit --head` names it, or a list says why it need not.
@Suite struct AuditEnumerationTests {
    /// What no audit can name, and why that is no lie about what was sent to whom, when and with which answer.
    private static let unseen: [String: String] = [
        "+event": "what is appended after the head that was kept is proven by the next head only",
        "attempt.started_at": end + "has the instant",
        "-attempt": end + "names it",
        "ledger.clock":
            "it keeps a daemon with the other kind of clock from writing, and says nothing of what was sent",
        "state.value.revision": "by which rules past slots were planned: another one has them looked at once more",
        "letter.row": "only the order of the rows has a meaning, and the rows keep it",

        "obligation.settled": plan("plan"), "obligation.wake": plan("plan"), "obligation.held": plan("plan"),
        "obligation.value.track.dated.\"_0\".provisional": plan("confirmation of a date"),
        "closing_due.obligation": plan("end that nobody was told of yet"),
        "closing_due.reason": plan("end that nobody was told of yet"), "closing_due.mark": plan("mark of such an end"),
        "-closing_due": plan("end that nobody was told of yet"),
        "+closing_due": plan("end that nobody was told of yet"),

        "obligation.value.id": name("obligation"), "former_id.id": name("obligation"),
        "former_id.obligation": name("obligation"), "-former_id": name("obligation"), "+former_id": name("obligation"),

        "directive.value": input, "directive.hash": input, "directive.in_force": input, "directive.first_loaded": input,
        "directive.source_file": input, "directive.source_line": input, "-directive": input, "+notice": input,
        "configuration.form": "of a configuration that is no longer in force: nothing reads it",
        "configuration.sum": "of a configuration that is no longer in force: nothing reads it",

        "attempt_meanings.name": list, "-attempt_meanings": list, "+attempt_meanings": list,
        "event_kinds.name": list, "-event_kinds": list, "+event_kinds": list,
        "skip_reasons.name": list, "-skip_reasons": list, "+skip_reasons": list,
        "+message_kinds": list, "+message_states": list,
    ]

    /// The entry of the list that a change is of.
    static func entry(_ change: RowChange) -> String? {
        unseen.keys.first { change.name == $0 || change.name.hasPrefix($0 + ".") }
    }

    private static let end = "of an attempt that runs: the event of its end "
    private static func plan(_ what: String) -> String { "\(what), which has no event: what it leads to has one" }
    private static func name(_ what: String) -> String { "what people call an \(what), whose key is in the chain" }
    private static let input =
        "what the files said, whose hashes are in the chain, of a directive that left them, or where it stands in them"
    private static let list = "a name that no row has: a row with a name that is missing breaks a reference"

    @Test func whatIsChangedIsNamedOrListed() throws {
        let ledger = try Fixture.everything()
        let head = try #require(try ledger.head())
        let report = try ledger.audit(against: head)
        #expect(report.isSound, "\(report.checks.compactMap(\.wrong))")
        let changes = try ledger.queue.read { try RowChange.all($0) }
        #expect(changes.count > 1_500)
        let forger = try Forger(of: ledger)
        var (counts, listed): ([Bool: Int], Set<String>) = ([:], [])
        for change in changes {
            for skill in Forger.Skill.allCases {
                guard let forged = try forger.ledger(change, skill) else { continue }
                let isSeen = try !forged.isSound(against: head)
                counts[isSeen, default: 0] += 1
                if isSeen { continue }
                let entry = Self.entry(change)
                if let entry { listed.insert(entry) }
                #expect(entry != nil, "no audit names \(change.name) of \(change.row), \(skill)")
            }
        }
        #expect(listed == Set(Self.unseen.keys), "\(Set(Self.unseen.keys).subtracting(listed)) is named")
        print("\(changes.count) changes: named \(counts[true] ?? 0), not named \(counts[false] ?? 0)")
    }
}

extension Ledger {
    /// Whether an audit finds nothing; a value that cannot be read is found.
    fileprivate func isSound(against head: ChainHead) throws -> Bool {
        do throws(LedgerError) {
            return try audit(against: head).isSound
        } catch {
            #expect(error.code == .newerVersion, "\(error)")
            return false
        }
    }
}
