import Basics
import Directives

/// An iCalendar object (RFC 5545) as text while it is written, line by line; its line ends are LF, which the mail's
/// encoding makes CRLF of.
struct ICalendarText {
    private static let longest = 75
    private(set) var text = ""

    /// Appends a line whose value stands as it is: a name, a number, a date.
    mutating func append(_ name: String, _ value: String) {
        appendFolded("\(name):\(value)")
    }

    /// Appends a line with a TEXT, its signs escaped (section 3.3.11).
    mutating func append(_ name: String, text value: String) {
        appendFolded("\(name):\(Self.escaped(value))")
    }

    /// Appends a line with an instant in UTC (section 3.3.5, form 2), which needs no time zone beside it.
    mutating func append(_ name: String, _ instant: Instant) {
        appendFolded("\(name):\(Self.utc(instant))")
    }

    /// Appends a line as it is, with its parameters.
    mutating func append(raw line: String) {
        appendFolded(line)
    }

    /// Appends a component: its first line, what a closure writes, and its last line.
    mutating func append(component name: String, _ write: (inout ICalendarText) -> Void) {
        text += "BEGIN:\(name)\n"
        write(&self)
        text += "END:\(name)\n"
    }

    /// Breaks a line before its 76th octet and never inside a character (section 3.1).
    private mutating func appendFolded(_ line: String) {
        if line.utf8.count <= Self.longest {
            text += line
        } else {
            var column = 0
            for character in line {
                // A heap of marks on one letter can be longer than a line.
                let isHeap = character.utf8.count >= Self.longest
                for piece in isHeap ? character.unicodeScalars.map(String.init) : [String(character)] {
                    let width = piece.utf8.count
                    if column + width > Self.longest {
                        text += "\n "
                        column = 1
                    }
                    text += piece
                    column += width
                }
            }
        }
        text += "\n"
    }

    static func escaped(_ value: String) -> String {
        var result = ""
        result.reserveCapacity(value.utf8.count + 16)
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\\", ";", ",": result += "\\\(scalar)"
            case "\n": result += "\\n"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// A parameter's value in quotes, without the signs that it may not have (section 3.2).
    static func quoted(_ value: String) -> String {
        "\"\(CleanText.oneLine(value).replacing("\"", with: "'"))\""
    }

    /// An instant as `20211130T165959Z`.
    static func utc(_ instant: Instant) -> String {
        let date = Zone.utc.date(at: instant)
        let (year, month, day) = date.components
        let second = instant.seconds - date.dayNumber * 86_400
        return year.padded(to: 4) + month.padded(to: 2) + day.padded(to: 2) + "T" + (second / 3_600).padded(to: 2)
            + (second / 60 % 60).padded(to: 2) + (second % 60).padded(to: 2) + "Z"
    }
}
