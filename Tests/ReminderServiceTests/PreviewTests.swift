import Basics
import Directives
import Rendering
import TestSupport
import Testing

@testable import Reporting

struct PreviewTests {
    private func at(_ instant: String, orLast: Bool = false) throws -> [Instant] {
        let configuration = Fixture.configuration(
            [Fixture.directive("1", lead: ["phong-tnmt"], (nil, "2021-12-03"))],
            settings: Fixture.settings(policies: [Fixture.policy(["on assignment", "1 day before"])]))
        let overview = Overview(configuration)
        let obligations = try overview.obligations(loaded: Fixture.instant("2021-12-01 07:00"))
        let preview = Preview(overview, obligations, templates: .builtIn)
        let query = Preview.Query(directive: DirectiveID(notice: "tb", item: "1"))
        return try preview.messages(of: query, from: Fixture.instant(instant), orLast: orLast).map(\.content.at)
    }

    @Test func theFirstAtOrAfterAnInstantIsShown() throws {
        #expect(try at("2021-12-01 08:00") == [Fixture.instant("2021-12-01 08:00")])
        #expect(try at("2021-12-01 08:01") == [Fixture.instant("2021-12-02 08:00")])
    }

    @Test func afterTheLastOneThereIsNone() throws {
        let failure = #expect(throws: CommandFailure.self) { try at("2021-12-02 08:01") }
        #expect(
            failure?.description
                == "dondoc: the plan has no such message about 'tb/1' at or after 2021-12-02T08:01:00+07:00; the last one is of "
                + "2021-12-02T08:00:00+07:00")
        #expect(try at("2022-01-01 00:00", orLast: true) == [Fixture.instant("2021-12-02 08:00")])
    }
}
