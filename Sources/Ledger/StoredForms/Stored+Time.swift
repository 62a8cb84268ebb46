import Directives

extension Instant: StoredForm {
    init(_ stored: Stored) throws { self.init(milliseconds: try Int64(stored)) }
    var stored: Stored { .number(milliseconds) }
}

extension CivilDate: StoredForm, StoredName {
    init(_ stored: Stored) throws { self.init(dayNumber: try Int(stored)) }
    var stored: Stored { dayNumber.stored }

    init?(storedName: String) { self.init(storedName) }
    var storedName: String { description }
}

extension TimeOfDay: StoredForm {
    init(_ stored: Stored) throws {
        let minute = try Int(stored)
        guard let time = TimeOfDay(hour: minute / 60, minute: minute % 60) else {
            throw StoredFormError.malformed("time of day")
        }
        self = time
    }

    var stored: Stored { minute.stored }
}

extension Weekday: StoredForm, StoredName {
    init(_ stored: Stored) throws {
        guard let day = Weekday(rawValue: try Int(stored)) else { throw StoredFormError.malformed("weekday") }
        self = day
    }

    var stored: Stored { rawValue.stored }

    init?(storedName: String) {
        guard let number = Int(storedName) else { return nil }
        self.init(rawValue: number)
    }

    var storedName: String { "\(rawValue)" }
}

extension Zone: StoredText {
    init?(storedText: String) { self.init(identifier: storedText) }
    var storedText: String { identifier }
}

extension OfficeTime: StoredForm {
    init(_ stored: Stored) throws {
        self.init(zone: try stored["zone"], calendar: try stored["calendar"], hours: try stored["hours"])
    }

    var stored: Stored { ["calendar": calendar, "hours": hours, "zone": zone] }
}

extension OfficeHours: StoredForm {
    init(_ stored: Stored) throws { self.init(spans: try stored["spans"]) }
    var stored: Stored { ["spans": spans] }
}

extension OfficeHours.Span: StoredForm {
    init(_ stored: Stored) throws {
        guard let span = Self(start: try stored["start"], end: try stored["end"]) else {
            throw StoredFormError.malformed("span of office hours")
        }
        self = span
    }

    var stored: Stored { ["end": end, "start": start] }
}

extension WorkingCalendar: StoredForm {
    init(_ stored: Stored) throws {
        self.init(
            name: try stored["name"], weekend: Set(try stored["weekend"] as [Weekday]), years: try stored["years"],
            proposals: try stored["proposals"] ?? [:], namedDays: try stored["namedDays"])
    }

    var stored: Stored {
        [
            "name": name, "namedDays": namedDays, "proposals": proposals.isEmpty ? nil : proposals,
            "weekend": weekend.sorted(), "years": years,
        ]
    }
}

extension WorkingCalendar.Year: StoredForm {
    init(_ stored: Stored) throws {
        self.init(source: try stored["source"], daysOff: try stored["daysOff"], working: try stored["working"])
    }

    var stored: Stored { ["daysOff": daysOff, "source": source, "working": working] }
}

extension NamedDay: StoredForm {
    init(_ stored: Stored) throws {
        let (name, values) = try stored.asCase
        switch name {
        case "solar": self = .solar(month: try values["month"], day: try values["day"])
        case "lunar": self = .lunar(month: try values["month"], day: try values["day"])
        default: throw StoredFormError.unknown(name)
        }
    }

    var stored: Stored {
        switch self {
        case .solar(let month, let day): .named("solar", ["day": day, "month": month])
        case .lunar(let month, let day): .named("lunar", ["day": day, "month": month])
        }
    }
}
