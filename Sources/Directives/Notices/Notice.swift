/// The document that assigns the work.
public struct Notice: Hashable, Sendable {
    public let id: String
    /// The symbol of its kind and issuer, such as `TB-UBND`.
    public let symbol: String
    /// The number; empty where the document has none yet.
    public let number: String
    public let title: String
    public let issuer: String
    public let issued: CivilDate
    /// The day of the meeting whose conclusions it gives.
    public let met: CivilDate?
    /// The day from which its directives count as assigned.
    public let assigned: CivilDate

    public init(
        id: String, symbol: String, number: String, title: String, issuer: String, issued: CivilDate,
        met: CivilDate? = nil, assigned: CivilDate? = nil
    ) {
        self.id = id
        self.symbol = symbol
        self.number = number
        self.title = title
        self.issuer = issuer
        self.issued = issued
        self.met = met
        self.assigned = assigned ?? met ?? issued
    }
}
