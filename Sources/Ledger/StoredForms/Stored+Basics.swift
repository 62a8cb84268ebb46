import Directives

extension Bool: StoredForm {
    init(_ stored: Stored) throws {
        guard case .flag(let value) = stored else { throw StoredFormError.malformed("true or false") }
        self = value
    }

    var stored: Stored { .flag(self) }
}

extension Int64: StoredForm {
    init(_ stored: Stored) throws {
        guard case .number(let value) = stored else { throw StoredFormError.malformed("number") }
        self = value
    }

    var stored: Stored { .number(self) }
}

extension Int: StoredForm {
    init(_ stored: Stored) throws {
        self.init(try Int64(stored))
    }

    var stored: Stored { .number(Int64(self)) }
}

extension String: StoredForm {
    init(_ stored: Stored) throws {
        guard case .text(let value) = stored else { throw StoredFormError.malformed("text") }
        self = value
    }

    var stored: Stored { .text(self) }
}

extension Optional: StoredForm where Wrapped: StoredForm {
    init(_ stored: Stored) throws {
        if case .absent = stored { self = .none } else { self = .some(try Wrapped(stored)) }
    }

    var stored: Stored { self?.stored ?? .absent }
}

extension Array: StoredForm where Element: StoredForm {
    init(_ stored: Stored) throws {
        guard case .list(let values) = stored else { throw StoredFormError.malformed("list") }
        self = try values.map { try Element($0) }
    }

    var stored: Stored { .list(map(\.stored)) }
}

/// A key of a dictionary, which is the name of a field.
protocol StoredName: Hashable {
    init?(storedName: String)
    var storedName: String { get }
}

extension Dictionary: StoredForm where Key: StoredName, Value: StoredForm {
    init(_ stored: Stored) throws {
        guard case .fields(let fields) = stored else { throw StoredFormError.malformed("fields") }
        self.init(minimumCapacity: fields.count)
        for field in fields {
            guard let key = Key(storedName: field.name) else { throw StoredFormError.unknown(field.name) }
            self[key] = try Value(field.value)
        }
    }

    var stored: Stored {
        .fields(
            map { Stored.Field(name: $0.key.storedName, value: $0.value.stored) }.sorted { $0.name < $1.name })
    }
}

extension String: StoredName {
    init?(storedName: String) { self = storedName }
    var storedName: String { self }
}

extension Int: StoredName {
    init?(storedName: String) { self.init(storedName) }
    var storedName: String { description }
}

/// A value that is stored as a text of its own, which it parses.
protocol StoredText: StoredForm {
    init?(storedText: String)
    var storedText: String { get }
}

extension StoredText {
    init(_ stored: Stored) throws {
        let text = try String(stored)
        guard let value = Self(storedText: text) else { throw StoredFormError.unknown(text) }
        self = value
    }

    var stored: Stored { .text(storedText) }
}

/// One of a closed list, stored by its raw value.
extension StoredText where Self: RawRepresentable<String> {
    init?(storedText: String) { self.init(rawValue: storedText) }
    var storedText: String { rawValue }
}

extension StoredName where Self: RawRepresentable<String> {
    init?(storedName: String) { self.init(rawValue: storedName) }
    var storedName: String { rawValue }
}
