import Directives
import TestSupport
import Testing

struct ZoneTests {
    private func zone(_ name: String) throws -> Zone { try #require(Zone(identifier: name)) }

    @Test(arguments: [
        ("Asia/Ho_Chi_Minh", "2021-11-30", "08:00", "2021-11-30T08:00:00+07:00"),
        ("Asia/Ho_Chi_Minh", "1969-07-20", "12:00", "1969-07-20T12:00:00+08:00"),
        ("UTC", "1960-02-29", "23:59", "1960-02-29T23:59:00+00:00"),
        // The clock springs from 02:00 to 03:00: the skipped time comes as much later as the clock was moved.
        ("Europe/Berlin", "2026-03-29", "02:30", "2026-03-29T03:30:00+02:00"),
        ("Europe/Berlin", "2026-03-29", "01:59", "2026-03-29T01:59:00+01:00"),
        ("Europe/Berlin", "2026-03-29", "03:00", "2026-03-29T03:00:00+02:00"),
        // It falls back from 03:00 to 02:00: the first of the two.
        ("Europe/Berlin", "2026-10-25", "02:30", "2026-10-25T02:30:00+02:00"),
        ("Europe/Berlin", "2026-10-25", "03:00", "2026-10-25T03:00:00+01:00"),
        ("Europe/Berlin", "1968-07-01", "08:00", "1968-07-01T08:00:00+01:00"),
        ("America/New_York", "2026-03-08", "02:30", "2026-03-08T03:30:00-04:00"),
        ("America/New_York", "2026-11-01", "01:30", "2026-11-01T01:30:00-04:00"),
        ("America/New_York", "2026-11-01", "02:00", "2026-11-01T02:00:00-05:00"),
        // Half an hour.
        ("Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-04T02:45:00+11:00"),
        ("Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-05T01:45:00+11:00"),
        ("Australia/Lord_Howe", "2026-04-05", "02:00", "2026-04-05T02:00:00+10:30"),
        // A change that is no summer time, after the year from which steady zones skip the look-up.
        ("Asia/Pyongyang", "2016-01-01", "08:00", "2016-01-01T08:00:00+08:30"),
        ("Asia/Pyongyang", "2019-01-01", "08:00", "2019-01-01T08:00:00+09:00"),
        // The islands left out the whole of 30 December.
        ("Pacific/Apia", "2011-12-30", "08:00", "2011-12-31T08:00:00+14:00"),
        ("Pacific/Apia", "2011-12-29", "23:59", "2011-12-29T23:59:00-10:00"),
    ])
    func aCivilTimeIsAnInstant(name: String, day: String, time: String, expected: String) throws {
        let zone = try zone(name)
        let instant = zone.instant(Fixture.date(day), try #require(TimeOfDay(time)))
        #expect(zone.iso8601(instant) == expected)
    }

    @Test(arguments: ["ICT", "EST5EDT", "GMT+7", "Asia/Nowhere", "", "/", "Asia/"])
    func anUnknownZoneIsRefused(name: String) {
        #expect(Zone(identifier: name) == nil)
    }

    @Test func millisecondsAreShownOnlyWhereThereAreAny() throws {
        let zone = try zone("UTC")
        #expect(zone.iso8601(Instant(milliseconds: 7)) == "1970-01-01T00:00:00.007+00:00")
        #expect(zone.iso8601(Instant(milliseconds: -1)) == "1969-12-31T23:59:59.999+00:00")
        #expect(Instant(milliseconds: -1).seconds == -1)
        #expect(Instant(milliseconds: -1_000).seconds == -1)
        #expect(Instant(milliseconds: 999).seconds == 0)
    }

    @Test(arguments: [
        "Asia/Ho_Chi_Minh", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/St_Johns",
        "Asia/Kathmandu", "Pacific/Apia", "Pacific/Chatham", "Africa/Casablanca",
    ])
    func aTimeThatExistsComesBackFromItsInstant(name: String) throws {
        let zone = try zone(name)
        var random = SplitMix64(seed: 26)
        for round in 0..<3_000 {
            let date = CivilDate(dayNumber: Int.random(in: -7_000..<40_000, using: &random))
            let minute = Int.random(in: 0..<1_440, using: &random)
            let time = try #require(TimeOfDay(hour: minute / 60, minute: minute % 60))
            let instant = zone.instant(date, time)
            if zone.date(at: instant) == date, zone.time(at: instant) == time { continue }
            // Only a skipped time does not come back; then the clock was moved just before.
            let earlier = zone.offset(at: instant.adding(seconds: -86_400))
            #expect(
                zone.offset(at: instant) > earlier,
                "seed 26, round \(round): \(name) \(date) \(time) is read as \(zone.iso8601(instant))")
        }
    }

    @Test func laterCivilTimesAreNeverEarlierInstantsByMoreThanTheOverlap() throws {
        let zone = try zone("Europe/Berlin")
        for day in ["2026-03-28", "2026-03-29", "2026-10-24", "2026-10-25"] {
            #expect(zone.end(of: Fixture.date(day)) == zone.instant(Fixture.date(day).adding(days: 1)))
        }
        let long = zone.end(of: Fixture.date("2026-10-25")).milliseconds(
            since: zone.instant(Fixture.date("2026-10-25")))
        #expect(long == 25 * 3_600_000)
    }
}

struct WrittenInstantTests {
    private let zone = Zone(identifier: "Asia/Ho_Chi_Minh") ?? .utc

    @Test(arguments: [
        ("2021-11-29", "2021-11-29T00:00:00+07:00", "2021-11-30T00:00:00+07:00"),
        ("2021-11-29T07:59", "2021-11-29T07:59:00+07:00", "2021-11-29T07:59:00+07:00"),
        ("2021-11-29 07:59:58", "2021-11-29T07:59:58+07:00", "2021-11-29T07:59:58+07:00"),
        ("2021-11-29T07:59:58-02:30", "2021-11-29T17:29:58+07:00", "2021-11-29T17:29:58+07:00"),
        ("2021-11-29T07:59Z", "2021-11-29T14:59:00+07:00", "2021-11-29T14:59:00+07:00"),
    ])
    func aDayAloneBeginsAndEndsASpan(_ text: String, _ start: String, _ end: String) throws {
        let written = try #require(WrittenInstant(text))
        #expect(zone.iso8601(written.instant(in: zone)) == start)
        #expect(zone.iso8601(written.end(in: zone)) == end)
        #expect(WrittenInstant("\(written)") == written)
    }

    @Test(arguments: ["2021-11-29T", "2021-11-29T7:59", "2021-11-29T07:59:60", "2021-11-29T07:59+7", "29/11/2021", ""])
    func anythingElseIsNone(_ text: String) {
        #expect(WrittenInstant(text) == nil)
    }
}
