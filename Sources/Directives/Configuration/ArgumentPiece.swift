/// What `{name}` in an argument of a gateway's program is replaced by.
public enum Placeholder: String, Hashable, Sendable, CaseIterable {
    case to, from, id, attempt, directive, due, segments, state, credential
}

/// A part of an argument of a gateway's program.
package enum ArgumentPiece: Hashable, Sendable {
    /// As it is written; braces that make no placeholder too.
    case text(Substring)
    case placeholder(Placeholder)
    /// Written as a placeholder, with a name that none has.
    case unknown(Substring)

    /// The parts of an argument: a placeholder is lower-case letters in braces.
    ///
    /// A `{` that begins none ends a text, so that who reads the files finds it.
    package static func pieces(of argument: String) -> [ArgumentPiece] {
        var pieces: [ArgumentPiece] = []
        var rest = argument[...]
        while let open = rest.firstIndex(of: "{") {
            let name = rest[rest.index(after: open)...].prefix { ("a"..."z").contains($0) }
            guard !name.isEmpty, name.endIndex < rest.endIndex, rest[name.endIndex] == "}" else {
                pieces.append(.text(rest[...open]))
                rest = rest[rest.index(after: open)...]
                continue
            }
            let known = Placeholder(rawValue: String(name))
            pieces += [.text(rest[..<open]), known.map { .placeholder($0) } ?? .unknown(name)]
            rest = rest[rest.index(after: name.endIndex)...]
        }
        return pieces + [.text(rest)]
    }
}
