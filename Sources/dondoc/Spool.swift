import ArgumentParser
import Gateways
import Glibc

struct Spool: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write a message from standard input to a file: the gateway of rehearsals.", shouldDisplay: false)

    @Argument var channel: String
    @Argument var to: String
    @Argument var folder: String

    func run() throws {
        let id = getenv("DONDOC_ID").map { String(cString: $0) } ?? "message"
        do throws(SpoolError) {
            try SpoolWriter(folder: folder).write(channel: channel, to: to, id: id)
        } catch {
            Output.error("dondoc spool: \(error)")
            throw ExitCode(error.exitCode)
        }
    }
}
