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
        if let credential = values.credential {
            guard !credential.unicodeScalars.contains(where: \.isControl) else {
                throw .controlCharacter("DONDOC_CREDENTIAL")
            }
            variables["DONDOC_CREDENTIAL"] = credential
        }
        for (name, value) in gateway.environment.sorted(by: { $0.key < $1.key }) {
            guard mayBeDeclared(name) else { throw .variable(name) }
            guard !value.unicodeScalars.contains(where: \.isControl) else { throw .controlCharacter(name) }
            variables[name] = value
        }
        return variables
    }

    /// False for variables that are the same for every gateway, and for those that would let a program talk to systemd in
    /// the daemon's name.
    static func mayBeDeclared(_ name: String) -> Bool {
        let isName =
            name.utf8.first?.isDigit == false
            && name.utf8.allSatisfy { $0.isAlphanumeric || $0 == UInt8(ascii: "_") }
        let isReserved =
            ["PATH", "LANG", "TZ", "NOTIFY_SOCKET"].contains(name)
            || ["DONDOC_", "LISTEN_", "WATCHDOG_"].contains { name.hasPrefix($0) }
        return isName && !isReserved
    }
}
