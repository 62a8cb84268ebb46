import Directives
import Testing

@Suite struct MessageStateTests {
    @Test(arguments: MessageState.allCases)
    func aTerminalStateIsNeverLeftAndNoOtherIsAnEnd(_ state: MessageState) {
        #expect(MessageChange.allCases.allSatisfy { state.after($0) == nil } == state.isTerminal)
        #expect(state.successors.isEmpty == state.isTerminal)
    }

    @Test func everyStateIsReachedFromAClaim() {
        var reached: Set<MessageState> = [.claimed]
        for _ in MessageState.allCases { reached.formUnion(reached.flatMap(\.successors)) }
        #expect(reached == Set(MessageState.allCases))
    }

    @Test func aChangeLeadsToTheSameStateFromAllItsSources() {
        for change in MessageChange.allCases {
            #expect(Set(change.sources.map { $0.after(change) }) == [change.state])
        }
    }

    @Test func onlyAMessageWithARunningAttemptIsAccepted() {
        #expect(MessageChange.accept.sources == [.claimed])
    }

    @Test func eachEndOfAMessageIsOneOfItsChanges() {
        #expect(AttemptEnd.allCases.map(\.change.state) == [.accepted, .deferred, .dead, .expired])
        #expect(MessageEnd.allCases.map(\.change.state) == [.dead, .expired, .cancelled])
    }

    @Test(
        arguments: [
            ([], nil, false, SlotState.pending), ([], nil, true, .held), ([], .tooOld, false, .skipped),
            ([.claimed], nil, true, .underWay), ([.dead, .deferred], nil, false, .underWay),
            ([.dead, .accepted], nil, false, .accepted), ([.accepted, .claimed], nil, false, .accepted),
            ([.expired, .dead], nil, false, .dead), ([.cancelled, .expired], nil, false, .expired),
            ([.cancelled], .superseded, false, .cancelled),
        ] as [([MessageState], SkipReason?, Bool, SlotState)])
    func theStateOfASlotFollowsFromItsMessages(
        _ messages: [MessageState], _ skipped: SkipReason?, _ isHeld: Bool, _ expected: SlotState
    ) {
        #expect(SlotState(messages: messages, skipped: skipped, isHeld: isHeld) == expected)
    }

    @Test(arguments: [
        ("2 years", 24), ("1 year", 12), ("18 months", 18), ("1 month", 1),
    ])
    func aRetentionIsWrittenInYearsOrMonths(_ text: String, _ months: Int) {
        #expect(Retention(text)?.bytesMonths == months)
    }

    @Test(arguments: [
        "", "2", "years", "0 years", "-1 years", "2  years", "30 days", "1000 months", "forever", "٢ years",
    ])
    func aTextThatIsNoRetentionIsRefused(_ text: String) {
        #expect(Retention(text) == nil)
    }

    @Test func bytesAreDeletedByTheDayAndInAShorterMonthByItsLast() throws {
        let zone = try #require(Zone(identifier: "Asia/Ho_Chi_Minh"))
        func end(_ now: String, _ months: Int?) throws -> String? {
            try Retention(bytesMonths: months).bytesEnd(at: #require(zone.instant(parsing: now)), in: zone)
                .map(zone.iso8601)
        }
        #expect(try end("2024-02-29T10:00", 24) == "2022-02-28T00:00:00+07:00")
        #expect(try end("2024-03-31T23:59", 1) == "2024-02-29T00:00:00+07:00")
        #expect(try end("2024-03-31T23:59", nil) == nil)
        #expect(Retention("for ever") == Retention(bytesMonths: nil))
    }
}
