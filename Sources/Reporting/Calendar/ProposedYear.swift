public import Directives

/// A year block for a calendar file, proposed from the law while the official list is missing.
///
/// What is certain stands as entries; what is yet to be decided stands as comments beside the question. The block is
/// marked `proposed: true`: it is counted with, and what rests on it stays provisional.
public struct ProposedYear: Sendable {
    private let proposal: StatutoryYear
    private let words: DayWords

    public init(_ proposal: StatutoryYear, language: Language) {
        self.proposal = proposal
        words = DayWords(language)
    }

    public var lines: [String] {
        head + proposal.certain.map { "      \(entry($0))" } + questions + ["    working: {}"]
    }

    private var isVietnamese: Bool { words.language == .vietnamese }

    private var head: [String] {
        let comment =
            isVietnamese
            ? [
                "Đề xuất cho năm \(proposal.year), suy ra từ luật; KHÔNG phải danh sách chính thức.",
                "Chép vào mục 'years:'. Khi có văn bản chính thức: sửa ngày, ghi văn bản vào 'source', bỏ dòng 'proposed'.",
            ]
            : [
                "A proposal for \(proposal.year), worked out from the law; NOT the official list.",
                "Copy it below 'years:'. When the list is out: correct the days, cite it in 'source', drop 'proposed'.",
            ]
        let act = proposal.year >= 2026 ? "; Nghị quyết 28/2026/QH16, Điều 2" : ""
        let source =
            isVietnamese
            ? "Dự kiến theo Bộ luật Lao động 2019, khoản 3 Điều 111 và Điều 112\(act); chưa có danh sách chính thức"
            : "Expected by the Labour Code 2019, art. 111.3 and 112\(act); no official list yet"
        return comment.map { "  # \($0)" } + [
            "  \(proposal.year):", "    source: \"\(source)\"", "    proposed: true", "    days-off:",
        ]
    }

    private func entry(_ day: StatutoryYear.Day) -> String {
        let madeUp = day.makesUpFor.map { isVietnamese ? " (nghỉ bù \($0.dayMonth))" : " (for \($0.dayMonth))" } ?? ""
        return "\(day.date): \(name(day.holiday))\(madeUp)"
    }

    private func name(_ holiday: StatutoryHoliday) -> String {
        let key =
            switch holiday {
            case .newYear: "new-year"
            case .tet: "tet"
            case .hungKings: "gio-to"
            case .victory: "liberation-day"
            case .labour: "labour-day"
            case .nationalDay: "national-day"
            case .culture: "van-hoa"
            }
        return words.namedDay(key)
    }

    private var questions: [String] {
        guard !proposal.questions.isEmpty else { return [] }
        let title = isVietnamese ? "Còn chờ quyết định:" : "Yet to be decided:"
        return ["      # \(title)"] + proposal.questions.flatMap(question)
    }

    private func question(_ question: StatutoryYear.Question) -> [String] {
        switch question {
        case .choice(let holiday, let choices):
            let rule = isVietnamese ? "Thủ tướng Chính phủ chọn" : "the Prime Minister chooses"
            return ["      # - \(name(holiday)): \(rule)"]
                + choices.enumerated().flatMap(self.choice)
        case .makingUp(let holiday, let date):
            let text =
                isVietnamese
                ? "\(name(holiday)) rơi vào \(words.dayAndMonth(date)): chưa có quy định nghỉ bù"
                : "\(name(holiday)) is \(words.dayAndMonth(date)): no rule says whether it is made up"
            return ["      # - \(text)"]
        case .bridge(let date):
            let text =
                isVietnamese
                ? "\(words.dayAndMonth(date)) kẹp giữa các ngày nghỉ: có thể hoán đổi với một thứ Bảy"
                : "\(words.dayAndMonth(date)) lies between days off: it may be exchanged for a Saturday"
            return ["      # - \(text)"]
        }
    }

    private func choice(_ index: Int, _ choice: StatutoryYear.Choice) -> [String] {
        let letter = ["a", "b", "c"][min(index, 2)]
        let days = [choice.days.first, choice.days.last].compactMap { $0?.dayMonth }.joined(separator: "–")
        return ["      #   \(letter)) \(days):"] + choice.off.map { "      #      \(entry($0))" }
    }
}
