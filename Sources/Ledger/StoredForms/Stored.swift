/// A value as the ledger stores it: JSON without fractions.
///
/// What is on disk is a contract with installations. So each stored type says itself which fields it has and what they
/// are called (`StoredForm`): a property or case that is renamed in Swift changes nothing on disk.
enum Stored {
    /// No value: such a field is left out, and a field that is missing is read as it.
    case absent
    case flag(Bool)
    case number(Int64)
    case text(String)
    case list([Stored])
    case fields([Field])

    struct Field {
        let name: String
        let value: Stored
    }
}

/// A type with a form of its own in the ledger.
protocol StoredForm {
    /// - Throws: `StoredFormError`.
    init(_ stored: Stored) throws
    var stored: Stored { get }
}

/// A stored type that is read and written as a whole, with the version of its form in a column beside it.
protocol VersionedForm: StoredForm {
    /// What a person calls it.
    static var formName: String { get }
    /// The version of the form that this program writes; all earlier ones are read. Counted up when a program that knows
    /// only the one before would misread what is written now.
    static var formVersion: Int { get }
}

extension VersionedForm {
    static var formVersion: Int { 1 }
}

enum StoredFormError: Error {
    /// A name that this program does not know.
    case unknown(String)
    case malformed(String)
}

extension Stored: ExpressibleByDictionaryLiteral {
    /// A value with fields; those that are nil are left out.
    init(dictionaryLiteral elements: (String, any StoredForm)...) {
        self = .fields(elements.map { Field(name: $0.0, value: $0.1.stored) })
    }

    /// A case of an enumeration with its values: `{"before":{"_0":…}}`.
    static func named(_ name: String, _ values: Stored = [:]) -> Stored {
        .fields([Field(name: name, value: values)])
    }

    /// The name and the values of a case of an enumeration.
    var asCase: (name: String, values: Stored) {
        get throws {
            guard case .fields(let fields) = self, fields.count == 1 else { throw StoredFormError.malformed("case") }
            return (fields[0].name, fields[0].value)
        }
    }

    /// A field by its name.
    subscript<Value: StoredForm>(_ name: String) -> Value {
        get throws {
            guard case .fields(let fields) = self else { throw StoredFormError.malformed("fields with '\(name)'") }
            return try Value(fields.first { $0.name == name }?.value ?? .absent)
        }
    }
}
