import ArgumentParser
import Gateways
import Glibc

struct JSONBodyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "json-body",
        abstract: "Make JSON of the text on standard input and run a program on it: a part of the preset curl.",
        shouldDisplay: false)

    @Argument(
        parsing: .captureForPassthrough,
        help: "NAME=VALUE of each member, or NAME@- for the text; then --, the program and its arguments.")
    var words: [String] = []

    func run() throws {
        do throws(SpoolError) {
            let fields = Array(words.prefix { $0 != "--" })
            let command = words.dropFirst(fields.count + 1)
            guard let program = command.first else {
                throw SpoolError(exitCode: EX_USAGE, description: "expected a program after --")
            }
            try StandardInput.replace(with: try JSONBody.make(fields, text: try StandardInput.read()))
            var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
            execv(program, &arguments)
            throw SpoolError(exitCode: 127, description: "\(program): \(String(cString: strerror(errno)))")
        } catch {
            Output.error("dondoc json-body: \(error)")
            throw ExitCode(error.exitCode)
        }
    }
}
