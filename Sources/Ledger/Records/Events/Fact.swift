public import Directives

extension Event {
    /// What has happened; `Event+Coding.swift` says how each is stored.
    public enum Fact: Hashable, Sendable {
        /// The settings and the list of files have their hashes; as all that follows by that name they are absent in events
        /// of older ledgers.
        case configurationAccepted(summary: String, settingsSHA256: String? = nil, filesSHA256: String? = nil)
        /// With the number of mistakes and the first of them.
        case configurationRefused(mistakes: Int, first: String)
        /// An obligation opened, be it of a directive that was withdrawn before; `opens` says when, in ISO 8601, where that
        /// is still to come. The hash is that of `Obligation.rowSHA256`.
        case opened(due: RecordedDue?, opens: String?, state: Obligation.State = .open, rowSHA256: String? = nil)
        /// What a directive waits for happened; `occasion` is the case.
        case occurred(event: String, occasion: String?, date: CivilDate, time: TimeOfDay?)
        case versioned(Version)
        case acknowledged
        /// An obligation ended in a state other than `open`; the instant is absent where it only will, and in events of
        /// older ledgers.
        case ended(Obligation.State, reason: String?, at: Instant? = nil)
        case claimed(Claim)
        case attemptEnded(Attempt)
        /// A message waits for an instant, without an attempt.
        case postponed(until: Instant, reason: String)
        /// A message ended without an attempt.
        case messageEnded(MessageEnd, reason: String)
        case skipped(slot: String, at: Instant, reason: SkipReason)
        /// A limit held a slot back from an address.
        case slotHeld(slot: String, address: String, limit: String)
        case slotReleased(slot: String, address: String)
        case messageHeld(reason: String)
        /// With the instant at which it is due if it waits for an attempt; absent in events of older ledgers.
        case messageReleased(until: Instant? = nil)
        /// An order holds everything, or nothing any more.
        case holdSet(Bool, reason: String)
        /// An order released what the limits held, of so many obligations.
        case limitsReleased(obligations: Int)
        case reported(Report)
        case operatorNotified(OperatorLetter)
        case clockStepped(milliseconds: Int64)
        /// A person said that the clock is right.
        case clockAccepted
        /// Retention deleted the bytes of messages in these rows.
        case bytesDeleted(messages: Int, rows: ClosedRange<Int64>, endedBefore: Instant)
        case started(version: String)
        case stopped
        /// Of a kind, or with details, that this program does not know: another version wrote it.
        case other(kind: String, detail: [String: String])
    }

    /// A due as an event records it.
    public struct RecordedDue: Hashable, Sendable {
        public let date: CivilDate
        /// ISO 8601 with the office's offset; nil in events that name the day alone.
        public let instant: String?

        init(date: CivilDate, instant: String?) {
            self.date = date
            self.instant = instant
        }

        /// - Parameter zone: the office's; nil records the day alone.
        public init(_ due: Due, in zone: Zone? = nil) {
            self.init(date: due.dueDate, instant: zone.map { $0.iso8601(due.due) })
        }
    }

    /// A new version of an obligation.
    public struct Version: Hashable, Sendable {
        /// The due date before; nil where there was none.
        public let from: CivilDate?
        public let due: RecordedDue?
        /// Who granted it and why: of an extension.
        public let grantor: String?
        public let reason: String?
        /// `Obligation.rowSHA256`; absent in events of older ledgers.
        var rowSHA256: String?

        public init(from: CivilDate?, due: RecordedDue?, grantor: String? = nil, reason: String? = nil) {
            self.from = from
            self.due = due
            self.grantor = grantor
            self.reason = reason
        }
    }

    /// The claim of a message: what the chain proves even if somebody changes the tables beside it.
    public struct Claim: Hashable, Sendable {
        /// Of the bytes; like all hashes in lower-case hexadecimal.
        public var sha256: String
        public var gateway: String?
        public var address: String?
        /// Where it really goes, where that is not its address.
        public var recipient: String?
        /// The id of the message that it takes the place of.
        public var replaces: String?
        /// The keys of its slots, or of those of the message that it takes the place of by a fallback.
        public var slots: [String] = []
        /// The ids of the obligations of whose end it tells.
        public var closes: [String] = []
        public var isFallback = false
        /// The instant that it was planned for; absent in events of older ledgers, as is the next one.
        public var planned: Instant?
        public var subjectSHA256: String?
        /// Of all columns of the message and its deliveries that never change after the claim and are not deleted by
        /// retention.
        public var rowSHA256: String?
        /// When it is due, where its first attempt does not start with the claim; nil too in events without that hash.
        public var until: Instant?

        /// The keys of the slots that a fallback speaks of; nil for a message that is none.
        var fallbackSlots: [String]? { isFallback ? slots : nil }
    }

    /// The end of an attempt, and what it made of the message.
    public struct Attempt: Hashable, Sendable {
        public var end: AttemptEnd
        public var number: Int
        public var exit: String
        public var meaning: ExitMeaning
        public var gatewayID: String?
        public var nextAttempt: Instant?
        /// The state of a message that had ended meanwhile, and stays so.
        public var state: MessageState?
        /// Of what the program printed; absent in events of older ledgers.
        public var outputSHA256: String?
        /// Absent in events of older ledgers.
        public var started: Instant?
    }

    /// A day's report to the supervising units.
    public struct Report: Hashable, Sendable {
        public let letters: Int
        /// Whether what there was to tell was told: not on days without a report, nor while everything is held.
        public let isTold: Bool
        /// Whether it was the weekly one, of everything.
        public let isSummary: Bool

        public init(letters: Int, isTold: Bool, isSummary: Bool) {
            self.letters = letters
            self.isTold = isTold
            self.isSummary = isSummary
        }
    }

    /// A message to the operator.
    public struct OperatorLetter: Hashable, Sendable {
        /// What makes it the same one on one day, such as `clock`.
        public let key: String
        public let subject: String
        /// The id of the message of which it is the fallback.
        public let replaces: String?

        public init(key: String, subject: String, replaces: String? = nil) {
            self.key = key
            self.subject = subject
            self.replaces = replaces
        }
    }
}
