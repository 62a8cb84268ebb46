import Directives

// Phrases that say how, or on what condition, and give no date; none is invented.
extension PhraseParser {
    /// "nếu có khó khăn, vướng mắc", "khi có yêu cầu", "trường hợp bà Mét không nhận tiền".
    func conditional() -> PhraseReading? {
        guard
            let place = place(of: [
                "nếu", "trường hợp", "trong trường hợp", "khi có", "khi cần", "khi cần thiết", "khi phát sinh",
                "khi xảy ra", "khi được", "khi xét thấy", "khi thấy", "đột xuất",
            ])
        else { return nil }
        let names: [(Term, String)] = [
            (["khó khăn", "vướng mắc"], "difficulty"), (["yêu cầu", "đề nghị", "đột xuất"], "requested"),
            (["cần thiết", "cần"], "necessary"), (["phát sinh"], "arises"), (["vượt thẩm quyền"], "beyond_authority"),
            (["xảy ra", "sự cố", "tình huống"], "incident"), (["thay đổi", "điều chỉnh"], "changed"),
            (["không"], "predecessor_failed"),
        ]
        let name = names.first { has($0.0, from: place) }?.1 ?? "stated"
        return PhraseReading(.conditional, .condition(name))
    }

    /// The mark of urgency on a document's head.
    func documentMark() -> PhraseReading? {
        let words = tokens.filter { $0.kind == .word }.count
        if has(["hỏa tốc", "hoả tốc"]) {
            return PhraseReading(.urgent, .manner(.immediate, documentMark: true), deadline: .atOnce)
        }
        if has(["thượng khẩn"]) || words == 1 && has(["khẩn"]) {
            return PhraseReading(.urgent, .manner(.urgent, documentMark: true), deadline: .urgent)
        }
        return nil
    }

    /// "báo cáo ngay"; in a phrase without accents "ngay" may be the "ngày" of something else.
    func immediate() -> PhraseReading? {
        let isSaid =
            has(["ngay lập tức", "lập tức", "tức thì", "tức khắc"])
            || tokens.indices.contains { index in
                guard tokens[index].key == "ngay", isWordElement(holding: index) else { return false }
                if !text.isPlain { return tokens[index].spelling == "ngay" }
                let before = index > 0 ? tokens[index - 1].key : ""
                let after = index + 1 < tokens.count ? tokens[index + 1] : nil
                return !["hang", "trong", "moi", "tung", "cac", "nhung", "mot", "giai"].contains(before)
                    && after?.number == nil && after?.key != "lam" && index > 0
            }
        guard isSaid else { return nil }
        return PhraseReading(.immediate, .manner(.immediate), deadline: .atOnce)
    }

    private func isWordElement(holding token: Int) -> Bool {
        elements.contains { element in
            if case .word = element.kind { element.tokens.contains(token) } else { false }
        }
    }

    /// "khẩn trương", "kịp thời", "trong thời gian sớm nhất".
    func urgent() -> PhraseReading? {
        let words: Term = [
            "khẩn trương", "kịp thời", "sớm", "gấp", "nhanh chóng", "khẩn cấp", "cấp bách", "thời gian sớm nhất",
            "khẩn",
        ]
        return has(words) ? PhraseReading(.urgent, .manner(.urgent), deadline: .urgent) : nil
    }

    /// "thường xuyên", "tiếp tục triển khai": a duty without an end.
    func standing() -> PhraseReading? {
        guard has(["tiếp tục", "duy trì", "liên tục", "lâu dài"]) || isConstant else { return nil }
        return PhraseReading(.standing, .manner(.standing), deadline: .standing)
    }

    /// "thường xuyên" of a duty; "chi thường xuyên" is a kind of expense, "lực lượng thường xuyên" a kind of troops.
    private var isConstant: Bool {
        let term: Term = ["thường xuyên"]
        let nouns: Set<String> = ["chi", "luong", "phi", "toan", "von", "thu"]
        var place = place(of: term)
        while let found = place {
            if found == 0 || !nouns.contains(tokens[found - 1].key), !has(["bị"], from: found) { return true }
            place = self.place(of: term, from: found + 1)
        }
        return false
    }

    /// "theo quy định", "theo tiến độ … của cơ quan chủ trì", "tại Thông báo số 591/TB-VPCP".
    func byReference() -> PhraseReading? {
        guard let place = place(of: ["theo", "đúng", "thực hiện tại"]) else { return nil }
        let things: Term = [
            "tiến độ", "kế hoạch", "lộ trình", "cam kết", "hướng dẫn", "chỉ đạo", "yêu cầu", "quy định", "thời hạn",
            "chương trình", "thời gian", "nhiệm vụ", "kết luận",
        ]
        guard has(things, from: place) else { return nil }
        for element in elements {
            if case .citation(let number?) = element.kind, let first = number.first, let last = number.last {
                let code = original[tokens[first].range.lowerBound..<tokens[last].range.upperBound]
                return PhraseReading(.byReference, .reference(String(code.filter { !"* ".contains($0) })))
            }
        }
        if has(["quy định", "luật định", "quy định của pháp luật"], from: place) {
            return PhraseReading(.byReference, .reference("law"))
        }
        let isForeign = has(Lexicon.progress, from: place) && has(Lexicon.possessive, from: place)
        return PhraseReading(.byReference, .reference(isForeign ? "external_schedule" : "unnamed"))
    }
}
