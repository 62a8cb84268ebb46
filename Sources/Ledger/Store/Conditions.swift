/// The conditions of a listing, with the parameters that they name: all of them must hold.
struct Conditions: CustomStringConvertible {
    private var texts: [String] = []
    private(set) var arguments: [any ColumnValue] = []

    mutating func require(_ condition: String) {
        texts.append(condition)
    }

    /// Adds a condition on a value, where there is one; it is given the name of the parameter.
    mutating func require<Value: ColumnValue>(_ value: Value?, _ condition: (String) -> String) {
        guard let value else { return }
        texts.append("(\(condition(parameter(value))))")
    }

    /// Adds a parameter and gives its name.
    mutating func parameter(_ value: some ColumnValue) -> String {
        arguments.append(value)
        return "$\(arguments.count)"
    }

    var description: String { texts.isEmpty ? "true" : texts.joined(separator: " AND ") }
}
