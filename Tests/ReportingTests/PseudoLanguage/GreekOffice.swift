import Directives
import TestSupport

@testable import Rendering

/// An office whose own files are all in Greek letters: every Latin letter that it reads is the program's.
enum GreekOffice {
    static let zone = Fixture.zone

    static func date(_ text: String) -> CivilDate { CivilDate(text)! }

    static func instant(_ date: String, _ time: String = "08:00") -> Instant {
        zone.instant(self.date(date), TimeOfDay(time)!)
    }

    static let calendar = WorkingCalendar(
        name: "ημερολόγιο", weekend: [.saturday, .sunday],
        years: [
            2021: .init(
                source: "νόμος", daysOff: [date("2021-09-02"): "εορτή", date("2021-09-03"): "εορτή"],
                working: [date("2021-09-11"): "ανταλλαγή"])
        ],
        proposals: [2023: .init(source: "πρόταση", daysOff: [date("2023-01-02"): "εορτή"], working: [:])],
        namedDays: ["tet": NamedDay("lunar 1-1")!, "christmas": NamedDay("12-25")!, "γιορτή": NamedDay("10-10")!])

    static let email = Gateway(
        name: "γ-1", channel: .email, from: "Γραφείο <1@2.3>", command: ["./1"], fallback: nil)
    static let sms = Gateway(name: "γ-2", channel: .sms, command: ["./2"], text: .accented, segments: 90)

    static let settings = Settings(
        office: .init(name: "Γραφείο Πόλης", short: "ΓΠ"),
        time: OfficeTime(zone: zone, calendar: calendar, hours: Fixture.hours),
        gateways: [email, sms],
        policies: [
            "πολιτική": Policy(
                name: "πολιτική", at: Fixture.standard.at, lead: Fixture.standard.lead,
                coordinating: Fixture.standard.coordinating, supervising: Fixture.standard.supervising,
                escalation: .init(after: 3, to: ["δ-4"]), review: StepCount("10 working days"))
        ],
        units: Dictionary(
            uniqueKeysWithValues: [
                Unit(
                    id: "α-1", name: "Τμήμα Α", short: "Α", addresses: [.email: ["1@1.1"], .sms: ["+1"]],
                    supervising: "γ-3"),
                Unit(
                    id: "β-2", name: "Τμήμα Β", short: "Β", addresses: [.email: ["2@1.1"], .sms: ["+2"]],
                    supervising: "γ-3", validTo: date("2021-10-31"), successor: "α-1"),
                Unit(
                    id: "γ-3", name: "Τμήμα Γ", short: "Γ", addresses: [.email: ["3@1.1"], .sms: ["+3"]],
                    supervising: "δ-4"),
                Unit(id: "δ-4", name: "Διεύθυνση", addresses: [.email: ["4@1.1"]]),
                Unit(id: "ε-5", name: "Τμήμα Ε", supervising: "γ-3", validTo: date("2021-10-31")),
            ].map { ($0.id, $0) }),
        groups: ["ζ": UnitGroup(id: "ζ", name: "Ομάδα", members: ["α-1", "γ-3"])])

    static let notice = Notice(
        id: "θ-1", symbol: "ΘΑ-ΓΠ", number: "12", title: "Πρακτικά", issuer: "Δήμος", issued: date("2021-11-01"))
    static let numberless = Notice(
        id: "θ-2", symbol: "", number: "", title: "Πρακτικά", issuer: "Δήμος", issued: date("2021-11-01"))

    static func directive(
        _ item: String, _ deadline: Deadline, lead: UnitID = "α-1", opens: Directive.Condition? = nil,
        personal: Bool = false, restricted: Bool = false
    ) -> Directive {
        Directive(
            id: DirectiveID(notice: "θ-1", item: item), task: "εργασία \(item)", quote: "έως τέλους", lead: [lead],
            coordinating: ["α-1", "γ-3"], supervising: ["γ-3"], receiving: ["δ-4"], deadlines: [.init(deadline)],
            opens: opens, policy: "πολιτική", personal: personal, restricted: restricted)
    }

    /// A deadline of every form.
    static let deadlines =
        [
            "2021-11-30", "2021-11-30 16:00", "2021-12-11", "2021-W48", "2021-11", "2021-Q4", "2021-H2", "2021",
            "2026-12",
            "middle of 2021-11", "end of 2021-Q4", "beginning of 2022", "from 2021-12-01 to 2021-12-12",
            "before 2021-12-15", "before christmas 2021", "5 days after receipt",
            "3 working days after notice", "10 days before tet 2022", "24 hours after receipt",
            "3 working hours after receipt", "2 weeks after 2021-11-10", "1 month after notice", "1 year after notice",
            "10 days after θ-1/1 is done", "5 working days after θ-1/1 fails", "every month on day 31",
            "every quarter by last working day", "every week on friday 16:00 until 2021-12-31", "every half-year",
            "every 2 months on last friday", "every working day", "every year on 12-25",
            "rrule FREQ=MONTHLY;BYDAY=-1FR", "at once", "urgent", "standing", "none",
        ].map { Deadline($0)! } + [.before(.named("γιορτή", year: 2022))]

    /// Words of the office's files that are not Greek: the policy's steps and roles, the deadlines, the gateways.
    static func ownWords(_ texts: some Sequence<String>) -> Set<String> {
        Set(texts.flatMap { $0.split { !$0.isLetter }.map(String.init) })
    }
}
