import Directives
import Ledger
import TestSupport
import Testing

@testable import ReminderService

/// The engine's life without an engine.
struct LifecycleTests {
    private let now = Fixture.instant("2021-12-01 08:00")
    private let full = LedgerError(code: .full, message: "the disk is full")
    private let broken = LedgerError(code: .io, message: "it cannot be read")

    private func running() -> Lifecycle {
        var life = Lifecycle()
        life.started()
        life.resumed()
        return life
    }

    @Test func passesAreMadeFromTheStartToTheStop() {
        var life = Lifecycle()
        let early = life.passRequested()
        #expect(!life.isActive && !early)
        life.started()
        #expect(life.isActive && life.mustResume && !life.isStopping)
        life.resumed()
        #expect(life.isActive && !life.mustResume)
        life.stopRequested()
        #expect(life.isActive && life.isStopping)
        life.stopped()
        let late = life.passRequested()
        #expect(!life.isActive && life.isStopping && !late)
    }

    @Test func onePassWaitsOnTheQueue() {
        var life = running()
        let first = life.passRequested()
        let second = life.passRequested()
        #expect(first && !second)
        life.passDequeued()
        let third = life.passRequested()
        #expect(third)
    }

    @Test func aStopBeforeTheFirstRightClockStillResumes() {
        var life = Lifecycle()
        life.started()
        life.stopRequested()
        #expect(life.mustResume && life.isStopping)
        life.resumed()
        #expect(!life.mustResume && life.isStopping)
    }

    @Test func aFullDiskIsLeftAloneForAMinute() {
        var life = running()
        guard case .pause(let until, isNew: true) = life.storageFailed(full, at: now) else {
            Issue.record("a full disk does not end the process")
            return
        }
        #expect(until == now.adding(seconds: 60) && life.isPaused && life.storageBlockedSince == now)
        let meanwhile = life.pause(at: now.adding(seconds: 30))
        #expect(meanwhile == until)
        let after = life.pause(at: until)
        #expect(after == nil && !life.isPaused && life.storageBlockedSince == now)
        // Full for longer: it counts since the first time.
        _ = life.storageFailed(full, at: until)
        #expect(life.storageBlockedSince == now)
        let since = life.storageWorked()
        #expect(since == now)
        #expect(life.storageBlockedSince == nil)
    }

    @Test func aLockedDatabaseIsLookedAtAgainInSeconds() {
        var life = running()
        let locked = LedgerError(code: .locked(by: 7), message: "process 7 holds the database")
        var news: [Bool] = []
        for error in [locked, locked, full, locked] {
            guard case .pause(let until, let isNew) = life.storageFailed(error, at: now) else {
                Issue.record("a lock does not end the process")
                return
            }
            #expect(until == now.adding(seconds: error == full ? 60 : 5))
            news.append(isNew)
        }
        #expect(news == [true, false, true, true])
    }

    @Test func aClockSetBackEndsThePause() {
        var life = running()
        _ = life.storageFailed(full, at: now)
        let pause = life.pause(at: now.adding(seconds: -3_600))
        #expect(pause == nil && !life.isPaused)
    }

    @Test func aStopDoesNotWaitForRoomOnTheDisk() {
        var life = running()
        _ = life.storageFailed(full, at: now)
        life.stopRequested()
        let pause = life.pause(at: now.adding(seconds: 1))
        #expect(pause == nil)
        guard case .fail = life.storageFailed(full, at: now) else {
            Issue.record("at the stop a full disk ends the process")
            return
        }
        #expect(life.failure?.code == .full && !life.isActive)
    }

    @Test func aBrokenDiskEndsThePasses() {
        var life = running()
        guard case .fail = life.storageFailed(broken, at: now) else {
            Issue.record("a broken disk ends the process")
            return
        }
        #expect(!life.isActive && life.isStopping)
        // A stop that follows does not hide the failure.
        life.stopRequested()
        life.stopped()
        #expect(life.failure?.code == .io)
    }
}
