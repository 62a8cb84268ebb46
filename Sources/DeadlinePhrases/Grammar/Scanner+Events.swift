import Directives

extension Scanner {
    /// A holiday or another known event, with its year or its date where they are stated.
    mutating func knownEvent() -> StatedEvent? {
        attempt { scanner in
            _ = scanner.take([
                "ngày", "lễ", "ngày lễ", "thời gian", "kỳ", "dịp", "đợt", "ngày nghỉ", "nghỉ", "dịp lễ", "nghỉ lễ",
                "ngày tổng tuyển cử", "cuộc", "ngày diễn ra lễ", "ngày khai mạc", "thời điểm", "ngày đầu",
            ])
            guard let event = KnownEvent.all.first(where: { scanner.takeName($0) }) else { return nil }
            var stated = StatedEvent(event: event)
            stated.cycle = scanner.attempt { $0.yearName() }
            stated.year =
                scanner.yearWithWord() ?? scanner.attempt { $0.bareYear() }.map { .stated($0) }
            stated.date = scanner.attempt { $0.eventDate() }
            if stated.year == nil { stated.year = scanner.yearWithWord() }
            return stated
        }
    }

    private mutating func takeName(_ event: KnownEvent) -> Bool {
        take(event.names)
    }

    /// "Quý Mão": the place in the cycle of sixty.
    mutating func yearName() -> Int? {
        _ = take(Lexicon.year)
        guard let stem = KnownEvent.stems.firstIndex(where: { take($0) }),
            let branch = KnownEvent.branches.firstIndex(where: { take($0) })
        else { return nil }
        return (0..<60).first { $0 % 10 == stem && $0 % 12 == branch }
    }

    /// `02/9/2025`, `(10/3 âm lịch)`, `(tức ngày 30/11/2025)` is left to the rule for glosses.
    private mutating func eventDate() -> StatedDate? {
        if takeMark("(") {
            guard let date = date(), takeMark(")") else { return nil }
            return date
        }
        return date()
    }
}
