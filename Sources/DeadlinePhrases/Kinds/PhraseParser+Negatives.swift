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
            ["tính đến"], ["kỷ niệm", "kỉ niệm"], ["sinh ngày", "ngày sinh", "sinh năm"], ["dự báo"], ["chỉ còn"],
            ["so với"], ["cùng kỳ", "cùng kì"], ["lũy kế", "luỹ kế"], ["năm học"], ["số liệu"],
            ["hiệu lực từ", "hiệu lực kể từ", "có hiệu lực từ", "có hiệu lực kể từ", "có hiệu lực thi hành"],
            ["tại cuộc họp", "tại phiên họp", "tại hội nghị"], ["từ tối nay", "từ đêm nay", "từ sáng nay"],
            ["vừa qua", "thời gian qua", "năm qua", "tháng qua", "tuần qua"], ["khóa ngày", "ngày cấp", "cấp ngày"],
            [
                "đã chỉ đạo", "đã yêu cầu", "đã giao", "đã ban hành", "đã có văn bản", "đã đề nghị", "đã hoàn thành",
                "đã thực hiện", "đã tổ chức", "đã gửi", "đã báo cáo", "đã quy định",
            ],
        ]
        if cues.contains(where: { has($0) }) { return true }
        // "trước ngày Nghị định này có hiệu lực" is a clause of law; "phù hợp với thời điểm có hiệu lực" is none.
        if has(["có hiệu lực"]), !has(["phù hợp", "đảm bảo", "bảo đảm"]) { return true }
        if has(["từ nay đến"]), !has(["đến hết", "đến cuối"]), !has(Lexicon.finished) { return true }
        return false
    }
}
