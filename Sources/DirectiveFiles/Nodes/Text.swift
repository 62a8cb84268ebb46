import Yams

/// A scalar as it was written, before YAML could guess a type for it.
struct Text {
    let string: String
    /// Whether it was in quotes, or a block scalar.
    let quoted: Bool
    let place: Place
}
