import ArgumentParser
import Basics
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
        let fields = Array(words.prefix { $0 != "--" })
        let command = words.dropFirst(fields.count + 1)
        guard let program = command.first else { throw CommandFailure(EX_USAGE, "expected a program after --") }
        try StandardInput.replace(with: try JSONBody.make(fields, text: try StandardInput.read()))
        var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        execv(program, &arguments)
        throw CommandFailure.systemCall(127, program)
    }
}
