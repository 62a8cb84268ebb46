import ArgumentParser
import Basics
import Glibc
import Ledger

/// Where the ledger is.
struct StateOptions: ParsableArguments {
    @Option(
        name: .customLong("state"),
        help: ArgumentHelp(
            "The state directory. Default: $STATE_DIRECTORY, else /var/lib/dondoc.", valueName: "dir"),
        completion: .directory)
    var path: String?

    var directory: String {
        path.map(Machine.absolute) ?? getenv("STATE_DIRECTORY").map { String(cString: $0) } ?? "/var/lib/dondoc"
    }

    /// Reads of the ledger, and closes it.
    func read<Value>(_ body: (Ledger) throws -> Value) throws -> Value {
        let ledger = try Ledger.openForReading(directory: directory)
        defer { ledger.close() }
        return try body(ledger)
    }

    /// Of a ledger that no daemon has written a configuration to.
    var hasNoConfiguration: CommandFailure {
        CommandFailure(EX_NOINPUT, "the ledger in \(directory) holds no configuration yet")
    }
}
