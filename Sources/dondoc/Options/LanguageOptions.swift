import ArgumentParser
import Directives

/// The language of what people read.
struct LanguageOptions: ParsableArguments {
    @Option(
        name: .customLong("language"),
        help: ArgumentHelp("The language of what is printed. Default: the configuration's.", valueName: "language"))
    var chosen: Language?
}
