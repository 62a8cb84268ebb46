public import Directives
import Glibc
import Yams

extension ConfigurationFolder {
    /// Reasons not to run the programs that a configuration names.
    ///
    /// Found are programs that do not exist, cannot be executed or can be changed by others, and a `dondoc.yaml` that
    /// others may write, by the descriptor from which it was read. The daemon refuses to run with any such finding; other
    /// commands continue.
    ///
    /// - Parameter result: What ``load(_:)`` gave; without a configuration only the file itself is checked.
    public func programFindings(in result: LoadResult) -> [Diagnostic] {
        let programs = (result.configuration?.settings.gateways ?? []).compactMap { gateway in
            Self.fault(ofProgram: gateway.command.first ?? "").map {
                Diagnostic(.error, $0, at: result.programLocations[gateway.name] ?? settingsFile)
            }
        }
        return (ownershipFindings(of: result) + programs).sorted()
    }

    /// Whether others may have written the `dondoc.yaml` that was read, by its mode and owner: whoever can write it can have
    /// any program run.
    public func ownershipFindings(of result: LoadResult, severity: Diagnostic.Severity = .error) -> [Diagnostic] {
        result.settingsStatus.map { ownershipFindings($0, severity) } ?? []
    }

    /// Whether others may write `dondoc.yaml` now, or change a program of gateways in force; nothing is read.
    public func trustFindings(of gateways: [Gateway] = []) -> [Diagnostic] {
        let status = try? FileStatus.of(folder.absolute(SettingsFile.path)).get()
        let file = status.map { ownershipFindings($0, .error) } ?? []
        let programs = gateways.compactMap { PathTrust.fault(ofProgram: $0.command.first ?? "") }
        return file + Set(programs).sorted().map { Diagnostic(.error, $0, at: settingsFile) }
    }

    private var settingsFile: Diagnostic.Location {
        Diagnostic.Location(file: folder.shown(SettingsFile.path), line: 1, column: 1)
    }

    private func ownershipFindings(_ status: FileStatus, _ severity: Diagnostic.Severity) -> [Diagnostic] {
        PathTrust.faults(of: status).map {
            Diagnostic(severity, "this file names programs, and \($0.reason): \($0.command)", at: settingsFile)
        }
    }

    func missingPrograms(
        _ gateways: [Gateway], places: [String: Place], severity: Diagnostic.Severity
    ) -> [Diagnostic] {
        gateways.compactMap { gateway in
            guard let program = gateway.command.first, program.hasPrefix("/"),
                let place = places[gateway.name], let fault = Self.fault(ofProgram: program)
            else { return nil }
            return Diagnostic(severity, fault, at: place.location(in: folder.shown(SettingsFile.path)))
        }
    }

    private static func fault(ofProgram path: String) -> String? {
        switch FileStatus.of(path) {
        case .failure(let error):
            return error.isMissing ? "there is no program '\(path)'" : "the program '\(path)' cannot be read: \(error)"
        case .success(let status):
            if !status.isFile { return "the program '\(path)' is not a file" }
            if access(path, X_OK) != 0 { return "the program '\(path)' is not executable" }
            return PathTrust.fault(ofProgram: path)
        }
    }
}
