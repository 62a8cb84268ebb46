import ArgumentParser
import Gateways
import Glibc

struct SMSToolsSpoolCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "smstools-spool",
        abstract: "Put the SMS on standard input into the spool of smstools: the program of the preset smstools.",
        shouldDisplay: false)

    @Option(help: ArgumentHelp("The folder that smsd takes messages from.", valueName: "dir"))
    var spool = "/var/spool/sms/outgoing"

    @Argument(help: "The number, as +84912345678.")
    var to: String

    func run() throws {
        let id = getenv("DONDOC_ID").map { String(cString: $0) } ?? String(getpid())
        let message = try SMSToolsMessage(to: to, text: try StandardInput.read())
        Output.line("gateway-id: \(try SMSToolsSpool(folder: spool).write(message, id: id))")
    }
}
