import Directives

extension Scanner {
    /// A week, month, quarter, half-year, year or term, and the point of it that is meant.
    mutating func period() -> StatedPeriod? {
        attempt { scanner in
            let point = scanner.point()
            guard
                var period = scanner.tenDays() ?? scanner.week() ?? scanner.monthPeriod(isPoint: point != nil)
                    ?? scanner.quarter(isPoint: point != nil) ?? scanner.partOfYear() ?? scanner.term()
                    ?? scanner.yearPeriod(isPoint: point != nil)
            else { return nil }
            if period.point == nil { period.point = point }
            return period
        }
    }

    /// `hạ tuần tháng 12/2025`.
    private mutating func tenDays() -> StatedPeriod? {
        attempt { scanner in
            let parts: [Term] = [["thượng tuần"], ["trung tuần"], ["hạ tuần"]]
            guard let part = parts.firstIndex(where: { scanner.take($0) }) else { return nil }
            _ = scanner.take(Lexicon.of)
            guard let month = scanner.monthPeriod(isPoint: true), case .month(let number) = month.span else {
                return nil
            }
            return StatedPeriod(span: .tenDays(part + 1, month: number), year: month.year, offset: month.offset)
        }
    }

    private mutating func point() -> StatedPeriod.Point? {
        attempt { scanner in
            let point: StatedPeriod.Point
            if scanner.take(["nửa đầu"]) {
                point = scanner.sees(["năm"]) ? .beginning : .middle
                // Half a year is a period of its own.
                if point == .beginning { return nil }
            } else if scanner.take(["nửa cuối"]) {
                if scanner.sees(["năm"]) { return nil }
                point = .end
            } else if scanner.take(Lexicon.beginning) {
                point = .beginning
            } else if scanner.take(Lexicon.middle) {
                point = .middle
            } else if scanner.take(["ngày cuối cùng", "ngày cuối", "cuối", "thời điểm cuối"]) {
                point = .end
            } else if scanner.take(["ngày đầu tiên"]) {
                point = .beginning
            } else {
                return nil
            }
            _ = scanner.take(Lexicon.possessive)
            return point
        }
    }

    /// Whether the word before makes a bare "tháng", "quý" or "năm" the current one: "trong tháng", "hết năm".
    private var followsContainer: Bool {
        index > 0 && ["trong", "het"].contains(tokens[index - 1].key)
    }

    /// `tháng 12/2021`, `tháng 12 năm nay`, `tháng tới`, `12/2021`.
    private mutating func monthPeriod(isPoint: Bool) -> StatedPeriod? {
        attempt { scanner in
            let isBare = isPoint || scanner.followsContainer
            guard scanner.take(Lexicon.month) else { return scanner.numericMonth() }
            if let offset = scanner.relativeOffset() { return StatedPeriod(span: .month(nil), offset: offset) }
            if scanner.take(Lexicon.firstMonth) { return StatedPeriod(span: .lunarMonth(1)) }
            if scanner.take(Lexicon.lastMonth) { return StatedPeriod(span: .lunarMonth(12)) }
            guard let month = scanner.monthNumber() else {
                return isBare && !scanner.sees(["đầu", "cuối"]) ? StatedPeriod(span: .month(nil), offset: 0) : nil
            }
            // With its year it is a month, though there is none: the reading says so.
            guard (1...12).contains(month) || scanner.current?.isMark("/-.") == true || scanner.sees(Lexicon.year)
            else { return nil }
            var period = StatedPeriod(span: .month(month))
            period.year = scanner.attempt { $0.slashYear() }.map { .stated($0) } ?? scanner.yearAfterDate()
            return period
        }
    }

    private mutating func numericMonth() -> StatedPeriod? {
        attempt { scanner in
            guard let token = scanner.current, token.spelling.count <= 2, let month = token.number,
                (1...12).contains(month), scanner.peek(1)?.isMark("/-") == true,
                scanner.peek(1)?.isMark("/") == true || scanner.tokens.count == scanner.index + 3
            else { return nil }
            scanner.index += 1
            guard let year = scanner.slashYear(), !scanner.continuesCode else { return nil }
            return StatedPeriod(span: .month(month), year: .stated(year))
        }
    }

    /// `quý IV/2021`, `quý 4 năm 2021`, `quý tư`, `Q4/2021`, `quý này`.
    private mutating func quarter(isPoint: Bool) -> StatedPeriod? {
        attempt { scanner in
            let isBare = isPoint || scanner.followsContainer
            if scanner.current?.key == "q", scanner.peek(1)?.followsSpace == false {
                scanner.index += 1
            } else if !scanner.take(Lexicon.quarter) {
                return nil
            }
            if let offset = scanner.relativeOffset() { return StatedPeriod(span: .quarter(nil), offset: offset) }
            guard let number = scanner.quarterNumber() else {
                return isBare ? StatedPeriod(span: .quarter(nil), offset: 0) : nil
            }
            var period = StatedPeriod(span: .quarter(number))
            period.year =
                scanner.attempt { $0.slashYear() }.map { .stated($0) } ?? scanner.yearAfterDate()
                ?? scanner.attempt { $0.bareYear() }.map { .stated($0) }
            return period
        }
    }

    private mutating func quarterNumber() -> Int? {
        if let key = current?.key, let roman = ["i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6][key] {
            index += 1
            return roman
        }
        return attempt { scanner in
            if scanner.take(["thứ nhất", "nhất"]) { return 1 }
            _ = scanner.take(Lexicon.ordinal)
            guard let number = scanner.current?.number ?? scanner.attempt({ $0.numberWords(allowsHomographs: true) })
            else { return nil }
            guard scanner.current?.number != nil else { return (1...4).contains(number) ? number : nil }
            scanner.index += 1
            return number <= 99 ? number : nil
        }
    }

    /// `6 tháng đầu năm 2022`, `6 tháng cuối năm`, `9 tháng đầu năm`, `nửa đầu năm 2022`.
    private mutating func partOfYear() -> StatedPeriod? {
        attempt { scanner in
            let months: Int
            if scanner.take(Lexicon.half) {
                months = 6
            } else {
                guard let number = scanner.number(), (1...11).contains(number), scanner.take(Lexicon.month) else {
                    return nil
                }
                months = number
            }
            let isFirst = scanner.take(Lexicon.beginning)
            guard isFirst || scanner.take(["cuối"]) else { return nil }
            _ = scanner.take(Lexicon.of)
            var period = StatedPeriod(
                span: months == 6 ? .half(isFirst ? 1 : 2) : isFirst ? .firstMonths(months) : .year)
            if let year = scanner.yearWithWord() {
                period.year = year
            } else if let year = scanner.attempt({ $0.slashYear() ?? $0.bareYear() }) {
                period.year = .stated(year)
            } else {
                _ = scanner.take(Lexicon.year)
            }
            return period
        }
    }

    /// `nhiệm kỳ 2021-2026`, `giai đoạn 2021 - 2025`.
    private mutating func term() -> StatedPeriod? {
        attempt { scanner in
            guard scanner.take(["nhiệm kỳ", "giai đoạn", "nhiệm kì"]), let (first, last) = scanner.yearSpan() else {
                return nil
            }
            return StatedPeriod(span: .term(first, last))
        }
    }

    /// Two years: `2025 - 2026`.
    mutating func yearSpan() -> (Int, Int)? {
        attempt { scanner in
            guard let first = scanner.bareYear(), scanner.takeMark("-") || scanner.take(Lexicon.until),
                let last = scanner.bareYear(), first < last
            else { return nil }
            return (first, last)
        }
    }

    private mutating func yearPeriod(isPoint: Bool) -> StatedPeriod? {
        attempt { scanner in
            let isBare = isPoint || scanner.followsContainer
            guard scanner.take(Lexicon.year) else { return nil }
            if let offset = scanner.relativeOffset() { return StatedPeriod(span: .year, year: .relative(offset)) }
            if let year = scanner.bareYear() { return StatedPeriod(span: .year, year: .stated(year)) }
            // "trong năm ngày" is five days, "năm học" and "năm ngân sách" are no calendar years.
            guard isBare, !scanner.sees(["học", "ngân sách", "ngày", "tháng", "tuần", "giờ", "tài chính"]) else {
                return nil
            }
            return StatedPeriod(span: .year, year: .relative(0))
        }
    }

    /// `tuần này`, `tuần 48 năm 2021`, `tuần cuối tháng 12/2025`, `2 tuần đầu tháng 12`, `tuần thứ hai của tháng 12`.
    private mutating func week() -> StatedPeriod? {
        attempt { scanner in
            let count = scanner.attempt { inner -> Int? in
                guard let count = inner.number(), (1...4).contains(count) else { return nil }
                return inner.sees(Lexicon.week) ? count : nil
            }
            guard scanner.take(Lexicon.week) else { return nil }
            if let part = scanner.attempt({ $0.weekOfMonth(count) }) { return part }
            guard count == nil else { return nil }
            if let offset = scanner.relativeOffset() { return StatedPeriod(span: .week(nil), offset: offset) }
            if let number = scanner.attempt({ inner -> Int? in
                _ = inner.take(["thứ", "số"])
                guard let number = inner.current?.number, (1...53).contains(number) else { return nil }
                inner.index += 1
                return inner.current?.isMark("/-.") == true && inner.peek(1)?.number ?? 0 < 1_900 ? nil : number
            }) {
                var period = StatedPeriod(span: .week(number))
                period.year = scanner.attempt { $0.slashYear() }.map { .stated($0) } ?? scanner.yearAfterDate()
                return period
            }
            // "trong tuần ngày 15 đến ngày 31" names its days.
            return scanner.sees(["ngày", "từ"]) ? nil : StatedPeriod(span: .week(nil), offset: 0)
        }
    }

    private mutating func weekOfMonth(_ count: Int?) -> StatedPeriod? {
        let which: StatedPeriod.WeekOfMonth
        if take(["đầu tiên", "đầu"]) {
            which = .first(count ?? 1)
        } else if take(["cuối cùng", "cuối"]) {
            which = .last
        } else {
            guard take(Lexicon.ordinal) else { return nil }
            if take(["nhất"]) {
                which = .nth(1)
            } else {
                guard let number = number(), (2...5).contains(number) else { return nil }
                which = .nth(number)
            }
        }
        _ = take(Lexicon.of)
        guard let month = monthPeriod(isPoint: true), case .month(let number) = month.span else { return nil }
        return StatedPeriod(span: .weekOfMonth(which, month: number), year: month.year, offset: month.offset)
    }
}
