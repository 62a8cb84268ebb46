import Directives

extension EnglishTexts {
    func words(of alarm: Alarm) -> OperatorWords {
        switch alarm {
        case .limit(let stop, let address):
            OperatorWords(
                "Reminders are held by the limit \(stop.rawValue)",
                [
                    "Reminders are held by the limit \(stop.rawValue) (the first address: \(address)).",
                    "If this is no mistake of the configuration, raise limits in dondoc.yaml; they go when there is room.",
                    "See: dondoc outbox",
                ])
        case .misconfigured(let gateway, let answer):
            OperatorWords(
                "The gateway \(gateway) may be set up wrongly",
                [
                    "The gateway \(gateway) answered: \(answer)",
                    "Its messages are tried again. Check its command in dondoc.yaml.",
                ])
        case .suspended(let gateway, let failures, let answer):
            OperatorWords(
                "The gateway \(gateway) is suspended",
                [
                    "The gateway \(gateway) failed \(failures) times in a row; its last answer: \(answer)",
                    "It is tried with one message at a time, and goes on by itself when it answers again.",
                    "See: dondoc status; dondoc outbox list",
                ])
        case .clock(let fault):
            OperatorWords(
                "The machine's clock is wrong; no reminders go",
                [
                    "The machine's clock was wrong: \(fault). Nothing went until it was right again or was accepted "
                        + "(dondoc clock accept); this letter waited for that, too.",
                    "What came due meanwhile goes late.",
                    "See that the machine's time is kept. See: dondoc log --kind clock-stepped; dondoc outbox",
                ])
        case .shortage(let reason):
            OperatorWords(
                "The machine is short of resources; messages wait",
                [
                    "The program of a gateway could not be started: \(reason).",
                    "Nothing is lost and no gateway is suspended: each message goes as soon as there is room.",
                    "Look for what takes descriptors, processes or memory. See: systemctl status dondoc; free",
                ])
        case .ledgerLocked(let error, let since):
            OperatorWords(
                "Another program held the ledger; no reminders went",
                [
                    "From \(since) on nothing could be recorded, so nothing went: \(error)",
                    "This letter waited for that, too. What came due meanwhile goes late.",
                    "Let other programs only read the ledger's files, such as with: dondoc backup",
                ])
        case .refused(let error):
            OperatorWords(
                "The ledger refused to record a message",
                [
                    "What could not be recorded was not sent: \(error)",
                    "All else goes on. It is tried again each hour, or is held. This is a fault of Dondoc: report it.",
                    "See: dondoc outbox; dondoc audit; journalctl DONDOC_EVENT=write-refused",
                ])
        case .configurationRefused(let diagnostics):
            OperatorWords(
                "The new configuration is refused, the old one stays in force",
                ["The files have \(diagnostics.count) mistakes and were not accepted; what was in force stays:"]
                    + diagnostics.prefix(20).map(\.description))
        }
    }

    func words(of life: SignOfLife) -> OperatorWords {
        var body = [
            "Dondoc has been up since \(life.since).",
            "- Obligations open: \(life.open)",
            "- Messages accepted by gateways: \(life.accepted); waiting for a retry: \(life.deferred); "
                + "not sent: \(life.dead)",
            "- Next reminder: \(life.next ?? "none")",
        ]
        if life.held > 0 { body.append("- Obligations with held reminders: \(life.held) (see: dondoc outbox)") }
        for year in life.uncovered {
            body.append("- No official days off for \(year): dues counted in working days are provisional")
        }
        if let head = life.head { body.append(ledgerHead(head)) }
        return OperatorWords("Weekly sign of life", body)
    }

    func trial(by office: Settings.Office, of gateway: String) -> OperatorWords {
        OperatorWords(
            "A test by \(office.short) (gateway \(gateway)), not a reminder",
            ["\(office.name) sends this to test its gateway \(gateway).", "There is nothing to be done."])
    }

    func operatorSubject(_ subject: String) -> String { "[Dondoc] \(subject)" }
}
