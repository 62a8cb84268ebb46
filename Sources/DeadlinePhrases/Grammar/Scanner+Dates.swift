import Directives

extension Scanner {
    /// A date with day and month, in digits or words, with or without "ngày".
    mutating func date() -> StatedDate? {
        attempt { scanner in
            let hasDayWord = scanner.takeDayWord()
            _ = scanner.take(["mồng", "mùng"])
            guard var date = scanner.isoDate() ?? scanner.numericDate(hasDayWord) ?? scanner.writtenDate() else {
                return nil
            }
            date.hasDayWord = hasDayWord
            if date.year == nil { date.year = scanner.yearAfterDate() }
            date.isLunar = scanner.takeLunarMark() || date.isLunar
            // The year's name, "Ất Tỵ", is that of the nearest day.
            if date.isLunar, date.year == nil { _ = scanner.attempt { $0.yearName() } }
            return date
        }
    }

    mutating func takeLunarMark() -> Bool {
        if take(Lexicon.lunar) { return true }
        return attempt { $0.takeMark("(") && $0.take(Lexicon.lunar) && $0.takeMark(")") ? true : nil } ?? false
    }

    private mutating func isoDate() -> StatedDate? {
        attempt { scanner in
            guard let year = scanner.current, year.spelling.count == 4, let number = year.number else { return nil }
            scanner.index += 1
            guard let month = scanner.tightNumber(after: "-"), let day = scanner.tightNumber(after: "-") else {
                return nil
            }
            scanner.note(.isoDate)
            return StatedDate(day: day, month: month, year: .stated(number))
        }
    }

    private mutating func tightNumber(after mark: String) -> Int? {
        guard takeMark(mark), let current, !current.followsSpace, let number = current.number else { return nil }
        index += 1
        return number
    }

    /// `30/11/2021`, `30-11-2021`, `30.11.2021`, `30 / 11 / 2021`, `30/11`.
    private mutating func numericDate(_ hasDayWord: Bool) -> StatedDate? {
        attempt { scanner in
            guard let day = scanner.current?.number, scanner.current?.spelling.count ?? 9 <= 2 else { return nil }
            scanner.index += 1
            guard let mark = scanner.current, mark.isMark("/-."), let month = scanner.part(after: mark.spelling),
                month.spelling.count <= 2, let monthNumber = month.number
            else { return nil }
            if let year = scanner.attempt({ $0.part(after: mark.spelling) }), let number = year.number {
                switch year.spelling.count {
                case 4: return StatedDate(day: day, month: monthNumber, year: .stated(number))
                case 2 where (1...12).contains(monthNumber):
                    return StatedDate(day: day, month: monthNumber, year: .stated(2_000 + number))
                default: return nil
                }
            }
            // Two numbers are a date only where they can be one, and with a dash or a dot only after "ngày".
            guard (1...31).contains(day), monthNumber > 0, hasDayWord || (mark.spelling == "/" && monthNumber <= 12),
                !scanner.continuesCode
            else { return nil }
            return StatedDate(day: day, month: monthNumber, year: nil)
        }
    }

    /// A number after a separator; spaces around a slash are a typing mistake.
    private mutating func part(after separator: String) -> PhraseToken? {
        guard let mark = current, mark.isMark(separator), let number = peek(1), number.number != nil else { return nil }
        let isLoose = mark.followsSpace || number.followsSpace
        if isLoose && separator != "/" && !(mark.followsSpace && number.followsSpace && separator == "-") { return nil }
        if isLoose { note(.spacesInDate) }
        index += 2
        return number
    }

    /// Whether what follows makes the numbers before it a document's number: `15/2021/NĐ-CP`.
    var continuesCode: Bool {
        guard let current, current.isMark("/-"), !current.followsSpace, let next = peek(1), !next.followsSpace else {
            return false
        }
        return next.kind == .word || next.number != nil
    }

    /// `30 tháng 11 năm 2021`, `ba mươi tháng mười một`, `30 tháng 11/2021`.
    private mutating func writtenDate() -> StatedDate? {
        attempt { scanner in
            let inWords = scanner.current?.number == nil
            guard let day = scanner.take(["rằm"]) ? 15 : scanner.number(), scanner.take(Lexicon.month) else {
                return nil
            }
            // Only lunar months have names.
            let isLunar = scanner.sees(Lexicon.firstMonth) || scanner.sees(Lexicon.lastMonth)
            guard let month = scanner.monthNumber() else { return nil }
            if inWords { scanner.note(.dateInWords) }
            var date = StatedDate(day: day, month: month, year: nil)
            date.isLunar = isLunar
            if let year = scanner.attempt({ $0.slashYear() }) { date.year = .stated(year) }
            return date
        }
    }

    /// The number of a month: `11`, `mười một`, `Giêng`, `chạp`.
    mutating func monthNumber() -> Int? {
        if take(Lexicon.firstMonth) { return 1 }
        if take(Lexicon.lastMonth) { return 12 }
        if let token = current, let value = token.number {
            guard token.spelling.count <= 2 else { return nil }
            index += 1
            return value
        }
        return numberWords(allowsHomographs: true)
    }

    /// A year close to its month: `/2021`, `-2021`, `.2021`.
    mutating func slashYear() -> Int? {
        guard let mark = current, mark.isMark("/-."), let year = peek(1), year.spelling.count == 4,
            let number = year.number, (1_900...2_199).contains(number)
        else { return nil }
        index += 2
        return number
    }

    /// "năm 2021", ", năm 2021", "năm nay", "năm sau".
    mutating func yearAfterDate() -> StatedYear? {
        attempt { scanner in
            _ = scanner.takeMark(",")
            return scanner.yearWithWord()
        }
    }

    /// "năm 2021", "năm nay", "năm sau".
    mutating func yearWithWord() -> StatedYear? {
        attempt { scanner in
            _ = scanner.take(Lexicon.possessive)
            guard scanner.take(Lexicon.year) else { return nil }
            if let offset = scanner.relativeOffset() { return .relative(offset) }
            return scanner.bareYear().map { .stated($0) }
        }
    }

    mutating func bareYear() -> Int? {
        if let token = current, let number = token.number {
            guard token.spelling.count == 4, (1_900...2_199).contains(number) else { return nil }
            index += 1
            return number
        }
        return attempt { scanner in
            guard let number = scanner.numberWords(allowsHomographs: false), (1_900...2_199).contains(number) else {
                return nil
            }
            return number
        }
    }

    /// "này" is 0, "tới" and "sau" are 1, "trước" is -1.
    mutating func relativeOffset() -> Int? {
        attempt { scanner in
            if scanner.take(Lexicon.this) { return 0 }
            let isPrevious = scanner.sees(Lexicon.previous)
            guard scanner.take(Lexicon.next) || scanner.take(Lexicon.previous) else { return nil }
            // "sau khi", "trước ngày" and the like begin something else.
            if scanner.sees(["khi", "ngày", "thời điểm", "lúc"]) || scanner.current?.number != nil { return nil }
            return isPrevious ? -1 : 1
        }
    }
}
