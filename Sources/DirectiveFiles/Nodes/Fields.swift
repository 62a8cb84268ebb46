import Directives
import Yams

/// The entries of one mapping, read by key.
struct Fields {
    struct Entry {
        let key: Text
        let value: Node
    }

    let reading: FileReading
    let place: Place
    let entries: [Entry]

    subscript(key: String) -> Node? {
        // By index: a loop over the entries would copy each node.
        for index in entries.indices where entries[index].key.string == key { return entries[index].value }
        return nil
    }

    /// The value of a key; a finding where there is none.
    func required(_ key: String) -> Node? {
        if let node = self[key] { return node }
        reading.error("missing '\(key)'", at: place)
        return nil
    }

    /// A scalar as it was written.
    func text(_ key: String, required: Bool = false) -> Text? {
        (required ? self.required(key) : self[key]).flatMap { reading.text($0, of: key) }
    }

    /// Words for people: not empty, without control characters but tabs and ends of lines.
    func words(_ key: String, required: Bool = false, mayBeEmpty: Bool = false) -> String? {
        text(key, required: required).flatMap { reading.words($0, of: key, mayBeEmpty: mayBeEmpty) }
    }

    /// A value that its type reads from a text; `expecting` completes "is not …", and `words` are some that are read.
    func value<Value>(
        _ key: String, required: Bool = false, expecting: String, among words: [String] = [],
        _ parse: (String) -> Value?
    ) -> Value? {
        guard let text = self.text(key, required: required) else { return nil }
        if let value = parse(text.string) { return value }
        let near = Suggestion.hint(for: text.string, among: words)
        let hint = near.isEmpty ? Respelling.hint(for: text.string) { parse($0) != nil } : near
        reading.error("'\(text.string)' is not \(expecting)\(hint)", at: text.place)
        return nil
    }

    /// One of a closed list of words.
    func choice<Value: RawRepresentable & CaseIterable>(_ key: String, required: Bool = false) -> Value?
    where Value.RawValue == String {
        text(key, required: required).flatMap { reading.choice($0, of: key) }
    }

    func flag(_ key: String) -> Bool? {
        guard let text = self.text(key) else { return nil }
        switch (text.string, text.quoted) {
        case ("true", false): return true
        case ("false", false): return false
        default:
            let form = text.quoted ? ", without quotes" : ""
            reading.error("'\(key)' is true or false\(form), not '\(text.string)'", at: text.place)
            return nil
        }
    }

    func number(_ key: String, in range: ClosedRange<Int>) -> Int? {
        guard let text = self.text(key) else { return nil }
        return reading.number(text, of: key, in: range)
    }

    func date(_ key: String, required: Bool = false) -> CivilDate? {
        text(key, required: required).flatMap { reading.date($0) }
    }

    /// The texts of a list; nil where the key is missing or no list.
    func list(_ key: String, required: Bool = false) -> [Text]? {
        guard let node = required ? self.required(key) : self[key], let items = reading.items(node, of: key) else {
            return nil
        }
        return items.compactMap { reading.text($0, of: key) }
    }
}
