/// The templates of all kinds in all languages, compiled: an office's own where it has them, else the built-in ones.
public struct TemplateLibrary: Sendable {
    /// The built-in templates alone.
    public static let builtIn = TemplateLibrary(overrides: [:], broken: [])

    private let own: [TemplateName: Template]
    /// Own templates that could not be used: the built-in ones stand in for them.
    let broken: Set<TemplateName>

    /// Where the own templates stand, as people are shown it.
    let places: [TemplateName: String]

    init(overrides: [TemplateName: Template], broken: Set<TemplateName>, places: [TemplateName: String] = [:]) {
        own = overrides
        self.broken = broken
        self.places = places
    }

    /// The files of the office's own templates, sorted, as people are shown them.
    package var ownFiles: [String] { places.values.sorted() }

    /// A text that a template gave.
    struct Rendering {
        let text: String
        /// The template of the office for which a built-in one stood in.
        var fallback: TemplateName?
    }

    /// Renders a scope, by the built-in template where the own one gives nothing.
    func render(_ name: TemplateName, _ scope: some TemplateScope) -> Rendering {
        if let template = own[name] {
            let text = template.render(scope)
            if text.contains(where: { !$0.isWhitespace }) { return Rendering(text: text) }
        }
        let text = Self.compiledBuiltIns[name]?.render(scope) ?? ""
        return Rendering(text: text, fallback: own[name] != nil || broken.contains(name) ? name : nil)
    }

    private static let compiledBuiltIns = Dictionary(
        uniqueKeysWithValues: TemplateName.all.compactMap { name in
            (try? TemplateParser.parse(BuiltInTemplates.text(of: name), for: name.kind)).map { (name, $0) }
        })
}
