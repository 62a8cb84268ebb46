/// Mistakes of a notice and its directives.
let directiveMistakes: [Mistake] = [
    Mistake(
        "directives/tb.yaml", "id: \"8.1\"", "id: 8.1",
        """
        directives/tb.yaml:3:10: error: '8.1' must stand in quotes, since YAML may read it as a number: \
        write "8.1"
        """),
    Mistake(
        "directives/tb.yaml", "id: \"8.2\"", "id: \"8.1\"",
        """
        directives/tb.yaml:4:10: error: the id "8.1" is used twice; the first is in \
        FOLDER/directives/tb.yaml:3
        """),
    Mistake(
        "directives/tb.yaml", "id: \"8.2\"", "id: \"8/2\"",
        """
        directives/tb.yaml:4:10: error: '8/2' is not an id of a directive: letters, digits, '.', '-' and \
        '_' make one
        """),
    Mistake(
        "directives/tb.yaml", "task: Một, ", "",
        "directives/tb.yaml:3:5: error: missing 'task'"),
    Mistake(
        "directives/tb.yaml", "task: Một, ", "task: \" \", ",
        "directives/tb.yaml:3:23: error: 'task' is empty"),
    Mistake(
        "directives/tb.yaml", "task: Một, ", "task: Một, task: Hai, ",
        "directives/tb.yaml:3:28: error: the key 'task' is here twice, first in line 3"),
    Mistake(
        "directives/tb.yaml", "lead: [phong-tnmt], ", "",
        "directives/tb.yaml:3:5: error: missing 'lead'"),
    Mistake(
        "directives/tb.yaml", "lead: [phong-tnmt]", "lead: []",
        "directives/tb.yaml:3:34: error: 'lead' names no unit"),
    Mistake(
        "directives/tb.yaml", "lead: [phong-tnmt]", "lead: phong-tnmt",
        "directives/tb.yaml:3:34: error: 'lead' takes a list, found 'phong-tnmt'; write [phong-tnmt]"),
    Mistake(
        "directives/tb.yaml", "lead: [phong-tnmt]", "lead: [phong-tnmt, phong-tnmt]",
        "directives/tb.yaml:3:47: error: 'phong-tnmt' is named twice; take one of them out"),
    Mistake(
        "directives/tb.yaml", "lead: [phong-tnmt]", "lead: [phong-tmnt]",
        "directives/tb.yaml:3:35: error: unknown unit or group 'phong-tmnt'; did you mean 'phong-tnmt'?"),
    Mistake(
        "directives/tb.yaml", "lead: [phong-tnmt]", "lead: [so-tnmt]",
        "directives/tb.yaml:3:35: error: 'so-tnmt' is external: it cannot lead"),
    Mistake(
        "directives/tb.yaml", "quote:", "supervising: [phong-tnmt], quote:",
        "directives/tb.yaml:3:108: error: 'phong-tnmt' leads this directive: a unit cannot supervise itself"),
    Mistake(
        "directives/tb.yaml", "deadline: 2021-11,", "deadline: 2021-11-31,",
        "directives/tb.yaml:3:85: error: there is no day 2021-11-31"),
    Mistake(
        "directives/tb.yaml", "deadline: 2021-11,", "deadline: 2021-11-30 16:00,",
        """
        directives/tb.yaml:3:85: error: '2021-11-30 16:00' must stand in quotes, since YAML may read it \
        as a number: write "2021-11-30 16:00"
        """),
    Mistake(
        "directives/tb.yaml", "deadline: 2021-11,", "deadline: \"2021-11-30 24:00\",",
        """
        directives/tb.yaml:3:85: error: '24:00' is not a time from 00:00 to 23:59; the end of that day is written \
        2021-11-30
        """),
    Mistake(
        "directives/tb.yaml", "deadline: 2021-11,", "deadline: cuối tháng,",
        """
        directives/tb.yaml:3:85: error: 'cuối tháng' is not a deadline; write 2021-11-30, "2021-11-30 \
        16:00", 2021-11, 2021-W48, 2021-Q4, 2021-H2, 2021, before 2021-12-15, before christmas 2021, end \
        of 2021-11, from 2021-12-01 to 2021-12-15, 5 days after receipt, 8 working hours after receipt, 3 \
        working days after notice, 10 days before tet 2022, 10 days after 8.1 is done, every month on day \
        20, {rrule: FREQ=MONTHLY;BYDAY=-1FR}, at once, urgent, standing or none
        """),
    Mistake(
        "directives/tb.yaml", "deadline: urgent", "deadline: urgnet",
        "directives/tb.yaml:6:81: error: 'urgnet' is not a deadline; did you mean 'urgent'?"),
    Mistake(
        "directives/tb.yaml", "before christmas 2021", "before cristmas 2021",
        "directives/tb.yaml:5:74: error: the calendar 'vn' has no day named 'cristmas'; did you mean 'christmas'?"),
    Mistake(
        "directives/tb.yaml", "before christmas 2021", "before leap 2021",
        "directives/tb.yaml:5:74: error: there is no 'leap' (02-29) in 2021"),
    Mistake(
        "directives/tb.yaml", "name: hai", "name: mot",
        "directives/tb.yaml:5:105: error: the name 'mot' is used twice"),
    Mistake(
        "directives/tb.yaml", "{name: hai, by", "{by",
        "directives/tb.yaml:5:98: error: missing 'name'"),
    Mistake(
        "directives/tb.yaml", "deadline: 2021-11,", "deadline: 2021-11, deadlines: [{name: a, by: 2021}],",
        "directives/tb.yaml:3:85: error: a directive has 'deadline' or 'deadlines', not both"),
    Mistake(
        "directives/tb.yaml", "policy: standard", "policy: strict",
        "directives/tb.yaml:4:87: error: unknown policy 'strict'; there are standard"),
    Mistake(
        "directives/tb.yaml", "policy: standard", "policy: standart",
        "directives/tb.yaml:4:87: error: unknown policy 'standart'; did you mean 'standard'?"),
    Mistake(
        "directives/tb.yaml", "policy: standard", "roll: forwards",
        """
        directives/tb.yaml:4:85: error: 'roll' is one of forward, backward, none, not 'forwards'; did \
        you mean 'forward'?
        """),
    Mistake(
        "directives/tb.yaml", "policy: standard", "withdrawn: {date: 2021-12-01}",
        "directives/tb.yaml:4:90: error: missing 'reason'"),
    Mistake(
        "directives/tb.yaml", "policy: standard", "withdrawn: 2021-12-01",
        "directives/tb.yaml:4:90: error: 'withdrawn' takes keys with values, found '2021-12-01'; its keys are date, reason"
    ),
    Mistake(
        "directives/tb.yaml", "after 8.1 fails", "after 8.9 fails",
        "directives/tb.yaml:6:54: error: unknown directive '8.9'; did you mean '8.1'?"),
    Mistake(
        "directives/tb.yaml", "after 8.1 fails", "after 8.4 fails",
        "directives/tb.yaml:6:54: error: a directive cannot wait for itself"),
    Mistake(
        "directives/tb.yaml", "after 8.1 fails", "after 8.1",
        "directives/tb.yaml:6:54: error: write 'after 8.1 fails' or 'after 8.1 is done'"),
    Mistake(
        "directives/tb.yaml", "after 8.1 fails", "after tc/8.1 is done",
        "directives/tb.yaml:6:54: error: unknown notice 'tc'; did you mean 'tb'?"),
    Mistake(
        "directives/tb.yaml", "quote:", "opens: after 8.4 is done, quote:",
        """
        directives/tb.yaml:3:101: error: these directives wait for each other in a circle: tb/8.1 → \
        tb/8.4 → tb/8.1
        """),
    Mistake(
        "directives/tb.yaml", "issued: 2021-11-30, ", "",
        "directives/tb.yaml:1:9: error: missing 'issued'"),
    Mistake(
        "directives/tb.yaml", "notice: {id: tb,", "notice: {id: 2021-11-30,",
        """
        directives/tb.yaml:1:14: error: '2021-11-30' must stand in quotes, since YAML may read it as a \
        number: write "2021-11-30"
        """),
    Mistake(
        "directives/tb.yaml", "lead: [van-phong], opens", "lead: &a [van-phong], opens",
        "directives/tb.yaml:6:34: error: anchors of YAML (&…) are not allowed"),
    Mistake(
        "directives/tb.yaml", "task: Một", "task: !!str Một",
        "directives/tb.yaml:3:23: error: tags of YAML (!…) are not allowed"),
    Mistake(
        "directives/tb.yaml", "task: Một", "task: !!str \"Một\"",
        "directives/tb.yaml:3:23: error: tags of YAML (!…) are not allowed"),
    Mistake(
        "directives/tb.yaml", "task: Một", "task: *a",
        "directives/tb.yaml:3:23: error: aliases of YAML are not allowed"),
    Mistake(
        "directives/tb.yaml", "directives:\n", "directives:\n  - []\n",
        "directives/tb.yaml:3:5: error: a directive takes keys with values, found a list"),
    Mistake(
        "directives/tb.yaml", "personal: true}\n", "personal: true}\n---\nnotice: {}\n",
        "directives/tb.yaml:7:1: error: a second document begins here; a file holds one"),
    Mistake(
        "directives/tb.yaml", "quote: trong tháng 11}", "quote: \"trong tháng 11}",
        """
        directives/tb.yaml:4:11: error: this is not YAML: did not find expected ',' or '}', while \
        parsing a flow mapping at 3:5; a text with ': ' or ' #', or that begins with one of [{"'|>%@`, stands as a \
        whole in quotes
        """),
    Mistake(
        "directives/tb.yaml", "Một", "M\u{1}ột",
        "directives/tb.yaml:3:24: error: the control character U+0001 is not allowed"),
    Mistake(
        "directives/tb.yaml", "", "",
        "directives/tb.yaml:1:1: error: the file is empty"),
]
