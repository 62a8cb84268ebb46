import Directives

// Dates that are no deadlines.
extension PhraseParser {
    /// Some exports print 01/01/1970 where no deadline is set.
    var isNullDate: Bool {
        guard elements.contains(where: { if case .date = $0.kind { true } else { false } }) else { return false }
        return elements.indices.contains { index in
            guard case .date(let date) = elements[index].kind else { return false }
            return date.day == 1 && date.month == 1 && date.year == .stated(1_970) && isCell(index...index)
        }
    }

    /// Statistics, forecasts, anniversaries, births, terms of law, and the missed deadline of an earlier letter.
    var isNarrative: Bool {
        let cues: [Term] = [
            ["kỷ niệm", "kỉ niệm"], ["sinh ngày", "ngày sinh", "sinh năm"], ["dự báo"], ["chỉ còn"],
            ["hiệu lực từ", "hiệu lực kể từ", "có hiệu lực từ", "có hiệu lực kể từ", "có hiệu lực thi hành"],
            ["tại cuộc họp", "tại phiên họp", "tại hội nghị"], ["từ tối nay", "từ đêm nay", "từ sáng nay"],
            ["vừa qua", "thời gian qua", "năm qua", "tháng qua", "tuần qua"], ["khóa ngày", "ngày cấp", "cấp ngày"],
            [
                "đã chỉ đạo", "đã yêu cầu", "đã giao", "đã ban hành", "đã có văn bản", "đã đề nghị", "đã hoàn thành",
                "đã thực hiện", "đã tổ chức", "đã gửi", "đã báo cáo", "đã quy định",
            ],
        ]
        if cues.contains(where: { has($0) }) { return true }
        // What figures are of, or a school year: it says nothing of a task that has a bound of its own.
        let matters: Term = [
            "so với", "cùng kỳ", "cùng kì", "lũy kế", "luỹ kế", "năm học", "số liệu", "tính đến", "tầm nhìn",
        ]
        if has(matters), !hasBound { return true }
        if isMeeting { return true }
        // "trước ngày Nghị định này có hiệu lực" is a clause of law; "phù hợp với thời điểm có hiệu lực" is none.
        if has(["có hiệu lực"]), !has(["phù hợp", "đảm bảo", "bảo đảm"]) { return true }
        if has(["từ nay đến"]), !has(["đến hết", "đến cuối"]), !has(Lexicon.finished) { return true }
        return false
    }

    /// Whether "trước" or "chậm nhất" bounds a day, or something is to be handed in within one.
    private var hasBound: Bool {
        elements.indices.contains { index in
            switch elements[index].kind {
            case .date, .days, .daysOfMonth, .time, .period, .event, .weekday, .relativeDay:
                let markers = chain(before: index).markers
                return !markers.isDisjoint(with: [.before, .latest])
                    || !markers.isDisjoint(with: [.within, .at]) && has(Lexicon.handingIn)
            default: return false
            }
        }
    }

    /// The time of a meeting with its place: "14 giờ 00 ngày 25/11/2025, tại Phòng họp số 1".
    private var isMeeting: Bool {
        guard elements.contains(where: { if case .time = $0.kind { true } else { false } }), !has(Lexicon.handingIn),
            !elements.contains(where: {
                switch $0.kind {
                case .marker(.before), .marker(.latest), .marker(.done): true
                default: false
                }
            })
        else { return false }
        return has([
            "tại phòng", "tại hội trường", "tại trụ sở", "tại nhà", "tại trung tâm", "tại khách sạn", "tại điểm cầu",
            "tại quảng trường", "tại tầng", "khai mạc", "bắt đầu lúc", "vào hồi", "địa điểm",
        ])
    }

    /// Whether a reading tells of the past: its day is past, and the words report or give figures.
    func isReport(_ reading: PhraseReading) -> Bool {
        let end: CivilDate?
        switch reading.resolution {
        case .due(let moments, _): end = moments.map(\.date).max()
        case .range(let start, let moment, _):
            // A life or an anniversary: "02/9/1945 - 02/9/2025".
            if moment.date.year - start.year > 20 { return true }
            end = moment.date
        case .reference: return has(["chưa"])
        default: end = nil
        }
        guard let end, end < reference else { return false }
        return has([
            "đã", "chưa", "vẫn", "tuy nhiên", "nhưng", "trước đó", "đến nay", "mới", "đạt", "tăng", "giảm", "ước",
            "xảy ra", "tỷ đồng", "triệu đồng",
        ])
    }

    /// Whether a year far ahead is an aim of a strategy: "vào năm 2050"; what is to be finished by then is a task.
    func isHorizon(_ reading: PhraseReading) -> Bool {
        guard reading.kind == .yearEnd, case .due(let moments, _) = reading.resolution,
            moments.contains(where: { $0.date.year >= reference.year + 5 })
        else { return false }
        let aims: Term = ["tầm nhìn", "chiến lược", "quy hoạch", "mục tiêu", "trở thành", "phát thải"]
        let isFar = moments.allSatisfy { $0.date.year >= reference.year + 10 }
        return !has(Lexicon.finished) && !has(Lexicon.latest) && (has(aims) || isFar)
    }
}
