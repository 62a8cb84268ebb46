import ArgumentParser
import Directives
import Glibc
import Ledger
import Rendering

/// Which calendar is asked: that of the folder named, else that in force, else that of the standard folder.
struct CalendarOptions: ParsableArguments {
    @OptionGroup var files: ConfigurationOptions
    @OptionGroup var state: StateOptions
    @OptionGroup private var languageOptions: LanguageOptions

    @Flag(help: "Print JSON.")
    var json = false

    /// The settings with their calendar, and the texts of what is printed.
    func settings() throws -> (Settings, any LanguageTexts) {
        let settings = try files.path == nil ? inForce() ?? files.load().settings : files.load().settings
        return (settings, (languageOptions.chosen ?? settings.language).texts)
    }

    /// Nil where there is no ledger, or nothing in it yet; a state directory that was named must be there.
    private func inForce() throws -> Settings? {
        guard state.path != nil || access("\(state.directory)/ledger.sqlite", F_OK) == 0 else { return nil }
        return try state.read { try $0.configurationInForce()?.settings }
    }
}
