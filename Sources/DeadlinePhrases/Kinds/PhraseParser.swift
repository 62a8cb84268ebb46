import Directives

/// The rules that turn a phrase's elements into a reading; each kind has a file of its own.
struct PhraseParser: Sendable {
    let original: String
    let text: PhraseText
    let elements: [PhraseElement]
    let time: OfficeTime
    let reference: CivilDate
    let trigger: PhraseTrigger?

    var calendar: WorkingCalendar { time.calendar }
    var tokens: [PhraseToken] { text.tokens }

    /// The offset of the office's zone at the reference date, as the notation writes it.
    var offset: String {
        String(time.zone.iso8601(time.zone.instant(reference)).suffix(6))
    }

    /// The first rule that finds its kind gives the reading.
    func reading() -> PhraseReading {
        if isNullDate { return PhraseReading(.none, .none, flags: [.nullDate]) }
        // What cannot be is not left out of the reading: a person must ask.
        if elements.contains(where: { if case .impossible = $0.kind { true } else { false } }) {
            return noSuchDate(.datetime, printed: nil)
        }
        if isNarrative { return PhraseReading(.none, .none, flags: [.negative]) }
        let rules: [() -> PhraseReading?] = [
            openEnded, recurring, alternatives, range, backwardCount, forwardCount, eventList, fixed, knownEvent,
            unknownEvent, earliest, conditional, documentMark, immediate, urgent, standing, byReference,
        ]
        for rule in rules {
            guard let reading = rule() else { continue }
            return isReport(reading) || isHorizon(reading) ? PhraseReading(.none, .none, flags: [.negative]) : reading
        }
        return nothing
    }

    /// No deadline; a date or a marker that is no deadline gets a remark.
    private var nothing: PhraseReading {
        let looksLikeOne = elements.contains { element in
            if case .marker(.before) = element.kind { return true }
            return element.tokens.contains { tokens[$0].number != nil }
        }
        return PhraseReading(.none, .none, flags: looksLikeOne ? [.negative] : [])
    }

    /// Whether a term stands anywhere in the phrase, or from some token on.
    func has(_ term: Term, from start: Int = 0) -> Bool {
        place(of: term, from: start) != nil
    }

    /// The first token of a term in the phrase.
    func place(of term: Term, from start: Int = 0) -> Int? {
        var scanner = Scanner(text)
        for index in start..<max(start, tokens.count) {
            scanner.index = index
            if scanner.sees(term) { return index }
        }
        return nil
    }

    /// Brackets around the phrase, or its end.
    var outline: [PhraseFlag] {
        var flags: [PhraseFlag] = []
        guard let first = tokens.first, let last = tokens.last else { return [] }
        if first.isMark("([") && last.isMark(")]") { flags.append(.brackets) }
        if last.isMark(".") { flags.append(.trailingStop) }
        return flags
    }
}

// Finding elements.
extension PhraseParser {
    func marker(at index: Int) -> PhraseElement.Marker? {
        guard elements.indices.contains(index), case .marker(let marker) = elements[index].kind else { return nil }
        return marker
    }

    /// Whether an element begins with a term.
    func has(_ term: Term, at index: Int) -> Bool {
        var scanner = Scanner(text)
        scanner.index = elements[index].tokens.lowerBound
        return scanner.sees(term)
    }

    func isMark(at index: Int) -> Bool {
        guard elements.indices.contains(index), case .mark = elements[index].kind else { return false }
        return true
    }

    func isWord(at index: Int) -> Bool {
        guard elements.indices.contains(index), case .word = elements[index].kind else { return false }
        return true
    }

    /// A word that links a marker to its day: "là", "ngày", "vào".
    private func isFiller(at index: Int) -> Bool {
        guard isWord(at: index) else { return false }
        return ["la", "ngay", "cac", "cho", "moc", "thoi", "diem", "khoang", "it", "nhat", "tuan"].contains(
            tokens[elements[index].tokens.lowerBound].key)
    }

    /// The markers directly before an element, and where they begin.
    func chain(before index: Int) -> (markers: Set<PhraseElement.Marker>, start: Int) {
        var markers: Set<PhraseElement.Marker> = []
        var start = index
        while start > 0 {
            if let marker = marker(at: start - 1) {
                if marker == .and || marker == .or { break }
                markers.insert(marker)
            } else if isMark(at: start - 1) {
                guard tokens[elements[start - 1].tokens.lowerBound].isMark("(:,\"-“") else { break }
            } else if !isFiller(at: start - 1) {
                break
            }
            start -= 1
        }
        return (markers, start)
    }

    /// Whether nothing but the elements of a stretch stands in the phrase: a table's cell.
    func isCell(_ stretch: ClosedRange<Int>) -> Bool {
        elements.indices.allSatisfy { index in
            stretch.contains(index) || isMark(at: index) || isFiller(at: index)
        }
    }

    /// Whether a label such as "hạn chót nộp hồ sơ" comes before, a few words away.
    func followsLabel(_ index: Int) -> Bool {
        var distance = 0
        var place = index - 1
        while place >= 0, distance < 8 {
            if let marker = marker(at: place) {
                if [.label, .latest, .progress].contains(marker) { return true }
                if marker == .before || marker == .since { return false }
            } else if case .word = elements[place].kind {
                distance += 1
            } else if !isMark(at: place) {
                return false
            } else if tokens[elements[place].tokens.lowerBound].isMark(".;") {
                return false
            }
            place -= 1
        }
        return false
    }
}
