public import Directives

/// An obligation that is to be looked at, with what its letters need.
public struct WakingObligation: Hashable, Sendable {
    public let row: ObligationRow
    public let directive: Directive
    public let notice: Notice

    public init(row: ObligationRow, directive: Directive, notice: Notice) {
        self.row = row
        self.directive = directive
        self.notice = notice
    }
}
