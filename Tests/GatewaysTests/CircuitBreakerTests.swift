import Directives
import TestSupport
import Testing

@testable import Gateways

/// The breaker by itself: when it opens, what it lets through, what closes it.
struct CircuitBreakerTests {
    private let now = Fixture.instant("2021-12-01 08:00")

    private func opened() -> CircuitBreaker {
        var breaker = CircuitBreaker()
        for index in 1...5 { _ = breaker.note(.failing, of: "\(index)", isProbe: false, at: now) }
        return breaker
    }

    @Test func theFifthFailureInARowOpensIt() {
        var breaker = CircuitBreaker()
        for index in 1...4 {
            #expect(breaker.note(.failing, of: "\(index)", isProbe: false, at: now) == nil)
            #expect(breaker.allowance(at: now) == nil)
        }
        let outcome1 = breaker.note(.failing, of: "5", isProbe: false, at: now)
        #expect(outcome1 == .suspended(until: now.adding(seconds: 10)))
        #expect(breaker.allowance(at: now) == 0 && breaker.openedAt == now)
    }

    @Test func aSignOfLifeBeginsTheCountAnew() {
        var breaker = CircuitBreaker()
        for index in 1...40 {
            let sign: CircuitBreaker.Sign = index.isMultiple(of: 5) ? .alive : .failing
            #expect(breaker.note(sign, of: "\(index)", isProbe: false, at: now) == nil)
        }
        #expect(breaker.isClosed)
    }

    @Test func theTroubleOfOneAddressIsNotTheGateways() {
        var breaker = CircuitBreaker()
        for _ in 1...20 {
            let outcome2 = breaker.note(.failing, of: "a", isProbe: false, at: now)
            #expect(outcome2 == nil)
        }
        let outcome3 = breaker.note(.failing, of: "b", isProbe: false, at: now)
        #expect(outcome3 != nil)
    }

    @Test func theProbesComeAfterGrowingPausesAndOneAtATime() {
        var breaker = opened()
        var at = now
        for pause in [10, 60, 300, 900, 900, 900] {
            #expect(breaker.nextProbe == at.adding(seconds: pause))
            #expect(breaker.allowance(at: at.adding(seconds: pause - 1)) == 0)
            at = at.adding(seconds: pause)
            #expect(breaker.allowance(at: at) == 1)
            let outcome4 = breaker.take()
            #expect(outcome4)
            #expect(breaker.allowance(at: .distantFuture) == 0 && breaker.nextProbe == nil)
            // What ends late of the runs before it opened changes nothing.
            let outcome5 = breaker.note(.failing, of: "x", isProbe: false, at: at)
            #expect(outcome5 == nil)
            #expect(breaker.nextProbe == nil)
            let outcome6 = breaker.note(.failing, of: "y", isProbe: true, at: at)
            #expect(outcome6 == nil)
        }
    }

    @Test(arguments: [true, false])
    func anySignOfLifeClosesIt(isProbe: Bool) {
        var breaker = opened()
        if isProbe { _ = breaker.take() }
        let outcome7 = breaker.note(.alive, of: "x", isProbe: isProbe, at: now)
        #expect(outcome7 == .resumed)
        #expect(breaker.isClosed && breaker.openedAt == nil && breaker.allowance(at: now) == nil)
        let outcome8 = breaker.take()
        #expect(!outcome8)
    }

    @Test func aProbeThatNeverRanMakesRoomForTheNext() {
        var breaker = opened()
        let later = now.adding(seconds: 10)
        let outcome9 = breaker.take()
        #expect(outcome9)
        let outcome10 = breaker.note(.none, of: "-x", isProbe: true, at: later)
        #expect(outcome10 == nil)
        #expect(breaker.allowance(at: later) == 1 && !breaker.isClosed)
    }
}
