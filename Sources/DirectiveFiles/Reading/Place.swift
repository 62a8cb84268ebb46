import Directives
import Yams

/// A place in a file: lines and columns from 1, columns in Unicode scalars.
struct Place: Hashable, Sendable {
    let line: Int
    let column: Int

    static let start = Place(line: 1, column: 1)

    /// The place in a named file.
    func location(in file: String) -> Diagnostic.Location {
        Diagnostic.Location(file: file, line: line, column: column)
    }
}

extension Node {
    /// Where the node begins.
    var place: Place {
        mark.map { Place($0) } ?? .start
    }
}

extension Place {
    init(_ mark: Mark) {
        self.init(line: mark.line, column: mark.column)
    }
}
