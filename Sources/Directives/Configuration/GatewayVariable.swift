import Basics

/// The one rule for the environment variables that a gateway may declare: for reading the files and for a run.
public enum GatewayVariable {
    /// Why a gateway may not declare a variable.
    public enum Fault: Hashable, Sendable {
        case name
        /// It is the same for every gateway, or would let a program speak to systemd in the daemon's name.
        case reserved
        /// Its value has a control character or line separator.
        case controlCharacter
    }

    private static let reserved: Set<String> = ["PATH", "LANG", "TZ", "NOTIFY_SOCKET"]
    private static let reservedPrefixes = ["DONDOC_", "LISTEN_", "WATCHDOG_"]

    /// What is wrong with a variable; nil where nothing is.
    public static func fault(of name: String, value: String) -> Fault? {
        let isName =
            name.utf8.first?.isDigit == false
            && name.utf8.allSatisfy { $0.isAlphanumeric || $0 == UInt8(ascii: "_") }
        if !isName { return .name }
        if reserved.contains(name) || reservedPrefixes.contains(where: name.hasPrefix) { return .reserved }
        return value.unicodeScalars.contains(where: \.isControl) ? .controlCharacter : nil
    }
}
