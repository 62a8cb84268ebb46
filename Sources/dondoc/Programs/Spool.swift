import ArgumentParser
import Directives
import Gateways
import Glibc

struct Spool: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write a message from standard input to a file: the gateway of rehearsals.", shouldDisplay: false)

    @Argument var channel: Channel
    @Argument var to: String
    @Argument var folder: String

    func run() throws {
        let id = getenv("DONDOC_ID").map { String(cString: $0) } ?? "message"
        try SpoolWriter(folder: folder).write(channel: channel, to: to, id: id)
    }
}
