import Directives
import Yams

/// Checks the files of `directives/` against each other.
struct NoticeChecks {
    private(set) var findings: [Diagnostic] = []
    private let files: [NoticeFile]

    init(_ files: [NoticeFile], calendar: WorkingCalendar?) {
        self.files = files
        checkNoticeIDs()
        checkConditions()
        if let calendar { warnOfUncoveredYears(calendar) }
    }

    private mutating func report(
        _ message: String, _ file: String, _ place: Place, as severity: Diagnostic.Severity = .error
    ) {
        findings.append(Diagnostic(severity, message, at: place.location(in: file)))
    }

    private mutating func checkNoticeIDs() {
        var first: [String: String] = [:]
        for file in files {
            guard let (id, place) = file.id else { continue }
            if let earlier = first[id] {
                report("the notice id '\(id)' is used twice; the first is in \(earlier)", file.file, place)
            } else {
                first[id] = "\(file.file):\(place.line)"
            }
        }
    }

    /// The directive that a condition waits for.
    private static func awaited(_ condition: Directive.Condition?) -> DirectiveID? {
        switch condition {
        case .failure(let id), .completion(let id): id
        case .event, nil: nil
        }
    }

    private mutating func checkConditions() {
        let waiting = files.flatMap { file in
            file.entries.compactMap { entry in
                Self.awaited(entry.directive.opens).map { (file: file.file, entry: entry, awaited: $0) }
            }
        }
        if waiting.isEmpty { return }
        var items: [String: Set<String>] = [:]
        var recurring: Set<DirectiveID> = []
        let wanted = Set(waiting.map(\.awaited.notice))
        for file in files {
            guard let notice = file.id?.id ?? file.entries.first?.directive.id.notice, wanted.contains(notice) else {
                continue
            }
            items[notice, default: []].formUnion(file.entries.map(\.directive.id.item))
            recurring.formUnion(file.entries.map(\.directive).filter(\.recurs).map(\.id))
        }
        var edges: [DirectiveID: DirectiveID] = [:]
        var places: [DirectiveID: (String, Place)] = [:]
        for (file, entry, id) in waiting {
            let place = entry.opensPlace ?? entry.place
            guard let known = items[id.notice] else {
                let notices = files.compactMap(\.id?.id)
                report("unknown notice '\(id.notice)'\(Suggestion.hint(for: id.notice, among: notices))", file, place)
                continue
            }
            guard known.contains(id.item) else {
                let notice = id.notice == entry.directive.id.notice ? "" : "\(id.notice)/"
                let hint = Suggestion.nearest(to: id.item, among: known.sorted()).map {
                    "; did you mean '\(notice)\($0)'?"
                }
                report("unknown directive '\(notice)\(id.item)'\(hint ?? "")", file, place)
                continue
            }
            if case .completion? = entry.directive.opens, recurring.contains(id) {
                report(
                    "'\(id.item)' comes again and is never done as a whole; wait for something that ends", file, place)
                continue
            }
            edges[entry.directive.id] = id
            places[entry.directive.id] = (file, place)
        }
        for cycle in Cycles.find(in: edges, order: waiting.map(\.entry.directive.id)) {
            guard let first = cycle.first, let (file, place) = places[first] else { continue }
            let circle = (cycle + [first]).map(\.description).joined(separator: " → ")
            report("these directives wait for each other in a circle: \(circle)", file, place)
        }
    }

    private mutating func warnOfUncoveredYears(_ calendar: WorkingCalendar) {
        var warned: Set<Int> = []
        for file in files {
            for (year, place) in file.uncovered.sorted(by: { $0.key < $1.key }) where warned.insert(year).inserted {
                report(
                    "the calendar '\(calendar.name)' has no data for \(year): what is counted in working days there is "
                        + "provisional", file.file, place, as: .warning)
            }
        }
    }
}
