extension JSON {
    /// Reads a value; `null` is no value.
    static func value<Value: StoredForm>(_ type: Value.Type, _ text: String) throws -> Value {
        var text = text
        return try text.withUTF8 { bytes in
            var reader = Reader(bytes: bytes)
            let value = try reader.value()
            guard reader.skipSpace() == nil else { throw StoredFormError.malformed("JSON") }
            return try Value(value)
        }
    }

    /// A reader of what the ledger itself wrote: no fractions, and no pairs of `\u` escapes.
    private struct Reader {
        let bytes: UnsafeBufferPointer<UInt8>
        private var index = 0

        init(bytes: UnsafeBufferPointer<UInt8>) {
            self.bytes = bytes
        }

        private static let fault = StoredFormError.malformed("JSON")

        /// The next byte that is no white space; nil at the end.
        mutating func skipSpace() -> UInt8? {
            while index < bytes.count {
                let byte = bytes[index]
                if byte > 0x20 { return byte }
                index += 1
            }
            return nil
        }

        mutating func value() throws -> Stored {
            switch skipSpace() {
            case UInt8(ascii: "{"):
                var fields: [Stored.Field] = []
                try members(until: UInt8(ascii: "}")) { reader in
                    guard reader.skipSpace() == UInt8(ascii: "\"") else { throw Self.fault }
                    let name = try reader.string()
                    guard reader.skipSpace() == UInt8(ascii: ":") else { throw Self.fault }
                    reader.index += 1
                    fields.append(Stored.Field(name: name, value: try reader.value()))
                }
                return .fields(fields)
            case UInt8(ascii: "["):
                var values: [Stored] = []
                try members(until: UInt8(ascii: "]")) { values.append(try $0.value()) }
                return .list(values)
            case UInt8(ascii: "\""): return .text(try string())
            case UInt8(ascii: "t"): return try word("true", .flag(true))
            case UInt8(ascii: "f"): return try word("false", .flag(false))
            case UInt8(ascii: "n"): return try word("null", .absent)
            default: return .number(try number())
            }
        }

        private mutating func members(until end: UInt8, _ member: (inout Reader) throws -> Void) throws {
            index += 1
            if skipSpace() == end {
                index += 1
                return
            }
            while true {
                try member(&self)
                let next = skipSpace()
                index += 1
                if next == end { return }
                guard next == UInt8(ascii: ",") else { throw Self.fault }
            }
        }

        private mutating func word(_ word: String, _ value: Stored) throws -> Stored {
            guard bytes[index...].starts(with: word.utf8) else { throw Self.fault }
            index += word.utf8.count
            return value
        }

        private mutating func number() throws -> Int64 {
            let start = index
            while index < bytes.count, bytes[index] == UInt8(ascii: "-") || (0x30...0x39).contains(bytes[index]) {
                index += 1
            }
            guard let number = Int64(String(decoding: bytes[start..<index], as: UTF8.self)) else { throw Self.fault }
            return number
        }

        private mutating func string() throws -> String {
            index += 1
            let start = index
            while index < bytes.count, bytes[index] != UInt8(ascii: "\""), bytes[index] != UInt8(ascii: "\\") {
                index += 1
            }
            guard index < bytes.count else { throw Self.fault }
            if bytes[index] == UInt8(ascii: "\"") {
                defer { index += 1 }
                return String(decoding: bytes[start..<index], as: UTF8.self)
            }
            var text = Array(bytes[start..<index])
            while index < bytes.count {
                let byte = bytes[index]
                index += 1
                switch byte {
                case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
                case UInt8(ascii: "\\"): text += try escaped()
                default: text.append(byte)
                }
            }
            throw Self.fault
        }

        private mutating func escaped() throws -> [UInt8] {
            guard index < bytes.count else { throw Self.fault }
            defer { index += 1 }
            switch bytes[index] {
            case UInt8(ascii: "b"): return [0x08]
            case UInt8(ascii: "t"): return [0x09]
            case UInt8(ascii: "n"): return [0x0A]
            case UInt8(ascii: "f"): return [0x0C]
            case UInt8(ascii: "r"): return [0x0D]
            case UInt8(ascii: "u"):
                guard index + 4 < bytes.count,
                    let code = UInt32(String(decoding: bytes[index + 1...index + 4], as: UTF8.self), radix: 16),
                    let scalar = UnicodeScalar(code)
                else { throw Self.fault }
                index += 4
                return Array(String(Character(scalar)).utf8)
            case let byte: return [byte]
            }
        }
    }
}
