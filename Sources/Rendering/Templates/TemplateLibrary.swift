/// The templates of all kinds in all languages, compiled: an office's own where it has them, else the built-in ones.
public struct TemplateLibrary: Sendable {
    /// The built-in templates alone.
    public static let builtIn = TemplateLibrary(overrides: [:], broken: [])

    private let own: [TemplateName: Template]
    private let builtIns: [TemplateName: Template]
    /// Own templates that could not be used: the built-in ones are used instead.
    let broken: Set<TemplateName>

    /// Where the own templates stand, as people are shown it.
    let places: [TemplateName: String]

    init(
        overrides: [TemplateName: Template], broken: Set<TemplateName>, places: [TemplateName: String] = [:],
        builtIns: [TemplateName: Template] = compiledBuiltIns
    ) {
        own = overrides
        self.builtIns = builtIns
        self.broken = broken
        self.places = places
    }

    /// The files of the office's own templates, sorted, as people are shown them.
    package var ownFiles: [String] { places.values.sorted() }

    /// A text that a template gave.
    struct Rendering {
        let text: String
        /// The template of the office in place of which a built-in one was used.
        var fallback: TemplateName?
    }

    /// Renders a scope, by the built-in template where the own one gives nothing.
    func render(_ name: TemplateName, _ scope: some TemplateScope) -> Rendering {
        if let template = own[name] {
            let text = template.render(scope)
            if text.contains(where: { !$0.isWhitespace }) { return Rendering(text: text) }
        }
        let text = builtIns[name]?.render(scope) ?? ""
        return Rendering(text: text, fallback: own[name] != nil || broken.contains(name) ? name : nil)
    }

    /// Compiled once: a library is made at each load.
    private static let compiledBuiltIns = compiled { $0.texts }

    /// The built-in templates of every language; their own names are checked by a test.
    static func compiled(_ texts: LanguageLookup) -> [TemplateName: Template] {
        TemplateName.all.reduce(into: [:]) { templates, name in
            templates[name] = try? TemplateParser.parse(texts(name.language).template(name.kind), for: name.kind)
        }
    }
}
