import Directives

// Ranges, open ends and alternatives.
extension PhraseParser {
    /// "Năm 2026 và các năm tiếp theo", "từ năm 2026 trở đi".
    func openEnded() -> PhraseReading? {
        let onward: Term = [
            "các năm tiếp theo", "những năm tiếp theo", "các năm sau", "những năm sau", "năm tiếp theo", "trở đi",
            "các năm kế tiếp", "những năm kế tiếp", "các năm sau đó", "và các năm tới", "các quý tiếp theo",
            "các tháng tiếp theo", "và những năm tới",
        ]
        guard has(onward) else { return nil }
        for index in elements.indices {
            let stated: StatedPeriod
            switch elements[index].kind {
            case .period(let period): stated = period
            case .bareYear(let year): stated = StatedPeriod(span: .year, year: .stated(year))
            case .date(let date):
                guard chain(before: index).markers.contains(.since), let day = find(date).date else { continue }
                return openEnded(from: day, milestone: nil, period: nil)
            default: continue
            }
            guard let found = find(stated) else { continue }
            // A period that has begun is the first milestone.
            let hasBegun = found.start <= reference
            return openEnded(from: found.start, milestone: hasBegun ? found.end : nil, period: found.period)
        }
        return nil
    }

    private func openEnded(from start: CivilDate, milestone: CivilDate?, period: Period?) -> PhraseReading {
        PhraseReading(
            .openEnded, .openEnded(from: start, milestone: milestone.map { Moment($0) }, offset: offset),
            deadline: milestone == nil ? .standing : period.map { .within($0) })
    }

    /// "12/2026 hoặc 1/2027 (tuỳ thời điểm …)": only a person can say which.
    func alternatives() -> PhraseReading? {
        guard let place = elements.indices.first(where: { marker(at: $0) == .or }), place > 0,
            place + 1 < elements.count
        else { return nil }
        let later = elements.indices.dropFirst(place + 1).first {
            !isMark(at: $0) && marker(at: $0) == nil && !isWord(at: $0)
        }
        guard let later, let first = end(at: place - 1), let second = end(at: later), first.date != second.date else {
            return nil
        }
        var reading = PhraseReading(first.kind, .conflict([first.date, second.date].sorted()), flags: ["alternatives"])
        reading.printedDate = "\(min(first.date, second.date))"
        reading.alternatives = [first, second].map {
            .init(resolution: .due([Moment($0.date)], offset: offset), reason: .twoDates)
        }
        return reading
    }

    private func end(at index: Int) -> (kind: PhraseKind, date: CivilDate)? {
        switch elements[index].kind {
        case .date(let date): find(date).date.map { (.date, $0) }
        case .period(let period): find(period).map { ($0.kind, $0.end) }
        case .bareYear(let year): CivilDate(year: year, month: 12, day: 31).map { (.yearEnd, $0) }
        default: nil
        }
    }

    /// "từ ngày 01/12/2021 đến hết ngày 15/12/2021", "2025 - 2026", "tháng 10 - tháng 12/2021".
    func range() -> PhraseReading? {
        // A forecast or days off.
        let matters: Term = [
            "mưa", "nắng nóng", "rét đậm", "không khí lạnh", "gió mạnh", "triều cường", "nghỉ tết", "nghỉ lễ",
            "được nghỉ",
        ]
        if has(matters), !has(Lexicon.done) { return nil }
        for index in elements.indices {
            switch elements[index].kind {
            case .years(let first, let last) where isCell(index...index) || isBound(index):
                guard let start = CivilDate(year: first, month: 1, day: 1),
                    let end = CivilDate(year: last, month: 12, day: 31)
                else { continue }
                return range(start, end)
            case .days(let first, let date) where isCell(index...index) || isBound(index) || isAhead(index, date):
                guard let end = find(date).date, let start = CivilDate(year: end.year, month: end.month, day: first)
                else { return noSuchDate(.range, printed: find(date).printed) }
                return range(start, end)
            case .marker(.until), .marker(.throughEnd), .mark:
                if let reading = range(around: index) { return reading }
            default: continue
            }
        }
        return sinceToday()
    }

    /// Whether a label, a task's verb or "trong" makes a bare range a deadline; a forecast has none.
    private func isBound(_ index: Int) -> Bool {
        let (markers, start) = chain(before: index)
        return !markers.isDisjoint(with: [.within, .label, .latest, .at]) || followsLabel(start)
            || has(Lexicon.done) && markers.contains(.since)
    }

    /// "từ ngày 10 đến 15/12/2021", while it lies ahead: what is past is told, not asked.
    private func isAhead(_ index: Int, _ date: StatedDate) -> Bool {
        guard chain(before: index).markers.contains(.since), let end = find(date).date, end >= reference else {
            return false
        }
        let hasWord = elements[index].tokens.contains { ["den", "toi"].contains(tokens[$0].key) }
        return hasWord || end.firstOfMonth > reference
    }

    private func range(around index: Int) -> PhraseReading? {
        guard index > 0 else { return nil }
        var place = index + 1
        while place < elements.count, marker(at: place) == .throughEnd || marker(at: place) == .until || isNoun(place) {
            place += 1
        }
        guard place < elements.count, let stated = self.stated(at: place, isStart: false) else { return nil }
        var before = index - 1
        while before > 0, isMark(at: before) { before -= 1 }
        if isMark(at: index) {
            guard tokens[elements[index].tokens.lowerBound].isMark("-") else { return nil }
        }
        let chain = chain(before: before)
        guard
            chain.markers.contains(.since) || chain.markers.contains(.label) || chain.markers.contains(.within)
                || followsLabel(chain.start) || isCell(before...place)
        else { return nil }
        if chain.markers.contains(.before) { return nil }
        guard let end = stated.day else { return noSuchDate(.range, printed: stated.printed) }
        // The start borrows the month and the year of the end.
        let start: CivilDate?
        switch elements[before].kind {
        case .date(var date):
            if date.year == nil { date.year = .stated(date.month > end.month ? end.year - 1 : end.year) }
            start = find(date).date
        case .daysOfMonth(let days, .unsaid) where days.count == 1:
            start = CivilDate(year: end.year, month: end.month, day: days[0])
        case .period(var period):
            if period.year == nil, period.offset == nil { period.year = .stated(end.year) }
            start = find(period).map { found in period.point == .end ? found.end : found.start }
        case .bareYear(let year): start = CivilDate(year: year, month: 1, day: 1)
        case .relativeDay(let days, _): start = reference.adding(days: days)
        default: return nil
        }
        guard let start else { return noSuchDate(.range, printed: nil) }
        return range(start, end)
    }

    private func isNoun(_ index: Int) -> Bool {
        isWord(at: index) && tokens[elements[index].tokens.lowerBound].key == "ngay"
    }

    private func stated(at index: Int, isStart: Bool) -> (day: CivilDate?, printed: String?)? {
        switch elements[index].kind {
        case .date(let date): (find(date).date, find(date).printed)
        case .period(let period): find(period).map { ($0.end, nil) }
        case .bareYear(let year): (CivilDate(year: year, month: 12, day: 31), nil)
        default: nil
        }
    }

    /// "từ nay đến hết ngày 31/12/2025": the range begins with the notice.
    private func sinceToday() -> PhraseReading? {
        guard has(["từ nay"]) else { return nil }
        for index in elements.indices {
            guard let found = stated(at: index, isStart: false) else { continue }
            guard let end = found.day else { return noSuchDate(.range, printed: found.printed) }
            var reading = range(reference, end)
            reading.note(.relativeToIssue)
            return reading
        }
        return nil
    }

    private func range(_ start: CivilDate, _ end: CivilDate) -> PhraseReading {
        var reading = PhraseReading(.range, .range(start, Moment(end), offset: offset), deadline: .on(end))
        if end < start {
            reading.resolution = .conflict([end, start])
            reading.deadline = nil
            reading.note("range_reversed")
        }
        if end < reference { reading.note(.pastAtIssue) }
        return reading
    }
}
