import DeadlinePhrases
import Directives

@testable import Rendering

/// English with every letter replaced by a private character: what the program prints in other letters is no text of a
/// language, and would be English or Vietnamese for readers of both.
struct PseudoTexts: LanguageTexts {
    private let base: any LanguageTexts = Language.english.texts

    /// Letters become characters of the private use area; everything else stays.
    static func marked(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map(marked)))
    }

    private static func marked(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        scalar.properties.isAlphabetic ? Unicode.Scalar(0xE000 + scalar.value % 0x1000)! : scalar
    }

    private func mark(_ text: String) -> String { Self.marked(text) }

    private func mark(_ words: OperatorWords) -> OperatorWords {
        OperatorWords(mark(words.subject), words.body.map(mark))
    }
}

extension PseudoTexts {
    func day(_ date: CivilDate) -> String { mark(base.day(date)) }
    func moment(_ time: TimeOfDay, _ date: CivilDate) -> String { mark(base.moment(time, date)) }
    func shortName(_ weekday: Weekday) -> String { mark(base.shortName(weekday)) }
    func columnHead(_ weekday: Weekday) -> String { mark(base.columnHead(weekday)) }
    func shortMoment(_ minute: String, _ date: CivilDate) -> String { mark(base.shortMoment(minute, date)) }
    func span(from first: String, to last: String) -> String { mark(base.span(from: first, to: last)) }
    func month(_ month: Int) -> String { mark(base.month(month)) }
    func month(_ month: Int, of year: Int) -> String { mark(base.month(month, of: year)) }
    func count(_ count: Count) -> String { mark(base.count(count)) }
    func namedDay(_ key: String) -> String { mark(base.namedDay(key)) }
}

extension PseudoTexts {
    func deadline(_ facts: ItemFacts) -> String { mark(base.deadline(facts)) }
    func due(_ due: DueDay) -> String { mark(base.due(due)) }
    func shortDue(_ facts: ItemFacts) -> String { mark(base.shortDue(facts)) }
    func reference(_ source: ItemFacts.Source) -> String { mark(base.reference(source)) }
    func shortReference(_ source: ItemFacts.Source) -> String { mark(base.shortReference(source)) }
    func status(_ standing: Standing) -> String { mark(base.status(standing)) }
    func datedStatus(_ facts: ItemFacts) -> String { mark(base.datedStatus(facts)) }
    func outcome(_ state: Obligation.State, on date: CivilDate?) -> String { mark(base.outcome(state, on: date)) }
    var outcomeByProgram: String { mark(base.outcomeByProgram) }
    func words(of reason: ProgramReason) -> String { mark(base.words(of: reason)) }
    func ordinal(_ ordinal: Int) -> String { mark(base.ordinal(ordinal)) }
    func heading(_ rank: Standing.Rank, count: Int) -> String { mark(base.heading(rank, count: count)) }
    func breakdown(_ counts: [(rank: Standing.Rank, count: Int)]) -> String { mark(base.breakdown(counts)) }
    func tally(_ counts: [(rank: Standing.Rank, count: Int)]) -> String { mark(base.tally(counts)) }
}

extension PseudoTexts {
    func label(_ facts: ItemFacts) -> String { mark(base.label(facts)) }
    func digestLabel(overdue: Bool) -> String { mark(base.digestLabel(overdue: overdue)) }
    func leading(_ rank: Standing.Rank) -> String { mark(base.leading(rank)) }
    func opening(_ facts: ItemFacts, office: String) -> String { mark(base.opening(facts, office: office)) }
    func request(_ facts: ItemFacts) -> String { mark(base.request(facts)) }
    func part(_ facts: ItemFacts) -> String { mark(base.part(facts)) }
    func merged(_ merged: [Slot.Merged]) -> String? { base.merged(merged).map(mark) }
    func late(_ planned: ItemFacts.Moment, written: ItemFacts.Moment) -> String {
        mark(base.late(planned, written: written))
    }
    func shortLate(_ time: TimeOfDay, _ date: CivilDate) -> String { mark(base.shortLate(time, date)) }
    func history(_ history: ItemFacts.HistoryWords) -> String { mark(base.history(history)) }
    func formerLead(_ name: String, until: CivilDate?) -> String { mark(base.formerLead(name, until: until)) }
    func shortLead(_ name: String) -> String { mark(base.shortLead(name)) }
    func dayOff(lastWorkingDay: CivilDate) -> String { mark(base.dayOff(lastWorkingDay: lastWorkingDay)) }
    func provisional(year: Int) -> String { mark(base.provisional(year: year)) }
    func redirected(to address: String) -> String { mark(base.redirected(to: address)) }
}

extension PseudoTexts {
    func head(_ column: ReportColumn) -> String { mark(base.head(column)) }
    func head(_ column: TotalColumn) -> String { mark(base.head(column)) }
    func reportLabel(_ label: ReportLabel) -> String { mark(base.reportLabel(label)) }
    func status(_ status: ReportStatus, _ standing: Standing) -> String { mark(base.status(status, standing)) }
    func result(_ state: Obligation.State, on date: CivilDate) -> String { mark(base.result(state, on: date)) }
    func document(_ source: ItemFacts.Source) -> String { mark(base.document(source)) }
    func revised(_ before: String?) -> String { mark(base.revised(before)) }
    func waiting(for event: Directive.Condition?, in source: ItemFacts.Source, since date: CivilDate) -> String {
        mark(base.waiting(for: event, in: source, since: date))
    }
    func remindersEnded(on date: CivilDate) -> String { mark(base.remindersEnded(on: date)) }
    func subject(_ report: OfficeReport, on date: CivilDate) -> String { mark(base.subject(report, on: date)) }
    func greeting(_ units: String) -> String { mark(base.greeting(units)) }
    func opening(_ report: OfficeReport, office: String, moment: String) -> String {
        mark(base.opening(report, office: office, moment: moment))
    }
    func heading(_ section: OfficeReport.Section, count: Int) -> String { mark(base.heading(section, count: count)) }
    func unsent(_ message: OfficeReport.Unsent, to unit: String, moment: String, _ address: String) -> String {
        mark(base.unsent(message, to: unit, moment: moment, address))
    }
    func request(_ report: OfficeReport, office: String) -> String { mark(base.request(report, office: office)) }
    func more(_ count: Int) -> String { mark(base.more(count)) }
    func ledgerHead(_ head: String) -> String { mark(base.ledgerHead(head)) }
}

extension PseudoTexts {
    func sentence(_ step: Derivation.Step, _ calendar: DerivationCalendar) -> String {
        mark(base.sentence(step, calendar))
    }
    func granted(_ due: String, version: Int, since: CivilDate) -> String {
        mark(base.granted(due, version: version, since: since))
    }
    func explanationLabel(_ label: ExplanationLabel) -> String { mark(base.explanationLabel(label)) }
    func notice(_ symbol: String, _ issued: String, _ issuer: String, _ assigned: String) -> String {
        mark(base.notice(symbol, issued, issuer, assigned))
    }
    func opened(_ instant: String, version: Int, _ state: Obligation.State) -> String {
        mark(base.opened(instant, version: version, state))
    }
    func ladder(policy: String) -> String { mark(base.ladder(policy: policy)) }
    func ladderOrdinal(_ number: Int) -> String { mark(base.ladderOrdinal(number)) }
    func waits(for event: Directive.Condition) -> String { mark(base.waits(for: event)) }
}

extension PseudoTexts {
    func calendarLabel(_ label: CalendarLabel) -> String { mark(base.calendarLabel(label)) }
    func year(_ year: Int) -> String { mark(base.year(year)) }
    func workingDays(_ working: Int, daysOff: Int) -> String { mark(base.workingDays(working, daysOff: daysOff)) }
    func noOfficialList(of year: Int) -> String { mark(base.noOfficialList(of: year)) }
    func provisionalCount(in year: Int) -> String { mark(base.provisionalCount(in: year)) }
    func lunarDay(_ day: String) -> String { mark(base.lunarDay(day)) }
    func lunarCell(_ day: String) -> String { mark(base.lunarCell(day)) }
    func counted(_ working: Int, among days: Int, from start: String, to end: String) -> String {
        mark(base.counted(working, among: days, from: start, to: end))
    }
    func added(_ count: String, _ direction: Direction, _ start: String, gives result: String) -> String {
        mark(base.added(count, direction, start, gives: result))
    }
    func proposal(of year: Int) -> [String] { base.proposal(of: year).map(mark) }
    func proposalSource(cultureDay: Bool) -> String { mark(base.proposalSource(cultureDay: cultureDay)) }
    func makingUp(for day: String) -> String { mark(base.makingUp(for: day)) }
    func choice(of holiday: String) -> String { mark(base.choice(of: holiday)) }
    func unsettled(_ holiday: String, on day: String) -> String { mark(base.unsettled(holiday, on: day)) }
    func bridge(_ day: String) -> String { mark(base.bridge(day)) }
}

extension PseudoTexts {
    func words(of alarm: Alarm) -> OperatorWords { mark(base.words(of: alarm)) }
    func words(of life: SignOfLife) -> OperatorWords { mark(base.words(of: life)) }
    func trial(by office: Settings.Office, of gateway: String) -> OperatorWords {
        mark(base.trial(by: office, of: gateway))
    }
    func operatorSubject(_ subject: String) -> String { mark(base.operatorSubject(subject)) }
    func phraseLabel(_ label: PhraseLabel) -> String { mark(base.phraseLabel(label)) }
    func read(_ phrase: String, on day: String) -> String { mark(base.read(phrase, on: day)) }
    func meaning(_ kind: PhraseKind) -> String { mark(base.meaning(kind)) }
    func words(of remark: PhraseRemark) -> String { mark(base.words(of: remark)) }
    func reason(_ reason: PhraseReading.Reason) -> String { mark(base.reason(reason)) }
    func fault(_ error: DerivationError) -> String { mark(base.fault(error)) }
}

extension PseudoTexts {
    func newOffice(_ text: NewOfficeText) -> String { mark(base.newOffice(text)) }
}

extension PseudoTexts {
    var tag: String { "qps" }

    /// The text of a template alone: not its tags, nor the marks and the style of HTML.
    func template(_ kind: TemplateKind) -> String {
        let template = base.template(kind)
        let markup = /(?s)\{\{.*?\}\}|<style>.*?<\/style>|<!--.*?-->|<[^>]*>|&\w+;/
        var (result, rest) = ("", template[...])
        while let match = rest.firstMatch(of: markup) {
            result += mark(String(rest[..<match.range.lowerBound])) + match.output
            rest = rest[match.range.upperBound...]
        }
        return result + mark(String(rest))
    }
}
