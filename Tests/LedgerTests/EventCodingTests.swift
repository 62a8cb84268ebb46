import Directives
import Testing

@testable import Ledger

/// How each fact is stored: the hashes of the chain cover these very bytes, so none of them may ever change.
@Suite struct EventCodingTests {
    private static let day = CivilDate("2021-12-10")!
    private static let due = Event.RecordedDue(date: day, instant: "2021-12-10T17:00:00+07:00")

    private static let examples: [(Event.Fact, String, String)] = [
        (.configurationAccepted(summary: "+3 directives"), "configuration-accepted", #"{"summary":"+3 directives"}"#),
        (
            .configurationRefused(mistakes: 2, first: "a:1:2: lỗi"), "configuration-refused",
            #"{"first":"a:1:2: lỗi","mistakes":"2"}"#
        ),
        (.opened(due: nil, opens: nil), "opened", "{}"),
        (.opened(due: .init(date: day, instant: nil), opens: nil), "opened", #"{"due_date":"2021-12-10"}"#),
        (
            .opened(due: due, opens: "2022-01-01T00:00:00+07:00"), "opened",
            #"{"due":"2021-12-10T17:00:00+07:00","due_date":"2021-12-10","opens":"2022-01-01T00:00:00+07:00"}"#
        ),
        (
            .occurred(event: "receipt", occasion: "ho-so-12", date: day, time: TimeOfDay("15:30")), "occurred",
            #"{"case":"ho-so-12","date":"2021-12-10","event":"receipt","time":"15:30"}"#
        ),
        (
            .occurred(event: "receipt", occasion: nil, date: day, time: nil), "occurred",
            #"{"case":"","date":"2021-12-10","event":"receipt","time":""}"#
        ),
        (
            .versioned(.init(from: nil, due: due)), "versioned",
            #"{"due":"2021-12-10T17:00:00+07:00","due_date":"2021-12-10","from":"none"}"#
        ),
        (
            .versioned(.init(from: CivilDate("2021-12-07"), due: due, grantor: "UBND", reason: "mưa lũ")), "versioned",
            #"{"by":"UBND","due":"2021-12-10T17:00:00+07:00","due_date":"2021-12-10","from":"2021-12-07","#
                + #""reason":"mưa lũ"}"#
        ),
        (.acknowledged, "acknowledged", "{}"),
        (.ended(.done, reason: nil), "done", "{}"),
        (.ended(.failed, reason: "trễ"), "failed", #"{"reason":"trễ"}"#),
        (.ended(.withdrawn, reason: ""), "withdrawn", #"{"reason":""}"#),
        (.ended(.unitEnded, reason: "x"), "ended", #"{"reason":"x"}"#),
        (
            .claimed(.init(sha256: "ab", gateway: "email", address: "a@x", slots: ["s1", "s2"])), "claimed",
            #"{"address":"a@x","gateway":"email","sha256":"ab","slots":"s1\ns2"}"#
        ),
        (
            .claimed(
                .init(
                    sha256: "ab", gateway: "sms", address: "+1", recipient: "+2", replaces: "m1", slots: ["s1"],
                    isFallback: true)), "claimed",
            #"{"address":"+1","cause":"fallback","gateway":"sms","recipient":"+2","replaces":"m1","sha256":"ab","#
                + #""slots":"s1"}"#
        ),
        (
            .claimed(.init(sha256: "ab", gateway: "email", address: "a@x", closes: ["o1", "o2"])), "claimed",
            #"{"address":"a@x","closes":"o1\no2","gateway":"email","sha256":"ab"}"#
        ),
        (
            .attemptEnded(.init(end: .accepted, number: 1, exit: "exit status 0", meaning: .accepted, gatewayID: "q1")),
            "accepted", #"{"attempt":"1","exit":"exit status 0","gateway-id":"q1","meaning":"accepted"}"#
        ),
        (
            .attemptEnded(
                .init(
                    end: .deferred, number: 2, exit: "exit 75", meaning: .deferred,
                    nextAttempt: Instant(milliseconds: 7))),
            "deferred", #"{"attempt":"2","exit":"exit 75","meaning":"deferred","next-attempt":"7"}"#
        ),
        (
            .attemptEnded(.init(end: .dead, number: 3, exit: "exit 67", meaning: .rejected, state: .expired)), "dead",
            #"{"attempt":"3","exit":"exit 67","meaning":"rejected","state":"expired"}"#
        ),
        (
            .attemptEnded(.init(end: .expired, number: 4, exit: "timeout", meaning: .unknown)), "expired",
            #"{"attempt":"4","exit":"timeout","meaning":"unknown"}"#
        ),
        (
            .postponed(until: Instant(milliseconds: -7), reason: "the clock was set back"), "deferred",
            #"{"next-attempt":"-7","reason":"the clock was set back"}"#
        ),
        (.messageEnded(.dead, reason: "x"), "dead", #"{"reason":"x"}"#),
        (.messageEnded(.expired, reason: "x"), "expired", #"{"reason":"x"}"#),
        (.messageEnded(.cancelled, reason: "x"), "cancelled", #"{"reason":"x"}"#),
        (
            .skipped(slot: "o|1", at: Instant(milliseconds: 9), reason: .tooOld), "skipped",
            #"{"reason":"too-old","slot":"o|1","slot-at":"9"}"#
        ),
        (
            .slotHeld(slot: "o|1", address: "a@x", limit: "per-hour"), "held",
            #"{"limit":"per-hour","slot":"o|1","to":"a@x"}"#
        ),
        (.slotReleased(slot: "o|1", address: "a@x"), "released", #"{"slot":"o|1","to":"a@x"}"#),
        (.messageHeld(reason: "x"), "held", #"{"reason":"x"}"#),
        (.messageReleased(), "released", "{}"),
        (.messageReleased(until: Instant(milliseconds: 5)), "released", #"{"until":"5"}"#),
        (
            .configurationAccepted(summary: "+3", settingsSHA256: "ab", filesSHA256: "cd"), "configuration-accepted",
            #"{"files-sha256-1":"cd","settings-sha256":"ab","summary":"+3"}"#
        ),
        (
            .opened(due: .init(date: day, instant: nil), opens: nil, state: .withdrawn, rowSHA256: "ab"), "opened",
            #"{"due_date":"2021-12-10","row-sha256-1":"ab","state":"withdrawn"}"#
        ),
        (
            .ended(.done, reason: nil, at: Instant(milliseconds: 5)), "done", #"{"ended":"5"}"#
        ),
        (.holdSet(true, reason: ""), "held", #"{"reason":"","scope":"all"}"#),
        (.holdSet(false, reason: "x"), "released", #"{"reason":"x","scope":"all"}"#),
        (.limitsReleased(obligations: 3), "released", #"{"obligations":"3"}"#),
        (.reported(.init(letters: 0, isTold: false, isSummary: false)), "reported", #"{"letters":"0"}"#),
        (
            .reported(.init(letters: 2, isTold: true, isSummary: true)), "reported",
            #"{"letters":"2","summary":"yes","told":"yes"}"#
        ),
        (
            .operatorNotified(.init(key: "clock", subject: "Đồng hồ")), "operator-told",
            #"{"letter":"clock","subject":"Đồng hồ"}"#
        ),
        (
            .operatorNotified(.init(key: "clock", subject: "s", replaces: "m1")), "operator-told",
            #"{"cause":"fallback","letter":"clock","replaces":"m1","subject":"s"}"#
        ),
        (.clockStepped(milliseconds: -5), "clock-stepped", #"{"milliseconds":"-5"}"#),
        (.clockAccepted, "clock-stepped", #"{"accepted":"yes"}"#),
        (
            .bytesDeleted(messages: 2, rows: 1...3, endedBefore: Instant(milliseconds: 8)), "bytes-deleted",
            #"{"ended-before":"8","messages":"2","rows":"1-3"}"#
        ),
        (.started(version: "0.9"), "started", #"{"version":"0.9"}"#),
        (.stopped, "stopped", "{}"),
        (.other(kind: "handed-over", detail: ["a": "b"]), "handed-over", #"{"a":"b"}"#),
    ]

    @Test func eachFactIsStoredAsItAlwaysWasAndReadBack() throws {
        for (fact, kind, text) in Self.examples {
            let (name, detail) = fact.encoded
            #expect(name == kind)
            #expect(JSON.text(detail) == text)
            #expect(Event.Fact(kind: kind, detail: try JSON.value([String: String].self, text)) == fact)
        }
        let kinds = Set(Self.examples.map(\.1))
        #expect(EventKind.allCases.allSatisfy { kinds.contains($0.rawValue) })
    }

    @Test func whatTheChainIsToProveLaterHasItsPlace() {
        var claim = Event.Claim(sha256: "ab", gateway: "email", address: "a@x")
        (claim.planned, claim.subjectSHA256, claim.rowSHA256) = (Instant(milliseconds: 5), "cd", "ef")
        claim.until = Instant(milliseconds: 6)
        let detail = Event.Fact.claimed(claim).encoded.detail
        #expect(detail["at"] == "5" && detail["subject-sha256"] == "cd" && detail["row-sha256-1"] == "ef")
        #expect(Event.Fact(kind: "claimed", detail: detail) == .claimed(claim))
        var attempt = Event.Attempt(end: .dead, number: 1, exit: "exit 67", meaning: .rejected)
        (attempt.outputSHA256, attempt.started) = ("ef", Instant(milliseconds: 7))
        let end = Event.Fact.attemptEnded(attempt).encoded.detail
        #expect(end["output-sha256"] == "ef" && end["started"] == "7")
        #expect(Event.Fact(kind: "dead", detail: end) == .attemptEnded(attempt))
    }

    @Test func anEventOfAnotherProgramIsReadAsItStands() {
        let unknown = Event.Fact(kind: "answered", detail: ["by": "x"])
        #expect(unknown == .other(kind: "answered", detail: ["by": "x"]))
        #expect(Event(at: Fixture.noon, unknown).kind == nil)
        for kind in EventKind.allCases {
            let odd = Event(at: Fixture.noon, Event.Fact(kind: kind.rawValue, detail: ["odd": "x"]))
            #expect(odd.kind == kind)
        }
    }

    @Test func aDetailThatThisProgramDoesNotKnowIsKeptForTheLog() throws {
        let ledger = try Ledger.temporary(clock: .wall)
        let detail = ["version": "9", "new": "x"]
        try ledger.append([Event(at: Fixture.noon, .other(kind: "started", detail: detail))])
        let read = try #require(try ledger.events().first)
        #expect(read.fact == .started(version: "9"))
        #expect(read.detail == detail)
    }
}
