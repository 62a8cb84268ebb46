import DirectiveFiles
import Foundation
import TestSupport
import Testing

@testable import ReminderService

/// How orders travel: an older client speaks with a newer daemon, and the other way round.
struct OrderWireTests {
    private static let one = Target(id: "tb-1/8.1", unit: "phong-tnmt", occasion: "tet", all: true)
    private static let target = Target(id: "tb-1/8.1")

    /// What the first version sent (its own encoder wrote these), with the order that each of them is.
    private static let golden: [(String, any Order)] = [
        (#"{"status":{}}"#, StatusOrder()),
        (#"{"reload":{}}"#, ReloadOrder()),
        (
            #"{"end":{"_0":{"all":true,"id":"tb-1\/8.1","occasion":"tet","unit":"phong-tnmt"},"failed":true,"#
                + #""reason":"trễ"}}"#,
            EndOrder(one, failed: true, reason: "trễ")
        ),
        (#"{"end":{"_0":{"all":false,"id":"tb-1\/8.1"},"failed":false}}"#, EndOrder(target)),
        (#"{"acknowledge":{"_0":{"all":false,"id":"tb-1\/8.1"}}}"#, AcknowledgeOrder(target)),
        (
            #"{"acknowledge":{"_0":{"all":false,"id":"tb-1\/8.1"},"unit":"van-phong"}}"#,
            AcknowledgeOrder(target, unit: "van-phong")
        ),
        (
            #"{"extend":{"_0":{"all":false,"id":"tb-1\/8.1"},"by":"UBND","reason":"mưa","to":"2021-12-10"}}"#,
            ExtendOrder(target, to: "2021-12-10", by: "UBND", reason: "mưa")
        ),
        (
            #"{"occur":{"date":"2021-12-01","directive":"tb-1\/8.3","event":"receipt","occasion":"ho-so-12","#
                + #""time":"15:30"}}"#,
            OccurOrder(
                directive: "tb-1/8.3", event: "receipt", date: "2021-12-01", time: "15:30", occasion: "ho-so-12")
        ),
        (
            #"{"occur":{"date":"2021-12-01","directive":"tb-1\/8.3"}}"#,
            OccurOrder(directive: "tb-1/8.3", date: "2021-12-01")
        ),
        (
            #"{"occur":{"date":"2019-12-01","directive":"tb-1\/8.3","far":true}}"#,
            OccurOrder(directive: "tb-1/8.3", date: "2019-12-01", far: true)
        ),
        (
            #"{"withdraw":{"_0":{"all":false,"id":"tb-1\/8.1"},"reason":"thôi"}}"#,
            WithdrawOrder(target, reason: "thôi")
        ),
        (#"{"hold":{"_0":true,"reason":"x"}}"#, HoldOrder(true, reason: "x")),
        (#"{"hold":{"_0":false}}"#, HoldOrder(false)),
        (#"{"retryMessage":{"_0":"ab12"}}"#, RetryMessageOrder("ab12")),
        (#"{"dropMessage":{"_0":"ab12"}}"#, DropMessageOrder("ab12")),
        (#"{"dropMessage":{"_0":"ab12","reason":"x"}}"#, DropMessageOrder("ab12", reason: "x")),
        (#"{"holdMessage":{"_0":"ab12","reason":"x"}}"#, HoldMessageOrder("ab12", reason: "x")),
        (#"{"holdMessage":{"_0":"ab12"}}"#, HoldMessageOrder("ab12")),
        (#"{"releaseMessage":{"_0":"ab12"}}"#, ReleaseMessageOrder("ab12")),
        (#"{"release":{}}"#, ReleaseOrder()),
        (#"{"acceptClock":{}}"#, AcceptClockOrder()),
    ]

    private func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    @Test func anOrderIsSentAndReadAsTheFirstVersionDid() throws {
        for (json, order) in Self.golden {
            let call = "{\"method\":\"vn.dondoc.Order\",\"parameters\":\(json)}"
            let sent = ControlMessage.Call(method: ControlMessage.method, parameters: OrderEnvelope(order))
            #expect(try text(sent) == call)
            let read = try #require(ControlMessage.decode(ControlMessage.Call.self, Array(call.utf8)))
            #expect(type(of: read.parameters.order) == type(of: order))
            #expect(try text(read) == call)
        }
        let names = Set(Self.golden.map { type(of: $0.1).name })
        #expect(names == Set(Orders.all.map { $0.name }), "each order has an example here")
        #expect(names.count == Orders.all.count, "no two orders share a name")
    }

    @Test func answersAreThoseOfTheFirstVersion() throws {
        let reply = ControlMessage.Reply(parameters: OrderReply(["a"], json: "{}"))
        #expect(try text(reply) == #"{"parameters":{"json":"{}","lines":["a"]}}"#)
        let refusal = ControlMessage.Refusal(error: ControlMessage.refused, parameters: OrderRefusal(65, "no"))
        #expect(try text(refusal) == #"{"error":"vn.dondoc.Refused","parameters":{"description":"no","exitCode":65}}"#)
    }

    @Test(arguments: [
        #"{"answer":{}}"#, "{}", #"{"status":{},"reload":{}}"#, #"{"end":{"failed":false}}"#, #"{"hold":{"_0":"yes"}}"#,
    ])
    func whatIsNoOrderOfThisVersionIsNotRead(_ json: String) {
        let call = "{\"method\":\"vn.dondoc.Order\",\"parameters\":\(json)}"
        #expect(ControlMessage.decode(ControlMessage.Call.self, Array(call.utf8)) == nil)
    }

    @Test func aDetailThatANewerClientAddsIsPassedOver() throws {
        let call = #"{"method":"vn.dondoc.Order","parameters":{"hold":{"_0":true,"until":"2021-12-10"}}}"#
        let read = try #require(ControlMessage.decode(ControlMessage.Call.self, Array(call.utf8)))
        #expect((read.parameters.order as? HoldOrder)?.isOn == true)
    }

    /// Each text of each order, changed in turn: what the socket brings is checked whatever its order.
    @Test(arguments: ["\r\n", "\u{1B}[31m", "\u{202E}", "\u{2028}", "\u{85}", "\t"])
    func noTextOfAnOrderHasAControlCharacter(_ control: String) async throws {
        let lab = try await Lab(Fixture.configuration(), at: Fixture.instant("2021-12-01 07:45"))
        for (json, _) in Self.golden {
            let object = try JSONSerialization.jsonObject(with: Data(json.utf8))
            for changed in Self.changingEachText(of: object, by: { $0 + control + "x" }) {
                let order = try JSONDecoder().decode(
                    OrderEnvelope.self, from: JSONSerialization.data(withJSONObject: changed)
                ).order
                let refusal = await #expect(throws: OrderRefusal.self) {
                    try await lab.engine.follow(order, author: "an", folder: ConfigurationFolder(path: "/nowhere"))
                }
                #expect(refusal?.exitCode == 64)
                #expect(refusal?.description.contains("has a control character: '") == true)
            }
        }
        let refusal = await #expect(throws: OrderRefusal.self) {
            try await lab.engine.follow(
                HoldOrder(true), author: "an\(control)", folder: ConfigurationFolder(path: "/nowhere"))
        }
        #expect(refusal?.description.hasPrefix("the author has a control character: 'an\\") == true)
    }

    /// The same value with one text in it changed, for each text; names stay.
    private static func changingEachText(of value: Any, by change: (String) -> String) -> [Any] {
        switch value {
        case let text as String: [change(text)]
        case let object as [String: Any]:
            object.flatMap { key, part -> [Any] in
                changingEachText(of: part, by: change).map { object.merging([key: $0]) { _, new in new } }
            }
        default: []
        }
    }
}
