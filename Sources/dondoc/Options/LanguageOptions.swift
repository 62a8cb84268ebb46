import ArgumentParser
import Directives

/// The language of what people read.
struct LanguageOptions: ParsableArguments {
    @Option(
        name: .customLong("language"),
        help: ArgumentHelp("vi or en; the configuration's where left out.", valueName: "language"))
    private var name: String?

    /// Nil where none was asked for.
    var chosen: Language? { name.flatMap(Language.init(rawValue:)) }

    func validate() throws {
        guard let name, chosen == nil else { return }
        let all = Language.allCases.map(\.rawValue).joined(separator: " or ")
        throw ValidationError("--language: '\(name)' is not \(all)")
    }
}
