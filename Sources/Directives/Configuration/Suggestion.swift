/// Finds the known word that a misspelt one may mean.
public enum Suggestion {
    /// `; did you mean 'x'?` for the nearest of the candidates, or nothing.
    public static func hint(for word: String, among candidates: some Sequence<String>) -> String {
        nearest(to: word, among: candidates).map { "; did you mean '\($0)'?" } ?? ""
    }

    /// The candidate that a word is a slip of: one edit away, two where it is long.
    public static func typo(for word: String, among candidates: some Sequence<String>) -> String? {
        let letters = Array(word.lowercased())
        guard letters.count <= 100 else { return nil }
        return candidates.filter { candidate in
            let edits = distance(letters, Array(candidate))
            return edits > 0 && edits <= (candidate.count >= 6 ? 2 : 1) && letters.first == candidate.first
        }.min()
    }

    /// The nearest candidate with at most two edits, else one of which the word is the beginning, or the other way round.
    public static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
        guard !word.isEmpty, word.utf8.count <= 100 else { return nil }
        let letters = Array(word.lowercased())
        var best: (rank: Int, candidate: String)?
        for candidate in candidates {
            let other = Array(candidate.lowercased())
            let limit = min(2, max(1, min(letters.count, other.count) - 1))
            var distance = abs(letters.count - other.count) <= limit ? self.distance(letters, other) : .max
            if distance > limit {
                let isPrefix = letters.count >= 2 && (other.starts(with: letters) || letters.starts(with: other))
                guard isPrefix, other.count >= 2 else { continue }
                distance = 3
            }
            // Of two as near, the one with the same first letter.
            let rank = distance * 2 + (other.first == letters.first ? 0 : 1)
            if let best, (best.rank, best.candidate) <= (rank, candidate) { continue }
            best = (rank, candidate)
        }
        return best?.candidate
    }

    /// Insertions, deletions, substitutions and swaps of neighbours (Damerau–Levenshtein, optimal string alignment).
    private static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var row = [i + 1]
            row.reserveCapacity(right.count + 1)
            for (j, b) in right.enumerated() {
                var cost = min(last[j] + (a == b ? 0 : 1), last[j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, a == right[j - 1], left[i - 1] == b { cost = min(cost, beforeLast[j - 1] + 1) }
                row.append(cost)
            }
            (beforeLast, last) = (last, row)
        }
        return last[right.count]
    }
}
