import Basics
import Directives

/// A part of the day.
enum PartOfDay: Hashable, Sendable {
    case morning, noon, afternoon, evening, night
    /// When an office begins its day, and its afternoon.
    case opening, afternoonOpening
}

/// A time as a phrase writes it: minutes since midnight, 1440 for 24:00.
struct StatedTime: Hashable, Sendable {
    let minute: Int
    /// Whether minutes or a part of the day are written, which a number of hours has not.
    let isExplicit: Bool
}

extension Scanner {
    mutating func partOfDay() -> PartOfDay? {
        if take(Lexicon.morning) { return .morning }
        if take(Lexicon.noon) { return .noon }
        if take(Lexicon.afternoon) { return .afternoon }
        if take(Lexicon.evening) { return .evening }
        return take(Lexicon.night) ? .night : nil
    }

    /// `17h00`, `17g30`, `16 giờ 30 phút`, `09h00’`, `16:30`, `5 giờ chiều`, `15 giờ rưỡi`.
    mutating func timeOfDay() -> StatedTime? {
        attempt { scanner in
            guard let hour = scanner.number(), (0...24).contains(hour) else { return nil }
            var isExplicit = true
            var minute = 0
            if scanner.attempt({ $0.takeColon() }) != nil {
                guard let value = scanner.current?.number, scanner.current?.spelling.count == 2, value < 60 else {
                    return nil
                }
                scanner.index += 1
                minute = value
            } else {
                let isLetter = scanner.sees(Lexicon.hourLetter)
                guard scanner.take(Lexicon.hourLetter) || scanner.take(["giờ"]) else { return nil }
                isExplicit = isLetter
                if let value = scanner.attempt({ $0.minutes() }) {
                    minute = value
                    isExplicit = true
                } else if scanner.take(Lexicon.andHalf) {
                    minute = 30
                }
            }
            if scanner.takeMark("’'") { scanner.note(.prime) }
            var time = hour * 60 + minute
            // "sáng nay" and "chiều mai" say the day; the part of the day still counts for the hour.
            let start = scanner.index
            if let part = scanner.partOfDay() {
                isExplicit = true
                if part != .morning, part != .night, hour < 12, !(part == .noon && hour > 9) { time += 720 }
                if part == .night { time = hour == 12 ? 1_440 : hour > 5 && hour < 12 ? time + 720 : time }
                if scanner.sees(Lexicon.this) || scanner.sees(Lexicon.mai) { scanner.index = start }
            }
            guard time <= 1_440 else { return nil }
            return StatedTime(minute: time, isExplicit: isExplicit)
        }
    }

    private mutating func takeColon() -> Bool? {
        guard let mark = current, mark.isMark(":"), !mark.followsSpace, peek(1)?.followsSpace == false else {
            return nil
        }
        index += 1
        return true
    }

    private mutating func minutes() -> Int? {
        guard let token = current, let value = token.number, token.spelling.count <= 2, value < 60 else { return nil }
        // In "16 giờ 30/11" the number is the day's.
        if peek(1)?.isMark("/-.") == true, peek(2)?.number != nil { return nil }
        index += 1
        if take(Lexicon.minute) || take(Lexicon.minuteLetter) { return value }
        // Without "phút" the minutes are written close to the hour, or with two digits.
        return token.spelling.count == 2 && !sees(["tháng"]) ? value : nil
    }

    /// "cuối giờ chiều", "cuối giờ làm việc", "hết giờ hành chính", "cuối ngày": the end of an office's morning or day.
    mutating func officeEnd() -> PartOfDay? {
        attempt { scanner in
            if let part = scanner.officeHours() { return part }
            _ = scanner.take(["khi", "lúc", "thời điểm"])
            guard scanner.take(["cuối giờ", "hết giờ", "cuối buổi", "hết buổi", "cuối"]) else { return nil }
            if scanner.take(["sáng", "buổi sáng", "làm việc buổi sáng"]) { return .morning }
            if scanner.take(["chiều", "buổi chiều", "làm việc", "hành chính", "làm việc buổi chiều", "ngày làm việc"]) {
                return .afternoon
            }
            return scanner.tokens[scanner.index - 1].key == "gio" || scanner.take(Lexicon.day) ? .afternoon : nil
        }
    }

    /// "sáng ngày 15/12", "trong giờ hành chính", "trước giờ làm việc", "đầu giờ chiều".
    private mutating func officeHours() -> PartOfDay? {
        let previous = index > 0 ? tokens[index - 1].key : ""
        if take(["đầu giờ sáng", "đầu giờ làm việc", "đầu buổi sáng"]) { return .opening }
        if take(["đầu giờ chiều", "đầu buổi chiều"]) { return .afternoonOpening }
        if take(["giờ làm việc", "giờ hành chính"]) {
            let part = partOfDay()
            if previous == "truoc" { return part == .afternoon ? .afternoonOpening : .opening }
            return previous == "trong" ? part ?? .afternoon : nil
        }
        guard let part = partOfDay(), part == .morning || part == .afternoon else { return nil }
        let isDay = sees(Lexicon.day) && peek(1)?.number != nil
        return isDay || current?.number != nil && peek(1)?.isMark("/") == true ? part : nil
    }

    /// "25 giờ ngày 05/12", "17h75 ngày 05/12", "thứ 9 tuần sau": read as something else, they would be dropped.
    mutating func takeImpossible() -> Bool {
        attempt { scanner in
            if scanner.take(Lexicon.ordinal) {
                guard let number = scanner.current?.number, number > 7 else { return nil }
                scanner.index += 1
                return scanner.sees(["tuần này", "tuần sau", "tuần tới", "hằng tuần", "hàng tuần"]) ? true : nil
            }
            guard let hour = scanner.current?.number else { return nil }
            scanner.index += 1
            guard scanner.take(Lexicon.hourLetter) || scanner.take(["giờ"]) else { return nil }
            var minute = 0
            if let token = scanner.current, let number = token.number, token.spelling.count <= 2,
                scanner.peek(1)?.isMark("/-.") != true
            {
                scanner.index += 1
                minute = number
                _ = scanner.take(Lexicon.minute) || scanner.take(Lexicon.minuteLetter)
            }
            guard hour > 24 || minute > 59 else { return nil }
            return scanner.sees(["ngày", "hôm", "thứ", "chủ nhật", "hằng", "hàng"]) ? true : nil
        } ?? false
    }
}
