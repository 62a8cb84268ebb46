import ArgumentParser
import Directives

/// `DIRECTIVE=CASE@DATE[THH:MM]`: an event that a directive waits for.
struct SupposedOccurrence: ExpressibleByArgument {
    let directive: DirectiveID
    let occasion: String
    let at: WrittenInstant

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
        let tail = parts.count == 2 ? parts[1].split(separator: "@", maxSplits: 1).map(String.init) : []
        guard tail.count == 2, let directive = DirectiveID(parts[0]), let at = WrittenInstant(tail[1]) else {
            return nil
        }
        (self.directive, occasion, self.at) = (directive, tail[0], at)
    }
}
