public import Directives

extension TemplateLibrary {
    /// More than any message needs; a template beyond it is a mistake.
    private static let longest = 65_536

    /// Compiles the office's own templates, `LANGUAGE/KIND.mustache`.
    ///
    /// A broken one is left out, so that the built-in one is used instead, and each of its faults is reported with
    /// its place.
    public static func load(_ files: [TemplateFile]) -> (library: TemplateLibrary, diagnostics: [Diagnostic]) {
        var own: [TemplateName: Template] = [:]
        var broken: Set<TemplateName> = []
        var places: [TemplateName: String] = [:]
        var diagnostics: [Diagnostic] = []
        for file in files {
            guard let name = TemplateName(String(file.path.dropLast(".mustache".count))) else {
                diagnostics.append(unknownFile(file))
                continue
            }
            places[name] = file.shown
            do throws(TemplateParser.Faults) {
                own[name] = try compile(file, for: name.kind)
            } catch {
                broken.insert(name)
                diagnostics += error.faults.map {
                    Diagnostic(.error, $0.message, at: .init(file: file.shown, line: $0.line, column: $0.column))
                }
            }
        }
        return (TemplateLibrary(overrides: own, broken: broken, places: places), diagnostics)
    }

    private static func compile(
        _ file: TemplateFile, for kind: TemplateKind
    ) throws(TemplateParser.Faults) -> Template {
        guard file.text.utf8.count <= longest else {
            let fault = TemplateParser.Fault(
                line: 1, column: 1, message: "the template is longer than \(longest) bytes")
            throw TemplateParser.Faults(faults: [fault])
        }
        let text = CleanText.nfc(file.text.replacing("\r\n", with: "\n").replacing("\u{FEFF}", with: ""))
        return try TemplateParser.parse(text, for: kind)
    }

    private static func unknownFile(_ file: TemplateFile) -> Diagnostic {
        let hint = Suggestion.hint(for: file.path, among: TemplateName.all.map { "\($0).mustache" })
        let known = TemplateKind.allCases.map { "\($0.rawValue).mustache" }.joined(separator: ", ")
        return Diagnostic(
            .warning, "no message uses this template" + (hint.isEmpty ? "; a language has \(known)" : hint),
            at: .init(file: file.shown, line: 1, column: 1))
    }
}
