import Directives

/// Composes the text of an SMS so that it fits: whole, then with the short names of units where that saves a segment,
/// then with less and less of the task, which ends with dots after a whole word.
///
/// Everything but the task stands, so neither a date nor a reference is ever cut.
struct SMSComposer {
    let text: Gateway.Text
    /// The most segments that there may be.
    let ceiling: Int

    /// The message for a text that depends on the task's length.
    ///
    /// - Parameter compose: Writes the whole text with the task as it is given, or without one.
    func message(
        task: String? = nil, shortForms: Directory? = nil, fellBack: Bool, compose: (String?) -> String
    ) -> RenderedMessage {
        let whole = SMSText.normalised(compose(task))
        let accented = usesAccents(whole)
        let form: (String) -> String = {
            accented ? SMSText.normalised($0) : SMSText.unaccented(SMSText.normalised($0))
        }
        var best = accented ? whole : SMSText.unaccented(whole)
        if SegmentCount.of(best) > 1, let task {
            let brief = shortForms?.shortened(task) ?? task
            let briefer = brief == task ? best : form(compose(brief))
            if SegmentCount.of(briefer) < SegmentCount.of(best) { best = briefer }
            if SegmentCount.of(best) > ceiling { best = shortened(brief) { form(compose($0)) } }
        }
        if accented, text != .accented || SegmentCount.of(best) > ceiling, SegmentCount.of(best) > ceiling {
            best = SMSText.unaccented(best)
        }
        return RenderedMessage(bytes: Array(best.utf8), segments: SegmentCount.of(best), fellBack: fellBack)
    }

    private func usesAccents(_ text: String) -> Bool {
        switch self.text {
        case .accented: true
        case .unaccented: false
        case .auto: SegmentCount.of(SMSText.unaccented(text)) >= SegmentCount.of(text)
        }
    }

    /// The text with as many words of the task as fit.
    private func shortened(_ task: String, compose: (String?) -> String) -> String {
        let words = task.split(separator: " ")
        let whole = compose(task)
        if SegmentCount.of(whole) <= ceiling { return whole }
        // The longest beginning that fits: each more word makes the text longer.
        var (fits, tooMany) = (0, words.count)
        var best = compose(nil)
        while tooMany - fits > 1 {
            let middle = (fits + tooMany) / 2
            let beginning = words[..<middle].joined(separator: " ").trimmingTrailing(" ,;:.-–(\"“") + "..."
            let text = compose(beginning)
            if SegmentCount.of(text) <= ceiling {
                (fits, best) = (middle, text)
            } else {
                tooMany = middle
            }
        }
        return best
    }
}
