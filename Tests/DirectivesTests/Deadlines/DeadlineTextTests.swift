import Directives
import TestSupport
import Testing

struct DeadlineTextTests {
    @Test(arguments: [
        "2021-11-30", "2021-11-30 16:00", "2021-11", "2021-W48", "2021-Q4", "2021-H2", "2021", "before 2021-12-15",
        "before christmas 2021", "5 days after receipt", "1 day after receipt", "3 working days after notice",
        "1 working day before tet 2022", "10 days before tet 2022", "2 weeks after 2021-11-30", "1 week after notice",
        "2 months after notice", "1 month before 2022-02-28", "1 year after notice", "2 years after receipt",
        "24 hours after receipt", "1 hour before receipt", "at once", "urgent", "standing", "none",
        "before gio-to 0999", "beginning of 2021-12", "middle of 2021-11", "middle of 2021", "end of 2021-Q4",
        "end of 2021-H2", "beginning of 2021-W48", "from 2021-12-01 to 2021-12-15", "from 2021-12-01 to 2021-12-01",
        "8 working hours after receipt", "1 working hour after receipt", "10 days after tb/8.1 is done",
        "5 working days after tb/9.6 fails", "24 hours after tb/8.1 is done",
    ])
    func aDeadlineIsWrittenAsItIsRead(text: String) {
        #expect(Deadline(text)?.description == text)
    }

    @Test(arguments: [
        // Any amount takes either number of the noun, and leading zeros as notices write them ("05 ngày").
        ("1 days after receipt", "1 day after receipt"), ("5 day after receipt", "5 days after receipt"),
        ("05 days after receipt", "5 days after receipt"),
        ("01 working days after notice", "1 working day after notice"),
    ])
    func otherSpellingsAreReadAndWrittenInTheNormalForm(text: String, normal: String) {
        #expect(Deadline(text)?.description == normal)
    }

    @Test(arguments: [
        "", " ", "before", "after", "5 day after", "5 days", "5 days after", "days after receipt",
        "05-days after receipt", "5days after receipt", "5 days  after receipt", " 2021-11-30", "2021-11-30 ",
        "2021-11-30  16:00", "2021-11-30 24:00", "2021-11-30 16:00 17:00", "2021-11-30T16:00", "2021-02-29",
        "2021-13", "2021-Q5", "2021-W53", "2021-H3", "before 2021-11", "before christmas", "before christmas 21",
        "before christmas 0000", "before  christmas 2021", "before 2021-12-15 16:00", "before christmas 2021 16:00",
        "0 days after receipt", "-5 days after receipt", "+5 days after receipt", "10000 days after receipt",
        "5.5 days after receipt", "five days after receipt", "5 workdays after receipt", "5 working after receipt",
        "5 working  days after receipt", "5 minutes after receipt", "5 days after Receipt", "5 days after biên-nhận",
        "5 days after 2receipt", "5 days since receipt", "5 Days after receipt", "At once", "at  once", "urgent ",
        "middle of 2021-Q4", "middle of 2021-H1", "middle of 2021-W48", "end of 2021-13", "end 2021-11",
        "start of 2021-11", "from 2021-12-15 to 2021-12-01", "from 2021-12 to 2022-01", "from 2021-12-01",
        "8 working hour s after receipt", "10 days after 8.1 is done", "10 days before tb/8.1 is done",
        "10 days after tb/8.1 done", "10 days after tb/8.1", "URGENT", "٥ days after receipt", "before after 5 days",
        "30/11/2021", "tomorrow",
    ])
    func aTextThatIsNoDeadlineIsRefused(text: String) {
        #expect(Deadline(text) == nil)
    }

    @Test(arguments: 0..<10)
    func everyDeadlineThatCanBeWrittenIsReadAgain(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<200 {
            let deadline = Fixture.randomDeadline(&random)
            #expect(Deadline(deadline.description) == deadline, "seed \(seed): \(deadline)")
        }
    }

    @Test(arguments: [
        "on assignment", "7 days before", "1 day before", "3 working days before", "1 working day before",
        "on the day", "1 working day after", "2 days after", "every 5 working days", "every 1 day",
        "until 60 working days after", "until 1 day after",
    ])
    func aStepIsWrittenAsItIsRead(text: String) {
        #expect(Step(text)?.description == text)
        #expect(SlotStep(text)?.description == (text.hasPrefix("until") ? nil : text))
    }

    @Test(arguments: [
        ("then every 5 working days", "every 5 working days"), ("5 day after", "5 days after"),
        ("1 days before", "1 day before"), ("then every 1 working days", "every 1 working day"),
    ])
    func aStepHasOneNormalForm(text: String, normal: String) {
        #expect(Step(text)?.description == normal)
    }

    @Test(arguments: [
        "", "on", "on  assignment", "on day", "on the day ", "On assignment", "assignment", "before", "after",
        "days before", "7 before", "7 days", "7  days before", "0 days before", "1000 days before", "7 weeks before",
        "24 hours before", "every", "then every", "then 5 days", "every day", "every 5 weeks", "until", "until after",
        "until 60 working days", "until 0 days after", "then on the day", "05-days before", "7 days after receipt",
    ])
    func aTextThatIsNoStepIsRefused(text: String) {
        #expect(Step(text) == nil)
    }

    @Test(arguments: ["changed", "at once", "review", "escalation", "handed over"])
    func aStepOfTheStateIsWrittenAsItIsRead(text: String) {
        #expect(SlotStep(text)?.description == text)
        #expect(Step(text) == nil)
    }

    @Test func itemsAreOrderedByTheirNumbers() {
        let items = ["1", "1.2", "1.10", "2", "2.1.a", "2.1.b", "10", "10.1", "1a", "III.5"]
        let ids = items.map { DirectiveID(notice: "tb", item: $0) }
        for (index, left) in ids.enumerated() {
            for (other, right) in ids.enumerated() { #expect((left < right) == (index < other), "\(left) \(right)") }
        }
    }

    @Test(arguments: ["", "tb", "tb/", "/1", "tb/1/2", "tb/1@x", "tb/1 2", "tb/1=2"])
    func aTextThatIsNoIDOfADirectiveIsRefused(text: String) {
        #expect(DirectiveID(text) == nil)
    }
}
