import ArgumentParser

@main
struct Dondoc: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "dondoc")
}
