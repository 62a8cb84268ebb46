import Foundation
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
}
