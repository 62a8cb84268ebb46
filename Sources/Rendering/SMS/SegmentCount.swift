import Basics

/// How many parts of an SMS a text takes.
///
/// In the 7-bit alphabet one part holds 160 septets, each of several 153; in UCS-2 70 and 67 code units (3GPP TS
/// 23.040, section 9.2.3.24.1: six octets of each part join them). A character of two septets, or of two code units,
/// is never cut between two parts.
enum SegmentCount {
    static func of(_ text: String) -> Int {
        var septets: [Int] = []
        septets.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            guard let count = GSMAlphabet.septets(scalar) else {
                return pack(text.unicodeScalars.lazy.map { $0.value > 0xFFFF ? 2 : 1 }, single: 70, joined: 67)
            }
            septets.append(count)
        }
        return pack(septets, single: 160, joined: 153)
    }

    private static func pack(_ widths: some Sequence<Int>, single: Int, joined: Int) -> Int {
        var total = 0
        var parts = 1
        var used = 0
        for width in widths {
            total += width
            if used + width > joined {
                parts += 1
                used = 0
            }
            used += width
        }
        return total <= single ? 1 : parts
    }
}
