package import DirectiveFiles
package import Directives
import Ledger
package import Rendering
package import Systemd

/// The one answer to "is this configuration good?", for the daemon and for every command that reads the files.
///
/// It finds mistakes in the files, programs, or the file that names them, that others may write, faults of templates when rendered for the
/// office's own directives, missing programs and credentials of gateways, and years without an official calendar.
package struct ConfigurationReview: Sendable {
    /// Who asks.
    package enum Purpose: Sendable {
        /// The daemon, which will work with it: whatever is missing for that is a mistake.
        case service
        /// Another command: what only the daemon needs is a warning.
        case inspection(dueWarnings: Bool = true)
    }

    /// Sorted by file, line and column.
    package private(set) var diagnostics: [Diagnostic]
    /// The office's own templates; a broken one is replaced by the built-in one.
    package let templates: TemplateLibrary
    /// Nil where nothing was read.
    let result: LoadResult?
    /// A changed hash shows that a directive is not the accepted one any more; only the daemon, which compares, has them.
    let hashes: [DirectiveID: String]

    /// Reads the folder once.
    ///
    /// - Parameter now: to warn of notices of a later day; nil where that is no mistake.
    package init(
        of folder: ConfigurationFolder, for purpose: Purpose, credentials: Credentials,
        at now: (@Sendable (Zone) -> Instant)? = nil
    ) {
        var options = ConfigurationFolder.Options(now: now)
        let severity: Diagnostic.Severity
        switch purpose {
        case .service: severity = .error
        case .inspection(let dueWarnings):
            severity = .warning
            options.dueWarnings = dueWarnings
        }
        // The daemon does not read such a folder at all: whoever may write the file could have any program run.
        let distrust = severity == .error ? folder.trustFindings() : []
        guard distrust.isEmpty else {
            diagnostics = distrust
            templates = .builtIn
            (result, hashes) = (nil, [:])
            return
        }
        let result = folder.load(options)
        self.result = result
        hashes = severity == .error ? result.configuration.map(ReminderEngine.hashes(of:)) ?? [:] : [:]
        let (templates, faults) = TemplateLibrary.load(result.templates)
        self.templates = templates
        let trial = result.configuration.map { TemplateTrial($0, templates).findings } ?? []
        let gateways = result.configuration?.settings.gateways ?? []
        let commands = result.configuration.map { GatewayCommandTrial($0.settings, result.locations).findings } ?? []
        let secrets = credentials.findings(in: result, gateways, severity: severity)
        // Reading the files has warned of programs already.
        let programs =
            severity == .error
            ? folder.programFindings(in: result) : folder.ownershipFindings(of: result, severity: severity)
        diagnostics = (result.diagnostics + faults + trial + commands + secrets + programs).sorted()
    }

    /// Adds what only the ledger shows: directives that are gone from the files though their obligations are open.
    mutating func add(_ findings: [Diagnostic]) {
        diagnostics = (diagnostics + findings).sorted()
    }

    /// The configuration, unless a mistake was found.
    package func accepted() throws(ConfigurationRefusal) -> Configuration {
        guard let configuration = result?.configuration, !diagnostics.contains(where: { $0.severity == .error }) else {
            throw ConfigurationRefusal(diagnostics: diagnostics.filter { $0.severity == .error })
        }
        return configuration
    }
}
