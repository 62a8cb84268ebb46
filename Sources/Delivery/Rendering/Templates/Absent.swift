import Mustache

/// A value that there is, but that has nothing to say: it prints as nothing, and a section of it is left out.
///
/// It is not nil, for which Mustache would go on to ask the scopes around, nor an empty string, which would open the
/// section.
struct Absent: MustacheCustomRenderable {
    var renderText: String { "" }
    var isNull: Bool { true }

    /// The value itself where there is one with something in it.
    static func unless(_ value: String?) -> Any {
        if let value, !value.isEmpty { value } else { Absent() }
    }
}
