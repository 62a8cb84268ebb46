public import Directives
import Glibc
import Yams

extension ConfigurationFolder {
    /// Reasons not to run the programs that a configuration names.
    ///
    /// Found are programs that do not exist or cannot be executed, and a `dondoc.yaml` that group or others may write or
    /// that has another owner than root, the user of this process, or the caller. The daemon refuses to run with any
    /// such finding; other commands ask for warnings and continue.
    ///
    /// - Parameters:
    ///   - result: What ``load(_:)`` gave; without a configuration only the file itself is checked.
    ///   - callerUID: The user who asked for the load, if that is not the one of this process.
    ///   - severity: The severity of the findings.
    public func programFindings(
        in result: LoadResult, callerUID: UInt32? = nil, severity: Diagnostic.Severity = .error
    ) -> [Diagnostic] {
        var findings = ownershipFindings(callerUID: callerUID, severity: severity)
        let file = Diagnostic.Location(file: folder.shown(SettingsFile.path), line: 1, column: 1)
        let locations = result.programs
        for gateway in result.configuration?.settings.gateways ?? [] {
            if let fault = Self.fault(ofProgram: gateway.command.first ?? "") {
                findings.append(Diagnostic(severity, fault, at: locations[gateway.name] ?? file))
            }
        }
        return findings.sorted()
    }

    /// Whether somebody else than the office may have written `dondoc.yaml`, by its mode and owner.
    ///
    /// Its owner must be root, the user of this process or the caller, since whoever can write it can have any program
    /// run. Only the state of the file is asked, each time anew; nothing is read.
    public func ownershipFindings(
        callerUID: UInt32? = nil, severity: Diagnostic.Severity = .error
    ) -> [Diagnostic] {
        var findings: [Diagnostic] = []
        let file = Diagnostic.Location(file: folder.shown(SettingsFile.path), line: 1, column: 1)
        if case .success(let status) = folder.status(SettingsFile.path) {
            if status.mode & (S_IWGRP | S_IWOTH) != 0 {
                findings.append(
                    Diagnostic(
                        severity, "this file names programs, and group or others may write it: chmod go-w", at: file))
            }
            if ![0, geteuid(), callerUID].contains(status.owner) {
                findings.append(
                    Diagnostic(
                        severity, "this file names programs, and belongs to the user \(status.owner): chown root",
                        at: file))
            }
        }
        return findings
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
            return access(path, X_OK) == 0 ? nil : "the program '\(path)' is not executable"
        }
    }
}
