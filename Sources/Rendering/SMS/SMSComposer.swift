import Directives

/// Composes the text of an SMS so that it fits: whole, then with the short names of units where that saves a segment,
/// then with less and less of the task, which ends with dots after a whole word.
///
/// Everything but the task stands, so neither a date nor a reference is ever cut: where they alone are longer than the
/// ceiling, the text is longer than the ceiling.
struct SMSComposer {
    private let style: Gateway.Text
    /// The most segments that there should be.
    let ceiling: Int

    /// - Parameter text: how the reader's telephone takes Vietnamese; nil for what the gateway says.
    init(gateway: Gateway, text: Gateway.Text? = nil) {
        style = text ?? gateway.text
        ceiling = max(1, gateway.segments)
    }

    /// The text that is sent, on one line, for a text that depends on the task's length.
    ///
    /// - Parameters:
    ///   - names: where the short names of units are found; nil to leave the task as it is.
    ///   - compose: writes the whole text with the task as it is given, or without one.
    func text(task: String?, names: OfficeNames?, compose: (String?) -> String) -> String {
        func accented(_ task: String?) -> String { SMSText.normalised(compose(task)) }
        func unaccented(_ task: String?) -> String { SMSText.unaccented(accented(task)) }
        guard keepsAccents(accented(task)) else { return fitted(task, names, unaccented).text }
        let best = fitted(task, names, accented)
        if best.loss == .nothing, SegmentCount.of(best.text) <= ceiling { return best.text }
        // Better without accents than without a fact, whatever the office prefers.
        let other = fitted(task, names, unaccented)
        let isWhole = SMSText.substituted(accented(task)).isWhole
        let otherLoss = isWhole ? other.loss : max(other.loss, .words)
        return SegmentCount.of(best.text) <= ceiling && best.loss <= otherLoss ? best.text : other.text
    }

    /// What a text lacks of the task.
    private enum Loss: Int, Comparable {
        case nothing, words, all

        static func < (lhs: Self, rhs: Self) -> Bool { lhs.rawValue < rhs.rawValue }
    }

    private func keepsAccents(_ text: String) -> Bool {
        switch style {
        case .accented: return true
        case .unaccented: return false
        case .auto:
            // A segment is saved, never a word.
            let (plain, isWhole) = SMSText.substituted(text)
            return !isWhole || SegmentCount.of(plain) >= SegmentCount.of(text)
        }
    }

    /// The text in one form with as much of the task as fits.
    private func fitted(
        _ task: String?, _ names: OfficeNames?, _ form: (String?) -> String
    ) -> (text: String, loss: Loss) {
        let whole = form(task)
        guard let task, SegmentCount.of(whole) > 1 else { return (whole, .nothing) }
        let brief = names?.shortened(task) ?? task
        let briefer = brief == task ? whole : form(brief)
        let best = SegmentCount.of(briefer) < SegmentCount.of(whole) ? briefer : whole
        if SegmentCount.of(best) <= ceiling { return (best, .nothing) }
        return longest(of: brief, form).map { ($0, .words) } ?? (form(nil), .all)
    }

    /// The text with as many words of the task as fit: each more makes it longer; nil where none does.
    private func longest(of task: String, _ form: (String?) -> String) -> String? {
        let words = task.split(separator: " ")
        var best: String?
        var (fits, tooMany) = (0, words.count)
        while tooMany - fits > 1 {
            let middle = (fits + tooMany) / 2
            let text = form(Self.beginning(words[..<middle]))
            if SegmentCount.of(text) <= ceiling {
                (fits, best) = (middle, text)
            } else {
                tooMany = middle
            }
        }
        return best
    }

    /// The words as a beginning: it ends neither inside a date or an amount nor with a word that announces one.
    private static func beginning(_ words: ArraySlice<Substring>) -> String? {
        var words = words
        while let last = words.last, last.contains(where: \.isNumber) || announcing.contains(last.lowercased()) {
            words.removeLast()
        }
        let text = words.joined(separator: " ").trimmingTrailing(" ,;:.-–(\"“")
        return text.isEmpty ? nil : text + "..."
    }

    /// What stands before numbers in a task, which is Vietnamese in every language of messages: without the number they say
    /// nothing, with half of it something wrong.
    private static let announcing: Set<String> = [
        "ngày", "tháng", "năm", "quý", "tuần", "giờ", "lúc", "số", "khoản", "điểm", "điều", "mục", "phần", "hết",
        "trước", "sau", "từ", "đến", "trong",
    ]
}
