import Directives

extension Scanner {
    /// Cuts the whole phrase into elements; every token belongs to one.
    mutating func elements(hasTrigger: Bool) -> [PhraseElement] {
        var elements: [PhraseElement] = []
        while !isAtEnd {
            let start = index
            let kind = element(after: elements, hasTrigger: hasTrigger)
            if index == start { index += 1 }
            elements.append(PhraseElement(kind: kind, tokens: start..<index))
        }
        return elements
    }

    private mutating func element(after before: [PhraseElement], hasTrigger: Bool) -> PhraseElement.Kind {
        if current?.kind == .mark { return .mark }
        if let found = citation() { return .citation(number: found.hasNumber ? found.tokens : nil) }
        if let found = frequency() { return .frequency(found.0, interval: found.interval) }
        if take(Lexicon.nextWorkingDay) { return .nextWorkingDay }
        if let found = lastDayOfEveryMonth() {
            return .lastDayOfMonth(working: found.working, quarterly: found.quarterly)
        }
        if lastWorkingDayOf() { return .lastWorkingDay }
        if let (first, date) = dayRange() { return .days(first, date) }
        if let date = date() { return .date(date) }
        if let event = knownEvent() { return .event(event) }
        if takeImpossible() { return .impossible }
        if let found = weekday() { return .weekday(found.0, weekOffset: found.weekOffset) }
        if let found = relativeDay() { return .relativeDay(found.days, found.part) }
        if let part = officeEnd() { return .officeEnd(part) }
        if let period = period() { return .period(period) }
        if let found = timeOrAmount(before, hasTrigger) { return found }
        if let found = daysOfMonth() { return .daysOfMonth(found.days, found.owner) }
        if let (first, last) = yearSpan() { return .years(first, last) }
        if let token = current, token.number != nil, let year = bareYear() { return .bareYear(year) }
        if let marker = marker() { return .marker(marker) }
        return .word
    }

    /// `16-20/11/2025`, `ngày 15 đến 20/12/2021`.
    private mutating func dayRange() -> (Int, StatedDate)? {
        attempt { scanner in
            _ = scanner.takeDayWord()
            guard let first = scanner.current?.number, (1...31).contains(first) else { return nil }
            scanner.index += 1
            guard scanner.takeMark("-") || scanner.take(Lexicon.until) || scanner.take(Lexicon.throughEnd) else {
                return nil
            }
            guard let date = scanner.date(), date.day > first || date.month > 12 else { return nil }
            // `10-11-2021` is one date.
            return (first, date)
        }
    }

    /// "24 giờ" is a time before a day, and a length of time after "trong vòng" or before "kể từ".
    private mutating func timeOrAmount(_ before: [PhraseElement], _ hasTrigger: Bool) -> PhraseElement.Kind? {
        let start = (index, flags)
        guard let time = timeOfDay() else { return amount().map { .amount($0) } }
        let end = (index, flags)
        let marker = before.last { if case .mark = $0.kind { false } else { true } }
        (index, flags) = start
        if time.isExplicit {
            // "trong vòng 24h sau khi nhận": close writing does not make a length a time.
            if case .marker(.within) = marker?.kind, let amount = amount(), sees(["kể từ", "tính từ", "sau khi"]) {
                return .amount(amount)
            }
            (index, flags) = end
            return .time(time)
        }
        let isCounted: Bool
        switch marker?.kind {
        case .marker(.within), .marker(.after): isCounted = true
        case .marker(.before), .marker(.at): isCounted = false
        default: isCounted = hasTrigger || before.isEmpty
        }
        guard let amount = amount() else {
            (index, flags) = end
            return .time(time)
        }
        let follower = index
        _ = takeMark(",")
        let isFollowed = sees(["kể từ", "tính từ", "sau", "từ khi", "từ thời điểm", "từ lúc", "trước khi", "từ ngày"])
        index = follower
        let isBeforeDay = sees(["ngày", "hôm", "thứ", "chủ nhật", "hằng", "hàng"]) || current?.number != nil
        if amount.unit == .workingHours || isFollowed || (isCounted && !isBeforeDay) { return .amount(amount) }
        if case .marker(.latest) = marker?.kind, !isBeforeDay, amount.unit == .hours, isAtEnd { return .amount(amount) }
        (index, flags) = end
        return .time(time)
    }

    /// "trung hạn", "quyền hạn": the word before makes "hạn" another one.
    private var followsTermOfCredit: Bool {
        index > 0 && current?.key == "han"
            && ["trung", "dai", "ngan", "quyen", "gioi", "vo"].contains(tokens[index - 1].key)
    }

    private mutating func marker() -> PhraseElement.Marker? {
        if sees(["từ nay", "từ tối nay"]) { return nil }
        if take(Lexicon.gloss) { return .gloss }
        if take(Lexicon.latest) { return .latest }
        if !followsTermOfCredit, take(Lexicon.label) { return .label }
        if take(Lexicon.strictlyWithin) { return .within }
        if take(Lexicon.throughEnd) { return .throughEnd }
        if take(Lexicon.before) { return .before }
        if take(Lexicon.after) { return .after }
        if take(Lexicon.since) { return .since }
        if take(Lexicon.until) { return .until }
        if take(Lexicon.at) { return .at }
        if take(Lexicon.finished) { return .done }
        if take(Lexicon.progress) { return .progress }
        if take(Lexicon.periodic) { return .periodic }
        if take(["nhân dịp", "dịp", "cùng dịp", "cùng dịp với", "chào mừng", "nhân"]) { return .occasion }
        if take(Lexicon.and) { return .and }
        return take(Lexicon.or) ? .or : nil
    }
}
