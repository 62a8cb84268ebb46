import Directives
import TestSupport

extension Office {
    /// Changes one thing, as an administrator might; gives its name.
    mutating func edit(_ random: inout SplitMix64, on day: CivilDate, number: Int) -> String {
        let index = Int.random(in: 0..<directives.count, using: &random)
        let directive = directives[index]
        let unit = leads.randomElement(using: &random) ?? "phong-1"
        switch Int.random(in: 0..<13, using: &random) {
        case 0, 1:
            // Mostly a date, sometimes another kind of deadline.
            let isOther = random.one(in: 4)
            let moved = isOther ? Self.deadline(&random, from: day, after: nil) : Self.dated(&random, from: day)
            directives[index] = directive.with(
                deadlines: directive.deadlines.enumerated().map { place, named in
                    // Otherwise a deadline that is counted from an event, or recurs, stays as it is.
                    let stays = !isOther && (named.deadline.awaitedEvent != nil || named.deadline.recurs) || place > 0
                    return stays ? named : .init(name: named.name, moved)
                })
            return "deadline of \(directive.id)"
        case 2:
            add(item: "m\(number)-\(directives.count)", &random, from: day)
            return "new directive m\(number)"
        case 3:
            let date = day.adding(days: Int.random(in: -1...6, using: &random))
            directives[index] = directive.with(
                withdrawn: .some(directive.withdrawn == nil ? .init(date: date, reason: "thôi") : nil))
            return "withdrawal of \(directive.id)"
        case 4, 5:
            let name = random.one(in: 2) ? "standard" : "urgent"
            policies[name] = Self.policy(name, &random)
            return "policy \(name)"
        case 6:
            guard leads.filter({ units[$0]?.validTo == nil }).count > 1, let ending = units[unit] else {
                return "nothing"
            }
            let successor = leads.first { $0 != unit && units[$0]?.validTo == nil }
            units[unit] = ending.with(
                validTo: .some(day.adding(days: Int.random(in: -1...8, using: &random))),
                successor: .some(random.one(in: 2) ? nil : successor))
            return "end of \(unit)"
        case 7:
            var addresses = units[unit]?.addresses ?? [:]
            addresses[.email] = ["\(unit)-\(number)@x.example"]
            units[unit] = units[unit]?.with(addresses: addresses)
            return "address of \(unit)"
        case 8:
            let place = Int.random(in: 0..<gateways.count, using: &random)
            let gateway = gateways[place]
            gateways[place] = Self.gateway(gateway.name, gateway.channel, &random).with(fallback: gateway.fallback)
            if random.one(in: 2) { chain(&random) }
            return "gateway \(gateways[place].name)"
        case 9:
            limits =
                random.one(in: 2)
                ? Self.limitless
                : .init(
                    perAddressPerDay: Int.random(in: 1...6, using: &random),
                    perHour: Int.random(in: 3...20, using: &random))
            return "limits"
        case 10:
            var calendar = time.calendar
            let date = day.adding(days: Int.random(in: 0...20, using: &random))
            guard let year = calendar.years[date.year], calendar.isWorkingDay(date) else { return "nothing" }
            var years = calendar.years
            var daysOff = year.daysOff
            daysOff[date] = "Nghỉ thêm"
            years[date.year] = .init(source: year.source, daysOff: daysOff, working: year.working)
            calendar = WorkingCalendar(
                name: calendar.name, weekend: calendar.weekend, years: years, namedDays: calendar.namedDays)
            time = OfficeTime(zone: time.zone, calendar: calendar, hours: time.hours)
            return "day off \(date)"
        case 11:
            catchUpDays = Int.random(in: 1...14, using: &random)
            return "catch-up \(catchUpDays)"
        default:
            directives[index] = directive.with(
                coordinating: leads.filter { !directive.lead.contains($0) && random.one(in: 3) })
            return "coordinating units of \(directive.id)"
        }
    }
}
