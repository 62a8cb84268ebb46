internal import Basics
internal import Directives

/// The variables of a gateway's program: none is inherited from the daemon.
enum GatewayEnvironment {
    private static let path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

    static func variables(
        _ gateway: Gateway, _ values: GatewayCommand.Values, zone: Zone
    ) throws(GatewayCommandError) -> [String: String] {
        var variables = [
            "PATH": path,
            "LANG": "C.UTF-8",
            "TZ": zone.identifier,
            "DONDOC_ID": values.id,
            "DONDOC_ATTEMPT": String(values.attempt),
            "DONDOC_TO": values.to,
            "DONDOC_CHANNEL": gateway.channel.rawValue,
        ]
        if let credential = values.credentialPath {
            guard !credential.unicodeScalars.contains(where: \.isControl) else {
                throw .controlCharacter("DONDOC_CREDENTIAL")
            }
            variables["DONDOC_CREDENTIAL"] = credential
        }
        for (name, value) in gateway.environment.sorted(by: { $0.key < $1.key }) {
            switch GatewayVariable.fault(of: name, value: value) {
            case nil: variables[name] = value
            case .controlCharacter: throw .controlCharacter(name)
            case .name, .reserved: throw .variable(name)
            }
        }
        return variables
    }
}
