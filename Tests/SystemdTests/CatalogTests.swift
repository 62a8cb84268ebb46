import Foundation
import Systemd
import Testing

@Suite struct CatalogTests {
    /// The ids for which `systemd/dondoc.catalog` has a text in a language; English texts have no language code.
    private func ids(language: String?) throws -> [String] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
        let text = try String(contentsOf: root.appending(path: "systemd/dondoc.catalog"), encoding: .utf8)
        return text.split(separator: "\n").filter { $0.hasPrefix("-- ") }.compactMap { line in
            let words = line.split(separator: " ").dropFirst().map(String.init)
            return words.dropFirst().first == language ? words.first : nil
        }
    }

    @Test(arguments: [nil, "vi"])
    func everyKindOfEventHasItsTextOnce(_ language: String?) throws {
        #expect(try ids(language: language).sorted() == JournalEvent.allCases.map(\.messageID).sorted())
    }
}
