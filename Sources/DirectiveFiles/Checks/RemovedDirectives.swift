public import Directives

/// A directive that the ledger knows from an earlier load.
public struct KnownDirective: Hashable, Sendable {
    public let id: DirectiveID
    /// Where it was last.
    public let location: Diagnostic.Location
    /// The lead units with open obligations; empty where none is open.
    public let openLeads: [UnitID]

    public init(id: DirectiveID, location: Diagnostic.Location, openLeads: [UnitID]) {
        self.id = id
        self.location = location
        self.openLeads = openLeads
    }
}

/// An error for each directive, unit or lead with open obligations that is gone from the files.
///
/// A directive ends by `withdrawn`, a unit by `valid-to`: an open obligation does not end because a line was deleted. The
/// places are the last ones known. If the configuration could not be read there are none: its own errors come first.
public func removedWithOpenObligations(known directives: [KnownDirective], in result: LoadResult) -> [Diagnostic] {
    guard let configuration = result.configuration else { return [] }
    let present = configuration.settings.units
    var leads: [DirectiveID: [UnitID]] = [:]
    leads.reserveCapacity(configuration.directives.count)
    for directive in configuration.directives { leads[directive.id] = directive.lead }

    var findings: [Diagnostic] = []
    for directive in directives where !directive.openLeads.isEmpty {
        guard let lead = leads[directive.id] else {
            findings.append(
                Diagnostic(
                    .error,
                    "the directive '\(directive.id)' has open obligations and is gone from the files; to take it back, "
                        + "keep it and add withdrawn: {date: YYYY-MM-DD, reason: …}", at: directive.location))
            continue
        }
        // The work of a unit that ends passes to its successor.
        for unit in directive.openLeads where !lead.contains(unit) && present[unit]?.validTo == nil {
            let remedy =
                present[unit] == nil
                ? "leads it no longer, and is gone from the files; to end it, keep it and add valid-to: YYYY-MM-DD and "
                    + "successor: UNIT"
                : "leads it no longer; keep it as lead until that is done, or give the unit valid-to and successor"
            findings.append(
                Diagnostic(
                    .error, "'\(unit)' has an open obligation of '\(directive.id)' and \(remedy)",
                    at: directive.location))
        }
    }
    return findings.sorted()
}
