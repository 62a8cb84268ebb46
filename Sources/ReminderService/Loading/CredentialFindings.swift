public import DirectiveFiles
public import Directives
public import Systemd

extension Credentials {
    /// The gateways whose secrets are not there, each with the place that names it and the line that the unit needs.
    ///
    /// Where there is no place for credentials at all (a command outside the service), nothing can be known of them:
    /// each is a warning then, whatever the severity.
    public func findings(
        in result: LoadResult, _ gateways: [Gateway], severity: Diagnostic.Severity = .error
    ) -> [Diagnostic] {
        gateways.compactMap { gateway in
            guard let name = gateway.credential, let place = result.sources.credentials[gateway.name] else {
                return nil
            }
            do throws(Refusal) {
                _ = try path(of: name)
                return nil
            } catch {
                let line = "LoadCredential=\(name):/etc/dondoc/credentials/\(name)"
                guard error != .noDirectory || severity == .error else {
                    return Diagnostic(
                        .warning, "whether the service has the credential '\(name)' cannot be seen from here: \(line)",
                        at: place)
                }
                return Diagnostic(
                    severity, "there is no credential '\(name)': add \(line) (systemctl edit dondoc)", at: place)
            }
        }
    }
}
