public import ArgumentParser
public import Directives

extension SlotStep: ExpressibleByArgument {
    /// Steps with a count can be any number; completion offers the usual ones.
    public static var defaultCompletionKind: CompletionKind {
        .list([
            "on assignment", "3 working days before", "1 working day before", "on the day", "1 working day after",
            "changed", "at once", "review", "escalation", "handed over",
        ])
    }
}
