/// Mistakes of `dondoc.yaml`.
let settingsMistakes: [Mistake] = [
    Mistake(
        "dondoc.yaml", "language: vi", "langauge: vi",
        "dondoc.yaml:3:1: error: unknown key 'langauge'; did you mean 'language'?"),
    Mistake(
        "dondoc.yaml", "language: vi", "retention: {bytes: 30 days}",
        "dondoc.yaml:3:20: error: '30 days' is not a span such as 2 years or 18 months, or for ever"),
    Mistake(
        "dondoc.yaml", "language: vi", "colour: red",
        """
        dondoc.yaml:3:1: error: unknown key 'colour'; dondoc.yaml takes office, timezone, language, \
        calendar, hours, operator, catch-up, limits, reports, retention, redirect-all-to, hold, gateways, policies
        """),
    Mistake(
        "dondoc.yaml", "language: vi", "reports: {exceptions: weekly}",
        "dondoc.yaml:3:23: error: 'weekly' is not daily or never"),
    Mistake(
        "dondoc.yaml", "language: vi", "reports: {summary: mon}",
        "dondoc.yaml:3:20: error: 'mon' is not a day of the week such as monday, or never; did you mean 'monday'?"),
    Mistake(
        "dondoc.yaml", "language: vi", "reports: {daily: never}",
        "dondoc.yaml:3:11: error: unknown key 'daily'; 'reports' takes exceptions, summary"),
    Mistake(
        "dondoc.yaml", "language: vi", "timezone: UTC",
        "dondoc.yaml:3:1: error: the key 'timezone' is here twice, first in line 2"),
    Mistake(
        "dondoc.yaml", "language: vi", "language: fr",
        "dondoc.yaml:3:11: error: 'language' is one of vi, en, not 'fr'"),
    Mistake(
        "dondoc.yaml", "language: vi", "language: [vi]",
        "dondoc.yaml:3:11: error: 'language' takes one value, found a list"),
    Mistake(
        "dondoc.yaml", "timezone: Asia/Ho_Chi_Minh\n", "",
        "dondoc.yaml:1:1: error: missing 'timezone'"),
    Mistake(
        "dondoc.yaml", "Asia/Ho_Chi_Minh", "Asia/Hanoi",
        "dondoc.yaml:2:11: error: 'Asia/Hanoi' is not a time zone such as Asia/Ho_Chi_Minh"),
    Mistake(
        "dondoc.yaml", "calendar: vn", "calendar: vm",
        "dondoc.yaml:4:11: error: there is no calendars/vm.yaml; did you mean 'vn'?"),
    Mistake(
        "dondoc.yaml", "{69: rejected}", "{0: rejected}",
        "dondoc.yaml:11:100: error: the exit status 0 says that the message was taken: it is always 'accepted'"),
    Mistake(
        "dondoc.yaml", "{69: rejected}", "{0: deferred}",
        "dondoc.yaml:11:100: error: the exit status 0 says that the message was taken: it is always 'accepted'"),
    Mistake(
        "dondoc.yaml", "timezone: Asia/Ho_Chi_Minh", "timezone: Etc/GMT+7",
        """
        dondoc.yaml:2:11: error: in 'Etc/GMT+7' it is 7 hours earlier than in Greenwich, not later; write a place such as \
        Asia/Ho_Chi_Minh
        """),
    Mistake(
        "dondoc.yaml", "channel: sms, command: [./spool, sms, \"{to}\"]", "channel: sms, preset: msmtp",
        "dondoc.yaml:11:18: error: the preset 'msmtp' is for email, not for sms"),
    Mistake(
        "dondoc.yaml", "monday-thursday", "monday-fryday",
        "dondoc.yaml:5:9: error: 'fryday' is not a day of the week such as monday; did you mean 'friday'?"),
    Mistake(
        "dondoc.yaml", "monday-thursday", "friday-monday",
        "dondoc.yaml:5:9: error: 'friday-monday' is not a day or a span of days such as monday-friday"),
    Mistake(
        "dondoc.yaml", "friday:", "thursday:",
        "dondoc.yaml:5:58: error: 'thursday' has its hours twice"),
    Mistake(
        "dondoc.yaml", "13:30-17:00", "11:00-17:00",
        "dondoc.yaml:5:42: error: 11:00-17:00 overlaps 07:30-11:30"),
    Mistake(
        "dondoc.yaml", "13:30-17:00", "13:30-24:00",
        "dondoc.yaml:5:42: error: '13:30-24:00' is not a span of hours such as \"07:30-11:30\""),
    Mistake(
        "dondoc.yaml", "friday: [\"07:30-11:30\"]", "friday: [07:30-11:30]",
        """
        dondoc.yaml:5:67: error: '07:30-11:30' must stand in quotes, since YAML may read it as a number: \
        write "07:30-11:30"
        """),
    Mistake(
        "dondoc.yaml", "quan-tri@ubnd.example", "-quan-tri@ubnd.example",
        "dondoc.yaml:6:20: error: '-quan-tri@ubnd.example' is not an e-mail address: it begins with '-'"),
    Mistake(
        "dondoc.yaml", "quan-tri@ubnd.example", "quản-trị@ubnd.example",
        """
        dondoc.yaml:6:20: error: 'quản-trị@ubnd.example' is not an e-mail address: only ASCII characters \
        are allowed
        """),
    Mistake(
        "dondoc.yaml", "{email: [quan-tri@ubnd.example]}", "{}",
        "dondoc.yaml:6:11: error: 'operator' has no address"),
    Mistake(
        "dondoc.yaml", "7 days\n", "a week\n",
        "dondoc.yaml:7:11: error: 'a week' is not a number of days such as 7 days"),
    Mistake(
        "dondoc.yaml", "per-hour: 500", "per-hour: 0",
        "dondoc.yaml:8:45: error: 'per-hour' is a number of 1 to 10000000, not '0'"),
    Mistake(
        "dondoc.yaml", "per-hour: 500", "per-hour: yes",
        "dondoc.yaml:8:45: error: 'per-hour' is a number of 1 to 10000000, not 'yes'"),
    Mistake(
        "dondoc.yaml", "channel: email", "channel: emial",
        "dondoc.yaml:10:20: error: 'channel' is one of email, sms, not 'emial'; did you mean 'email'?"),
    Mistake(
        "dondoc.yaml", "VP UBND <van-phong@ubnd.example>", "VP UBND van-phong@ubnd.example",
        """
        dondoc.yaml:10:33: error: 'VP UBND van-phong@ubnd.example' is not a mailbox such as VP UBND \
        <van-phong@ubnd.example>: it holds a space or control character
        """),
    Mistake(
        "dondoc.yaml", "VP UBND <van-phong@ubnd.example>", "VP, UBND <van-phong@ubnd.example>",
        """
        dondoc.yaml:10:33: error: 'VP, UBND <van-phong@ubnd.example>' is not a mailbox such as VP UBND \
        <van-phong@ubnd.example>: a name with ',' must stand in double quotes inside the text
        """),
    Mistake(
        "dondoc.yaml", "from: \"VP UBND <van-phong@ubnd.example>\", ", "",
        "dondoc.yaml:10:10: error: missing 'from'"),
    Mistake(
        "dondoc.yaml", "[/bin/cat, \"{to}\"]", "[]",
        "dondoc.yaml:10:78: error: 'command' names no program"),
    Mistake(
        "dondoc.yaml", "/bin/cat", "cat",
        "dondoc.yaml:10:79: error: the program 'cat' is neither absolute nor ./ relative to this folder"),
    Mistake(
        "dondoc.yaml", "{to}", "{too}",
        "dondoc.yaml:10:89: error: unknown placeholder '{too}'; did you mean 'to'?"),
    Mistake(
        "dondoc.yaml", "{to}", "{to",
        """
        dondoc.yaml:10:89: error: '{to' has a '{' that begins no placeholder; there are {attempt} {credential} \
        {directive} {due} {from} {id} {segments} {state} {to}
        """),
    Mistake(
        "dondoc.yaml", "{to}", "%{http_code} {to}",
        """
        dondoc.yaml:10:89: error: '%{http_code} {to}' has a '{' that begins no placeholder; there are {attempt} \
        {credential} {directive} {due} {from} {id} {segments} {state} {to}
        """),
    Mistake(
        "dondoc.yaml", "60s", "60",
        "dondoc.yaml:10:107: error: '60' is not a time from 1s to 1h, such as 60s or 5m"),
    Mistake(
        "dondoc.yaml", "69: rejected", "69: refused",
        """
        dondoc.yaml:11:101: error: 'exit-statuses' is one of accepted, deferred, rejected, unknown, not \
        'refused'
        """),
    Mistake(
        "dondoc.yaml", "69: rejected", "690: rejected",
        "dondoc.yaml:11:97: error: 'exit-statuses' is a number of 0 to 255, not '690'"),
    Mistake(
        "dondoc.yaml", "timeout: 60s", "fallback: smss",
        "dondoc.yaml:10:108: error: there is no gateway 'smss'; did you mean 'sms'?"),
    Mistake(
        "dondoc.yaml", "timeout: 60s", "fallback: email",
        "dondoc.yaml:10:108: error: a gateway cannot be its own fallback"),
    Mistake(
        "dondoc.yaml", "timeout: 60s}\n  sms: {", "fallback: sms}\n  sms: {fallback: email, ",
        "dondoc.yaml:10:108: error: the fallbacks go in a circle: email → sms → email"),
    Mistake(
        "dondoc.yaml", "timeout: 60s", "fallback: [sms]",
        "dondoc.yaml:10:108: error: 'fallback' takes one value, found a list"),
    Mistake(
        "dondoc.yaml", "hours: {", "hold: yes\nhours: {",
        "dondoc.yaml:5:7: error: 'hold' is true or false, not 'yes'"),
]

/// Mistakes of its policies.
let policyMistakes: [Mistake] = [
    Mistake(
        "dondoc.yaml", "at: \"08:00\"", "at: \"12:00\"",
        "dondoc.yaml:14:9: error: 12:00 is outside the office hours of Monday, 07:30-11:30 and 13:30-17:00"),
    Mistake(
        "dondoc.yaml", "at: \"08:00\"", "at: \"15:00\"",
        "dondoc.yaml:14:9: error: 15:00 is outside the office hours of Friday, 07:30-11:30"),
    Mistake(
        "dondoc.yaml", "at: \"08:00\"", "at: 08:00",
        """
        dondoc.yaml:14:9: error: '08:00' must stand in quotes, since YAML may read it as a number: write \
        "08:00"
        """),
    Mistake(
        "dondoc.yaml", "at: \"08:00\"", "at: \"8:00\"",
        "dondoc.yaml:14:9: error: '8:00' is not a time from \"00:00\" to \"23:59\"; did you mean '08:00'?"),
    Mistake(
        "dondoc.yaml", "via: [email, sms]", "via: [email, smss]",
        "dondoc.yaml:16:20: error: 'via' is one of email, sms, not 'smss'; did you mean 'sms'?"),
    Mistake(
        "dondoc.yaml", "steps: [on assignment, 7 days before", "steps: [on asignment, 7 days before",
        "dondoc.yaml:17:15: error: 'on asignment' is not a step; did you mean 'on assignment'?"),
    Mistake(
        "dondoc.yaml", "steps: [on assignment, 7 days before", "steps: [7 fortnights before",
        """
        dondoc.yaml:17:15: error: '7 fortnights before' is not a step; steps are: on assignment, N days \
        before, N working days before, on the day, N days after, N working days after, then every N \
        working days, until N working days after
        """),
    Mistake(
        "dondoc.yaml", "coordinating: [on assignment]", "coordinating: [every 5 days]",
        "dondoc.yaml:18:20: error: 'every 5 days' is the first step: there is nothing to count from"),
    Mistake(
        "dondoc.yaml", "coordinating: [on assignment]", "coordinating: [until 5 days after]",
        "dondoc.yaml:18:20: error: 'until' ends an 'every', and there is none before it"),
    Mistake(
        "dondoc.yaml", "coordinating: [on assignment]", "coordinating: []",
        "dondoc.yaml:18:19: error: 'coordinating' has no steps"),
    Mistake(
        "dondoc.yaml", "until 60 working days after]", "until 60 working days after, 70 days after]",
        "dondoc.yaml:17:134: error: no step can follow 'until'"),
    Mistake(
        "dondoc.yaml", "on the day, 1 working", "on the day, on the day, 1 working",
        "dondoc.yaml:17:57: error: the step 'on the day' is here twice"),
    Mistake(
        "dondoc.yaml", "3 overdue reminders", "3 reminders",
        """
        dondoc.yaml:20:23: error: '3 reminders' is not a number of reminders such as 3 overdue reminders; did you mean \
        '3 overdue reminders'?
        """),
    Mistake(
        "dondoc.yaml", "to: [lanh-dao]", "to: [lanhdao]",
        "dondoc.yaml:20:49: error: unknown unit or group 'lanhdao'; did you mean 'lanh-dao'?"),
    Mistake(
        "dondoc.yaml", "to: [lanh-dao]", "to: lanh-dao",
        "dondoc.yaml:20:48: error: 'to' takes a list, found 'lanh-dao'; write [lanh-dao]"),
    Mistake(
        "dondoc.yaml", "every 10 working days", "every 10 days",
        """
        dondoc.yaml:21:13: error: 'every 10 days' is not a rhythm such as every 10 working days; did you mean 'every 10 \
        working days'?
        """),
    Mistake(
        "dondoc.yaml", "    review:", "    revue:",
        "dondoc.yaml:21:5: error: unknown key 'revue'; did you mean 'review'?"),
]
