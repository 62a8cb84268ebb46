public import Directives
import Foundation

extension TemplateLibrary {
    /// More than any letter needs; a template beyond it is a mistake.
    private static let longest = 65_536

    /// Reads the office's own templates, `LANGUAGE/CHANNEL-KIND.mustache`, from a folder if it exists.
    ///
    /// A broken one is left out, so that the built-in one stands in for it, and each of its faults is told with its
    /// place.
    public static func load(from folder: String) -> (library: TemplateLibrary, diagnostics: [Diagnostic]) {
        var own: [TemplateName: Template] = [:]
        var broken: Set<TemplateName> = []
        var diagnostics: [Diagnostic] = []
        for language in Language.allCases {
            let languageFolder = "\(folder)/\(language.rawValue)"
            let files = (try? FileManager.default.contentsOfDirectory(atPath: languageFolder)) ?? []
            for file in files.sorted() where file.hasSuffix(".mustache") {
                let path = "\(languageFolder)/\(file)"
                guard let name = TemplateName("\(language.rawValue)/\(file.dropLast(".mustache".count))") else {
                    diagnostics.append(unknownFile(path, language: language))
                    continue
                }
                switch read(path, name: name) {
                case .success(let template): own[name] = template
                case .failure(let faults):
                    broken.insert(name)
                    diagnostics += faults.diagnostics
                }
            }
        }
        return (TemplateLibrary(overrides: own, broken: broken), diagnostics)
    }

    private struct Faults: Error {
        let diagnostics: [Diagnostic]
    }

    private static func read(_ path: String, name: TemplateName) -> Result<Template, Faults> {
        func fault(_ message: String, line: Int = 1, column: Int = 1) -> Result<Template, Faults> {
            let location = Diagnostic.Location(file: path, line: max(1, line), column: max(1, column))
            return .failure(Faults(diagnostics: [Diagnostic(.error, message, at: location)]))
        }
        guard let bytes = FileManager.default.contents(atPath: path) else {
            return fault("the template cannot be read")
        }
        guard bytes.count <= longest else { return fault("the template is longer than \(longest) bytes") }
        guard let raw = String(validating: bytes, as: UTF8.self) else { return fault("the template is not UTF-8") }
        let text = CleanText.nfc(raw.replacing("\r\n", with: "\n").replacing("\u{FEFF}", with: ""))
        do throws(TemplateParser.Faults) {
            return .success(try TemplateParser.parse(text, for: name.kind))
        } catch {
            return .failure(
                Faults(
                    diagnostics: error.faults.map {
                        Diagnostic(.error, $0.message, at: .init(file: path, line: $0.line, column: $0.column))
                    }))
        }
    }

    private static func unknownFile(_ path: String, language: Language) -> Diagnostic {
        let known = TemplateName.Kind.allCases.map { "\($0.rawValue).mustache" }.joined(separator: ", ")
        return Diagnostic(
            .warning, "no message uses this template; '\(language.rawValue)' has \(known)",
            at: .init(file: path, line: 1, column: 1))
    }
}
