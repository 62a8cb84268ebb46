/// Deadlines in place of that of 8.1, with their diagnostics.
private func deadline(_ text: String, at column: Int = 85, _ message: String) -> Mistake {
    Mistake(
        "directives/tb.yaml", "deadline: 2021-11,", "deadline: \(text),",
        "directives/tb.yaml:3:\(column): error: \(message)")
}

/// Mistakes of the longer forms of deadlines.
let deadlineMistakes: [Mistake] = [
    deadline(
        "middle of 2021-Q4",
        """
        'middle of 2021-Q4' is not a deadline: the Civil Code (art. 146) knows the middle of months and years only; \
        write the date that is meant
        """),
    deadline(
        "end of november",
        "'end of november' is not a deadline: after 'of' comes a period such as 2021-11, 2021-Q4 or 2021"),
    deadline(
        "from 2021-12-15 to 2021-12-01",
        "'from 2021-12-15 to 2021-12-01' is not a deadline: it ends on 2021-12-01, before it begins on 2021-12-15"),
    deadline(
        "24 hours after notice",
        "hours are counted from a minute, and 'notice' is a day; count from an event such as receipt"),
    deadline(
        "8 working hours after 2021-12-01",
        "hours are counted from a minute, and '2021-12-01' is a day; count from an event such as receipt"),
    deadline("10 days after 8.9 is done", "unknown directive '8.9'; did you mean '8.1'?"),
    deadline("10 days after tc/8.2 is done", "unknown notice 'tc'; did you mean 'tb'?"),
    deadline(
        "10 days after 8.2 is doen",
        "'10 days after 8.2 is doen' is not a deadline; did you mean '10 days after 8.2 is done'?"),
    deadline(
        "5 days after 8.2 fail", "'5 days after 8.2 fail' is not a deadline; did you mean '5 days after 8.2 fails'?"),
    deadline("10 days after 8.1 is done", "a directive cannot wait for itself"),
    deadline(
        "10 days after 8.4 fails",
        "these directives wait for each other in a circle: tb/8.1 → tb/8.4 → tb/8.1"),
    deadline(
        "10 days after 8.2 is done, opens: after 8.3 is done",
        "a directive waits for one thing, and its 'opens' names another"),
    Mistake(
        "directives/tb.yaml", "by: before christmas 2021", "by: 5 days after 8.2 is done",
        """
        directives/tb.yaml:5:74: error: this deadline waits and others do not; write opens: after 8.2 is done, or give \
        it a directive of its own
        """),
    Mistake(
        "directives/tb.yaml",
        "deadlines: [{name: mot, by: before christmas 2021}, {name: hai, by: \"2021-12-15 16:00\"}]",
        "deadlines: [{name: mot, by: 5 days after 8.2 fails}, {name: hai, by: 5 days after 8.1 fails}]",
        """
        directives/tb.yaml:5:115: error: a directive waits for one thing, and this deadline for another than the first; \
        give it a directive of its own
        """),
    Mistake(
        "directives/tb.yaml", "deadline: 5 days after receipt",
        "deadline: every month, opens: after 8.3 is done, quote: x}\n  - {id: \"9\", task: a, lead: [van-phong], deadline: 1 day after 8.2 is done",
        "directives/tb.yaml:5:53: error: '8.2' comes again and is never done as a whole; wait for something that ends"),
    deadline(
        "every moon on day 20",
        """
        'every moon on day 20' is not a deadline: 'every' takes day, working day, week, month, quarter, half-year or \
        year, not 'moon'
        """),
    deadline(
        "every month on day 32", "'every month on day 32' is not a deadline: a month has no day '32'"),
    deadline(
        "every quarter on day 30",
        """
        'every quarter on day 30' is not a deadline: say of which month: on day 30 of first month, of last month, of \
        month 2
        """),
    deadline(
        "every month on monday",
        "'every month on monday' is not a deadline: say which one: on first monday, on last monday"),
    deadline(
        "every week on friday 16:00",
        """
        'every week on friday 16:00' must stand in quotes, since YAML may read it as a number: write "every week on \
        friday 16:00"
        """),
    deadline(
        "\"every week before friday 16:00\"",
        "'every week before friday 16:00' is not a deadline: 'before' names a day; with a time write 'by'"),
    deadline(
        "every month on day 20 until 2021-11-01",
        "'every month on day 20 until 2021-11-01' names no day on or after 2021-11-26"),
    deadline(
        "{rrule: FREQ=MONTLY}", at: 93,
        "'FREQ=MONTLY' does not say when: FREQ is one of DAILY, WEEKLY, MONTHLY, YEARLY, not 'MONTLY'"),
    deadline(
        "{rrule: FREQ=MONTHLY;BYHOUR=9}", at: 93,
        """
        'FREQ=MONTHLY;BYHOUR=9' does not say when: BYHOUR is not supported: give the time of the day as time: "16:00"
        """),
    deadline(
        "{rrule: FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30}",
        "'rrule FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' names no day on or after 2021-11-26"),
    deadline("{until: 2022-12-31}", "a recurring deadline has 'every' or 'rrule'"),
    deadline(
        "{every: month, rrule: FREQ=MONTHLY}", at: 107, "a recurring deadline has 'every' or 'rrule', not both"),
    deadline(
        "{every: month, untill: 2022-12-31}", at: 100, "unknown key 'untill'; did you mean 'until'?"),
    deadline(
        "{every: month, from: 2022-01-01, until: 2021-12-31}", at: 125,
        "it ends on 2021-12-31, before it begins on 2022-01-01"),
    deadline(
        "{every: month, except: [tet]}", at: 109, "'tet' is not a date or period such as 2022-02-04 or 2022-02"),
    deadline(
        "{every: month, roll: back}", at: 106,
        "'roll' is one of forward, backward, none, not 'back'; did you mean 'backward'?"),
]
