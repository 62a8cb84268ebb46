import Mustache

/// A text that a template may print, or ask whether there is one.
///
/// One that is absent or empty prints as nothing and leaves a section of it out: nil would let Mustache go on to ask the
/// scopes around, and an empty string would open the section. A type of its own is also much cheaper to print than a
/// string, for which swift-mustache tries every other kind of value first.
struct TemplateText: MustacheCustomRenderable, MustacheTransformable {
    let renderText: String

    init(_ text: String?) {
        renderText = text ?? ""
    }

    var isNull: Bool { renderText.isEmpty }

    func transform(_ name: String) -> Any? {
        switch renderText.transform(name) {
        case let text as String: TemplateText(text)
        case let other: other
        }
    }
}
