import ArgumentParser
import Directives

/// `DIRECTIVE@DATE[THH:MM]`: a directive that ends.
struct SupposedEnd: ExpressibleByArgument {
    let directive: DirectiveID
    let at: WrittenInstant

    init?(argument: String) {
        let parts = argument.split(separator: "@", maxSplits: 1).map(String.init)
        guard parts.count == 2, let directive = DirectiveID(parts[0]), let at = WrittenInstant(parts[1]) else {
            return nil
        }
        (self.directive, self.at) = (directive, at)
    }
}
