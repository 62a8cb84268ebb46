import Directives
import Foundation
import Testing

@testable import Ledger

struct JSONTextTests {
    @Test func deliveriesAreWrittenAsTheEncoderWritesThem() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let three = try #require(StepCount(3, working: true)), seven = try #require(StepCount(7, working: false))
        let steps: [SlotStep] = [
            .onAssignment, .changed, .before(three), .before(seven), .onTheDay, .after(three), .every(seven), .atOnce,
            .review, .escalation, .handedOver,
        ]
        for (index, step) in steps.enumerated() {
            let role = Role.allCases[index % Role.allCases.count]
            for merged in [[], [step], steps] {
                let delivery = Delivery(
                    slot: Slot(
                        key: .init(
                            obligation: "tb/8.1@phòng\"\\", version: index, role: role, step: step, unit: "phòng\n",
                            occurrence: index % 2 == 0 ? CivilDate("2021-12-01") : nil),
                        at: Instant(milliseconds: Int64(index) * -1_234_567),
                        ordinal: index % 3 == 0 ? index : nil, via: Array(Channel.allCases.prefix(index % 3)),
                        merged: merged.map { .init(role: .coordinating, step: $0) }),
                    gateway: "e/mail", channel: .sms, address: "đ@x.example", language: .english)
                #expect(JSONText.encode(delivery) == String(decoding: try encoder.encode(delivery), as: UTF8.self))
            }
        }
    }

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
