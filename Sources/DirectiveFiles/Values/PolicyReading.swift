import Directives
import Yams

/// What policies refer to elsewhere in the files.
struct PolicyContext {
    let directory: DirectoryFile
    /// Nil where the hours could not be read.
    let hours: OfficeHours?
    /// The channels that some gateway serves; nil where the gateways could not be read.
    let served: Set<Channel>?
}

extension FileReading {
    private static let policyKeys = ["at", "lead", "coordinating", "supervising", "escalate", "review"]

    func policy(_ entry: Fields.Entry, _ context: PolicyContext) -> Policy? {
        guard let name = identifier(entry.key, of: "policy"),
            let fields = self.fields(entry.value, of: "a policy", known: Self.policyKeys)
        else { return nil }
        let at = self.at(in: fields, context)
        let lead = fields.required("lead").flatMap { self.ladder($0, of: "lead", context) }
        let coordinating = fields["coordinating"].flatMap { self.ladder($0, of: "coordinating", context) }
        let supervising = fields["supervising"].flatMap { self.ladder($0, of: "supervising", context) }
        let escalation = fields["escalate"].flatMap { self.escalation($0, context) }
        let review = fields.value("review", expecting: "a rhythm such as every 10 working days", Quantities.review)
        guard let at, let lead else { return nil }
        let overdue = lead.steps.count { if case .after = $0 { true } else { false } }
        let repeats = lead.steps.contains { if case .every = $0 { true } else { false } }
        if let escalation, !repeats, escalation.after > overdue, let node = fields["escalate"] {
            warning("the lead has no more than \(overdue) overdue reminders, so this never comes", at: node.place)
        }
        return Policy(
            name: name, at: at, lead: lead, coordinating: coordinating, supervising: supervising,
            escalation: escalation, review: review)
    }

    private func at(in fields: Fields, _ context: PolicyContext) -> Policy.At? {
        guard let text = fields.text("at", required: true) else { return nil }
        if text.string == "now" { return .now }
        if Respelling.nearest(to: text.string, { $0 == "now" }) != nil {
            error("'\(text.string)' is not a time of day or now; did you mean 'now'?", at: text.place)
            return nil
        }
        guard let time = self.time(text) else { return nil }
        if let hours = context.hours {
            for (day, spans) in hours.spans.sorted(by: { $0.key < $1.key })
            where !spans.contains(where: { $0.contains(time) }) {
                let list = spans.map(\.description).joined(separator: " and ")
                error("\(time) is outside the office hours of \(day.name), \(list)", at: text.place)
                break
            }
        }
        return .time(time)
    }

    private func ladder(_ node: Node, of role: String, _ context: PolicyContext) -> Policy.Ladder? {
        guard case .mapping = node else {
            return steps(node, of: role).map {
                Policy.Ladder(via: channels(nil, of: role, at: node.place, context), steps: $0)
            }
        }
        guard let fields = self.fields(node, of: "'\(role)'", known: ["via", "steps"]) else { return nil }
        let via = channels(fields, of: role, at: fields.place, context)
        guard let node = fields.required("steps"), let steps = self.steps(node, of: "steps") else { return nil }
        return Policy.Ladder(via: via, steps: steps)
    }

    /// The channels of `via`, by default e-mail.
    private func channels(_ fields: Fields?, of owner: String, at place: Place, _ context: PolicyContext) -> [Channel] {
        guard let fields, fields["via"] != nil else {
            if context.served?.contains(.email) == false {
                error("'\(owner)' goes by email, which no gateway serves; say 'via'", at: place)
            }
            return [.email]
        }
        guard let texts = fields.list("via") else { return [.email] }
        if texts.isEmpty { error("'via' is empty", at: fields["via"]?.place ?? place) }
        var channels: [Channel] = []
        for text in texts {
            guard let channel: Channel = choice(text, of: "via") else { continue }
            if channels.contains(channel) { error("'\(channel.rawValue)' is here twice", at: text.place) }
            channels.append(channel)
            if context.served?.contains(channel) == false {
                error("no gateway serves the channel '\(channel.rawValue)'", at: text.place)
            }
        }
        return channels
    }

    private func steps(_ node: Node, of key: String) -> [Step]? {
        guard let items = self.items(node, of: key) else { return nil }
        if items.isEmpty { error("'\(key)' has no steps", at: node.place) }
        var steps: [Step] = []
        var repeats = false
        var ended = false
        for item in items {
            guard let text = self.text(item, of: key) else { continue }
            guard let step = Step(text.string) else {
                error(unreadable(step: text.string), at: text.place)
                continue
            }
            if ended { error("no step can follow 'until'", at: text.place) }
            if steps.contains(step) { error("the step '\(step)' is here twice", at: text.place) }
            switch step {
            case .every:
                if steps.isEmpty {
                    error("'\(text.string)' is the first step: there is nothing to count from", at: text.place)
                }
                repeats = true
            case .until(let end):
                if !repeats { error("'until' ends an 'every', and there is none before it", at: text.place) }
                if let first = Self.firstRepetition(in: steps), first.working == end.working, end.amount < first.amount
                {
                    laterError(
                        "'\(step)' comes before the first repetition, \(first) after: it has none", at: text.place)
                }
                ended = true
            default: break
            }
            steps.append(step)
        }
        return steps
    }

    /// How long after the due `every` comes first, where that is the same kind of days as the step that it is counted from.
    private static func firstRepetition(in steps: [Step]) -> StepCount? {
        guard let index = steps.firstIndex(where: { if case .every = $0 { true } else { false } }), index > 0,
            case .every(let every) = steps[index]
        else { return nil }
        switch steps[index - 1] {
        case .after(let count) where count.working == every.working:
            return StepCount(count.amount + every.amount, working: every.working)
        case .onTheDay: return every
        default: return nil
        }
    }

    private func unreadable(step: String) -> String {
        let hint = Respelling.hint(for: step) { Step($0) != nil }
        let near = hint.isEmpty ? Suggestion.hint(for: step, among: ["on assignment", "on the day"]) : hint
        let steps =
            "; steps are: on assignment, N days before, N working days before, on the day, N days after, "
            + "N working days after, then every N working days, until N working days after"
        return "'\(step)' is not a step\(near.isEmpty ? steps : near)"
    }

    private func escalation(_ node: Node, _ context: PolicyContext) -> Policy.Escalation? {
        guard let fields = self.fields(node, of: "'escalate'", known: ["after", "to", "via"]) else { return nil }
        let after = fields.value(
            "after", required: true, expecting: "a number of reminders such as 3 overdue reminders",
            Quantities.overdueReminders)
        let texts = fields.list("to", required: true)
        if texts?.isEmpty == true { error("'to' names no unit", at: fields["to"]?.place ?? fields.place) }
        let to = units(texts ?? [], context.directory, on: nil)
        for text in texts ?? [] where context.directory.units[text.string]?.external == true {
            error("'\(text.string)' is external: it is never reminded", at: text.place)
        }
        let via = channels(fields, of: "escalate", at: fields.place, context)
        guard let after else { return nil }
        return Policy.Escalation(after: after, to: to, via: via)
    }
}
