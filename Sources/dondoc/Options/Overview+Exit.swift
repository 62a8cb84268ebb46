import ArgumentParser
import Directives
import Glibc
import ReminderService
import Reporting

extension Overview {
    /// The obligations, or an exit with what the given events lack.
    func obligationsOrExit(
        loaded: Instant, events: [SupposedEvent], until horizon: Instant? = nil
    ) throws -> [(Obligation, Directive)] {
        do throws(DerivationError) {
            return try obligations(loaded: loaded, events: events, until: horizon)
        } catch {
            Output.error("dondoc: \(error); with --occur write DIRECTIVE=CASE@DATETHH:MM")
            throw ExitCode(EX_USAGE)
        }
    }
}
