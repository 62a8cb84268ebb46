import Basics
import Directives
import Yams

/// What directives refer to in the other files.
struct DirectiveContext: Sendable {
    let directory: DirectoryFile
    let officeName: String
    /// Nil where it could not be read.
    let calendar: WorkingCalendar?
    /// Sorted; nil where they could not be read.
    let policies: [String]?
    let dueWarnings: Bool
    /// Nil where dates to come are no mistake.
    let today: CivilDate?
}

/// Reads the directives of one file.
struct DirectiveReader {
    let reading: FileReading
    let context: DirectiveContext
    let noticeID: String?
    let issued: CivilDate?
    let assigned: CivilDate?
    let dueWarnings: Bool
    /// The first deadline of each year for which the calendar has no dates.
    var uncovered: [Int: Place] = [:]

    private static let keys = [
        "id", "task", "quote", "lead", "coordinating", "supervising", "receiving", "deadline", "deadlines", "roll",
        "opens", "policy", "personal", "restricted", "withdrawn",
    ]

    /// Nil where the directive has no id that could be read.
    mutating func read(_ node: Node) -> NoticeFile.Entry? {
        guard let fields = reading.fields(node, of: "a directive", known: Self.keys) else { return nil }
        let idText = fields.text("id", required: true)
        let item = idText.flatMap { self.item($0) }
        let task = fields.words("task", required: true)
        let quote = fields.words("quote")
        let lead = self.lead(in: fields)
        let coordinating = units("coordinating", in: fields).filter { !lead.contains($0) }
        let supervising = self.supervising(in: fields, lead: lead)
        let receiving = units("receiving", in: fields)
        let roll: Roll? = fields.choice("roll")
        let deadlines = self.deadlines(in: fields, roll: roll)
        let (opens, opensPlace) = chain(deadlines, self.opens(in: fields, own: item), in: fields, own: item)
        let policy = self.policy(in: fields)
        let personal = fields.flag("personal") ?? false
        let restricted = fields.flag("restricted") ?? false
        let withdrawn = withdrawal(in: fields)
        guard let item, let idText else { return nil }
        let directive = Directive(
            id: DirectiveID(notice: noticeID ?? "?", item: item), task: task ?? "", quote: quote, lead: lead,
            coordinating: coordinating, supervising: supervising, receiving: receiving, deadlines: deadlines,
            opens: opens, policy: policy, personal: personal, restricted: restricted, withdrawn: withdrawn)
        return NoticeFile.Entry(directive: directive, place: idText.place, opensPlace: opensPlace)
    }

    private func item(_ text: Text) -> String? {
        // Without quotes it is an error, but is still read, so that what waits for this directive finds it.
        _ = reading.requireQuotes(text)
        let isItem = text.string.allSatisfy { $0.isLetter || $0.isNumber || ".-_".contains($0) }
        guard isItem, !text.string.isEmpty, text.string.utf8.count <= 100 else {
            reading.error(
                "'\(text.string)' is not an id of a directive: letters, digits, '.', '-' and '_' make one",
                at: text.place)
            return nil
        }
        return text.string
    }

    private func units(_ key: String, in fields: Fields) -> [UnitID] {
        guard let texts = fields.list(key) else { return [] }
        return reading.units(texts, context.directory, on: assigned)
    }

    private func lead(in fields: Fields) -> [UnitID] {
        guard let texts = fields.list("lead", required: true) else { return [] }
        if texts.isEmpty { reading.error("'lead' names no unit", at: fields["lead"]?.place ?? fields.place) }
        for text in texts {
            let external = context.directory.externalUnit(in: text.string)
            if external == text.string {
                reading.error("'\(text.string)' is external: it cannot lead", at: text.place)
            } else if let external {
                reading.error(
                    "the group '\(text.string)' holds '\(external)', which is external: it cannot lead", at: text.place)
            }
        }
        return reading.units(texts, context.directory, on: assigned)
    }

    private func supervising(in fields: Fields, lead: [UnitID]) -> [UnitID] {
        guard let texts = fields.list("supervising") else { return [] }
        for text in texts {
            if lead == [text.string] {
                reading.error("'\(text.string)' leads this directive: a unit cannot supervise itself", at: text.place)
            } else if let external = context.directory.externalUnit(in: text.string) {
                reading.error("'\(external)' is external: it cannot supervise", at: text.place)
            }
        }
        return reading.units(texts, context.directory, on: assigned)
    }

    private func policy(in fields: Fields) -> String {
        let text = fields.text("policy")
        let name = text?.string ?? "standard"
        guard let policies = context.policies, !policies.contains(name) else { return name }
        if let text {
            let hint = Suggestion.hint(for: name, among: policies)
            let list = hint.isEmpty ? "; there are \(policies.joined(separator: ", "))" : hint
            reading.error("unknown policy '\(name)'\(list)", at: text.place)
        } else {
            reading.error("there is no policy 'standard', so this directive must name one", at: fields.place)
        }
        return name
    }

    private func withdrawal(in fields: Fields) -> Directive.Withdrawal? {
        guard let node = fields["withdrawn"],
            let withdrawn = reading.fields(node, of: "'withdrawn'", known: ["date", "reason"])
        else { return nil }
        let date = withdrawn.date("date", required: true)
        let reason = withdrawn.words("reason", required: true)
        guard let date, let reason else { return nil }
        return Directive.Withdrawal(date: date, reason: reason)
    }

    private func opens(in fields: Fields, own: String?) -> (Directive.Condition?, Place?) {
        guard let text = fields.text("opens") else { return (nil, nil) }
        var words = text.string.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard words.first == "after", words.count >= 2 else {
            reading.error(
                "'\(text.string)' is not a condition such as after 9.6 fails, after 9.6 is done, after receipt"
                    + respelling(of: text, after: "1 day "), at: text.place)
            return (nil, nil)
        }
        words.removeFirst()
        let target = words.removeFirst()
        switch words {
        case [] where target.isName && CivilDate(target) == nil && Int(target) == nil:
            warn(ofEvent: target, text.place)
            return (.event(target), nil)
        case ["fails"], ["is", "done"]:
            let id = target.contains("/") ? DirectiveID(target) : DirectiveID(notice: noticeID ?? "?", item: target)
            guard let id else { break }
            if id.notice == noticeID, id.item == own {
                reading.error("a directive cannot wait for itself", at: text.place)
                return (nil, nil)
            }
            return (words == ["fails"] ? .failure(of: id) : .completion(of: id), text.place)
        case [] where target.utf8.contains(where: \.isDigit) && CivilDate(target) == nil:
            reading.error("write 'after \(target) fails' or 'after \(target) is done'", at: text.place)
            return (nil, nil)
        default: break
        }
        let near = Suggestion.hint(for: words.joined(separator: " "), among: ["fails", "is done"])
        let hint = near.isEmpty ? respelling(of: text, after: "1 day ") : near
        reading.error(
            "'\(text.string)' is not a condition such as after 9.6 fails, after 9.6 is done, after receipt\(hint)",
            at: text.place)
        return (nil, nil)
    }
}
