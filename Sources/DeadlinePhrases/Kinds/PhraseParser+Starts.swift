import Directives

// What a length of time is counted from.
extension PhraseParser {
    /// Reads "kể từ ngày ký", "sau khi nhận được văn bản", "kể từ ngày 01/8/2025" after an amount.
    func start(after index: Int) -> Start {
        var place = index + 1
        var hasLink = false
        var isAfterMoment = false
        while place < elements.count {
            if let marker = marker(at: place), [.since, .after, .at, .until].contains(marker) {
                hasLink = true
                isAfterMoment = true
            } else if isWord(at: place), isLink(at: place) {
                hasLink = hasLink || tokens[elements[place].tokens.lowerBound].key == "khi"
            } else if !isMark(at: place) || hasLink {
                break
            } else if !tokens[elements[place].tokens.lowerBound].isMark(",") {
                return .unsaid
            }
            place += 1
        }
        guard hasLink else { return .unsaid }
        guard place < elements.count else { return isAfterMoment ? .awaited("event") : .unsaid }
        switch elements[place].kind {
        case .date(let date):
            guard let day = find(date).date else { return .awaited("event") }
            return .date(day, nil, find(date).flags)
        case .relativeDay(let days, _): return .date(reference.adding(days: days), nil, [.relativeToIssue])
        case .nextWorkingDay:
            return .date(calendar.adding(workingDays: 1, to: reference), nil, [.relativeToIssue])
        case .time(let time):
            guard let spec = daySpec(at: place), let date = spec.day.date else { return .awaited("event") }
            return .date(date, TimeOfDay(hour: time.minute / 60 % 24, minute: time.minute % 60), spec.day.flags)
        case .event(let event):
            guard let day = self.day(of: event) else { return .awaited("event") }
            return .date(day, nil, [])
        default: break
        }
        let rest = elements[place].tokens.lowerBound
        if trigger == nil, isOwnIssue(from: rest) { return .date(reference, nil, [.triggerIsIssue]) }
        return .awaited(eventName(from: rest))
    }

    private func isLink(at place: Int) -> Bool {
        ["ngay", "khi", "thoi", "diem", "luc", "ke", "tinh", "duoc", "co", "moc"].contains(
            tokens[elements[place].tokens.lowerBound].key)
    }

    /// "ngày ký", "ngày ban hành Thông báo này": the notice itself, since no other document is issued.
    private func isOwnIssue(from start: Int) -> Bool {
        var scanner = Scanner(text)
        scanner.index = start
        if scanner.take(["ban hành", "ký ban hành", "ký", "phát hành"]) {
            // "ký hợp đồng" is done by somebody else.
            return !scanner.sees(["hợp đồng", "biên bản", "kết"])
        }
        scanner.index = start
        let document: Term = [
            "văn bản này", "thông báo này", "quyết định này", "kế hoạch này", "công văn này", "chỉ thị này",
            "công điện này", "nghị quyết này",
        ]
        return scanner.take(document) && has(["ban hành", "ký", "phát hành"], from: scanner.index)
    }

    /// The event's name in a directive's file.
    func eventName(from start: Int) -> String {
        let names: [(Term, String)] = [
            (Lexicon.receipt, "receipt"), (["phát hiện"], "discovery"),
            (["hoàn thành", "hoàn tất", "kết thúc"], "completion"),
            (["xảy ra", "sự cố", "tai nạn"], "incident"), (["phê duyệt"], "approval"),
            (["ban hành", "ký", "phát hành", "công bố", "ban bố"], "issue"), (["có hiệu lực", "hiệu lực"], "effect"),
            (["kỳ họp", "phiên họp"], "session"),
        ]
        let found = names.compactMap { term, name in place(of: term, from: start).map { ($0, name) } }
        return found.min { $0.0 < $1.0 }?.1 ?? "event"
    }
}
