import Basics
import Directives

/// Reads the quantities of `dondoc.yaml` that are written as text.
enum Quantities {
    /// The seconds of `60s`, `5m` or `1h`.
    static func seconds(_ text: String) -> Int? {
        guard let unit = text.utf8.last, let number = self.number(text.dropLast()) else { return nil }
        switch unit {
        case UInt8(ascii: "s"): return number
        case UInt8(ascii: "m"): return number * 60
        case UInt8(ascii: "h"): return number * 3_600
        default: return nil
        }
    }

    /// The days of `7 days` or `1 day`.
    static func days(_ text: String) -> Int? {
        StepCount(text).flatMap { $0.working ? nil : $0.amount }
    }

    /// The number of `3 overdue reminders` or `1 overdue reminder`.
    static func overdueReminders(_ text: String) -> Int? {
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 3, words[1] == "overdue", words[2] == "reminders" || words[2] == "reminder",
            let number = self.number(words[0]), number > 0
        else { return nil }
        return number
    }

    /// The count of `every 10 working days`.
    static func review(_ text: String) -> StepCount? {
        guard text.hasPrefix("every "), let count = StepCount(String(text.dropFirst(6))), count.working else {
            return nil
        }
        return count
    }

    private static func number(_ digits: Substring) -> Int? {
        digits.utf8.count <= 4 ? Int(asciiDigits: digits.utf8) : nil
    }
}
