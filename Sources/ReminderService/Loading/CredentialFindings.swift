public import DirectiveFiles
public import Directives
public import Systemd

extension Credentials {
    /// The gateways whose secrets are missing, each with the place that names it and the line that the unit needs.
    ///
    /// A command outside the service may have no directory of credentials, and then cannot know: with `.warning` it says
    /// so of each gateway.
    public func findings(
        in result: LoadResult, _ gateways: [Gateway], severity: Diagnostic.Severity = .error
    ) -> [Diagnostic] {
        gateways.compactMap { gateway in
            guard let name = gateway.credential, let place = result.locations.credentials[gateway.name] else {
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
