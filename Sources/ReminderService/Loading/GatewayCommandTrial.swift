import DirectiveFiles
import Directives
import Gateways
import Rendering

/// Builds each gateway's command once with the values of a sample message, as templates are tried: what would stop every
/// message is a mistake of the file.
struct GatewayCommandTrial {
    let findings: [Diagnostic]

    init(_ settings: Settings, _ locations: SourceMap) {
        findings = settings.gateways.compactMap { gateway in
            guard let place = locations.gateways[gateway.name] else { return nil }
            do throws(GatewayCommandError) {
                _ = try GatewayCommand(gateway, Self.sample(for: gateway), zone: settings.time.zone)
                return nil
            } catch {
                return Diagnostic(.error, "this gateway can be started for no message: \(error)", at: place)
            }
        }
    }

    private static func sample(for gateway: Gateway) -> GatewayCommand.Values {
        GatewayCommand.Values(
            to: gateway.channel == .email ? "name@office.example" : "+999100000001", from: gateway.senderAddress,
            id: "sample", attempt: 1, directive: "notice/1", due: .distantPast,
            stateDirectory: "/var/lib/dondoc", credentialPath: gateway.credential)
    }
}
