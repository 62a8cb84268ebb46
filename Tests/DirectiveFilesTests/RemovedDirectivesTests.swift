import DirectiveFiles
import Directives
import Testing

private let place = Diagnostic.Location(file: "config/directives/tb.yaml", line: 7, column: 10)

@Test func anOpenObligationCannotBeDeletedFromTheFiles() throws {
    let result = try SampleFolder().load()
    let gone = KnownDirective(id: .init(notice: "tb", item: "9.1"), location: place, openLeads: ["van-phong"])
    let changed = KnownDirective(
        id: .init(notice: "tb", item: "8.1"), location: place, openLeads: ["van-phong", "phong-cu"])
    let findings = removedWithOpenObligations(known: [gone, changed], in: result).map(\.description)
    #expect(
        findings == [
            "config/directives/tb.yaml:7:10: error: 'phong-cu' has an open obligation of 'tb/8.1' and leads it no longer, "
                + "and is gone from the files; to end it, keep it and add valid-to: YYYY-MM-DD and successor: UNIT",
            "config/directives/tb.yaml:7:10: error: 'van-phong' has an open obligation of 'tb/8.1' and leads it no longer; "
                + "keep it as lead until that is done, or give the unit valid-to and successor",
            "config/directives/tb.yaml:7:10: error: the directive 'tb/9.1' has open obligations and is gone from the "
                + "files; to take it back, keep it and add withdrawn: {date: YYYY-MM-DD, reason: …}",
        ])
}

@Test func endedObligationsMayBeDeletedFromTheFiles() throws {
    let result = try SampleFolder("directory.yaml", "tnmt@ubnd.example],", "tnmt@ubnd.example], valid-to: 2022-01-01,")
        .load()
    let closed = KnownDirective(id: .init(notice: "tb", item: "9.1"), location: place, openLeads: [])
    let present = KnownDirective(id: .init(notice: "tb", item: "8.1"), location: place, openLeads: ["phong-tnmt"])
    let handedOver = KnownDirective(id: .init(notice: "tb", item: "8.4"), location: place, openLeads: ["phong-tnmt"])
    #expect(removedWithOpenObligations(known: [closed, present, handedOver], in: result) == [])
}
