import Yams

/// A scalar as it was written, before YAML could guess a type for it.
struct Text {
    let string: String
    /// Whether it stood in quotes, or in a block of its own.
    let quoted: Bool
    let place: Place
}
