/// How many there are of what.
package protocol CountTexts: Sendable {
    /// `đôn đốc lần 2`
    func ordinal(_ ordinal: Int) -> String
    /// The heading over the items of one rank in a digest.
    func heading(_ rank: Standing.Rank, count: Int) -> String
    /// `1 quá hạn, 1 đến hạn hôm nay`
    func breakdown(_ counts: [(rank: Standing.Rank, count: Int)]) -> String
    /// `2 việc quá hạn`, and of several ranks `2 việc: 1 quá hạn, 1 đến hạn hôm nay`
    func tally(_ counts: [(rank: Standing.Rank, count: Int)]) -> String
}
