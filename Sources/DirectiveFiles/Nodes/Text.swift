import Yams

/// A scalar as it was written, before YAML could guess a type for it.
struct Text {
    let string: String
    /// Whether it was in quotes, or a block scalar.
    let quoted: Bool
    let place: Place
    /// What follows on its line from a `#` on, which begins a comment; nil where that is usual (`# `), or in quotes.
    var cut: String?
}
