import Foundation
import Testing

@testable import Ledger

struct JSONTextTests {
    @Test func detailsAreWrittenAsTheEncoderWritesThem() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let controls = String(String.UnicodeScalarView((0..<0x20).compactMap { UnicodeScalar($0) }))
        for details in [
            [:], ["exit": "status 0", "attempt": "1"], ["zz": "", "a": "đ/\"\\ 📅 \u{2028}\u{7F}", "Ă": controls],
            ["slots": "tb/8.1@phòng|1|lead\ntb/9.3", "sha256": "00ff"],
        ] {
            #expect(JSONText.encode(details) == String(decoding: try encoder.encode(details), as: UTF8.self))
        }
    }
}
