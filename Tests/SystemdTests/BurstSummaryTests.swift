import Logging
import Testing

@testable import Systemd

@Suite struct BurstSummaryTests {
    @Test func twentyPassAndTheRestIsOneLine() {
        var summary = BurstSummary()
        let verdicts = (0..<1_000).map { summary.take("claimed", level: .info, at: .milliseconds($0 / 2)) }
        #expect(verdicts.prefix(20).allSatisfy { $0 == .passes })
        #expect(verdicts[20] == .withheld(summaryDue: .seconds(1)))
        #expect(verdicts.dropFirst(21).allSatisfy { $0 == .withheld(summaryDue: nil) })
        #expect(summary.overflows(at: .milliseconds(999)).isEmpty)
        #expect(summary.overflows(at: .seconds(1)) == [.init(kind: "claimed", count: 980, level: .info)])
        #expect(summary.overflows(at: .seconds(2)).isEmpty)
    }

    @Test func kindsAreCountedApart() {
        var summary = BurstSummary(limit: 1)
        #expect(summary.take("a", level: .info, at: .zero) == .passes)
        #expect(summary.take("b", level: .info, at: .zero) == .passes)
        #expect(summary.take("a", level: .warning, at: .zero) == .withheld(summaryDue: .seconds(1)))
        #expect(summary.take("a", level: .debug, at: .zero) == .withheld(summaryDue: nil))
        #expect(summary.overflows(at: .seconds(1)) == [.init(kind: "a", count: 2, level: .warning)])
    }

    @Test func aKindPassesAgainAfterASecond() {
        var summary = BurstSummary(limit: 1)
        #expect(summary.take("a", level: .info, at: .seconds(5)) == .passes)
        #expect(summary.overflows(at: .seconds(6)).isEmpty)
        #expect(summary.take("a", level: .info, at: .seconds(6)) == .passes)
        #expect(summary.take("a", level: .info, at: .milliseconds(6_999)) == .withheld(summaryDue: .seconds(7)))
    }

    @Test func atTheEndTheRunningSecondIsReportedToo() {
        var summary = BurstSummary(limit: 0)
        _ = summary.take("a", level: .error, at: .seconds(1))
        #expect(summary.overflows(at: nil) == [.init(kind: "a", count: 1, level: .error)])
        #expect(summary.overflows(at: nil).isEmpty)
    }

    @Test func everyEntryPassesOrIsCounted() {
        var summary = BurstSummary(limit: 3)
        var (time, passed, told) = (Duration.zero, 0, 0)
        for number in 0..<10_000 {
            time += .milliseconds(number * 7 % 113)
            told += summary.overflows(at: time).map(\.count).reduce(0, +)
            if summary.take("\(number % 5)", level: .info, at: time) == .passes { passed += 1 }
        }
        told += summary.overflows(at: nil).map(\.count).reduce(0, +)
        #expect(passed + told == 10_000)
    }
}
