import Directives
import Rendering

extension NewOffice {
    /// A text for people as a value of YAML: in single quotes, which no text needs an escape in but their own.
    private func value(_ text: NewOfficeText, instead name: String? = nil) -> String {
        "'\((name ?? language.texts.newOffice(text)).replacing("'", with: "''"))'"
    }

    var settings: String {
        """
        # The office, how its messages go out, and when. `dondoc check` says what is wrong, with line and column.
        # Every key is described in config/README.md of Dondoc. Times, ids and phone numbers stand in quotes.

        office:
          # The name of your office. Every message is signed with it.
          name: \(value(.name, instead: name))
        # Where your office is: a name of the time zone data.
        timezone: \(zone.identifier)
        # The language of messages: vi or en.
        language: \(language.rawValue)
        # The days off: the name of a file in calendars/, without .yaml.
        calendar: vn
        # Your office hours, by day of the week.
        hours: {monday-friday: ["07:30-11:30", "13:30-17:00"]}
        # The address of the person who looks after Dondoc: alarms and a weekly sign of life go there.
        operator: {email: [operator@office.example]}
        # How far back a reminder is still sent that could not go out in time.
        catch-up: 7 days
        # How many messages an address may get in a day, and all addresses in an hour; more are held.
        limits: {per-address-per-day: 10, per-hour: 500}
        # Your own address, to which all e-mail goes while you set up. Remove '# ' before the key to use it.
        # redirect-all-to: {email: [me@office.example]}

        # How messages go out. A gateway is a program that takes one message on standard input.
        gateways:
          email:
            # What it sends: email or sms.
            channel: email
            # The sender: an address, or "NAME <address>".
            from: reminders@office.example
            # The program and its arguments. This one keeps each message as a file in the folder `spool` of the state
            # directory. For real mail put a program such as msmtp here: config/gateways.md.
            command: [./spool, email, "{to}", "{state}/spool"]

        # Who is reminded when. A task without `policy:` has the policy `standard`.
        policies:
          standard:
            # The time of day of reminders, in the office hours.
            at: "08:00"
            # When the unit is reminded that does the work.
            lead:
              - on assignment
              - 3 working days before
              - on the day
              - 1 working day after
              - then every 5 working days
              - until 60 working days after
            # When the unit is told that supervises it; where there is none, the operator.
            supervising: [1 working day after]
            # When work without a due is looked at again.
            review: every 10 working days

        """
    }

    var directory: String {
        """
        # The units that get work.
        units:
          # The id of a unit, for the files. Never change it: the record refers to it.
          unit-1:
            # The unit's name in messages.
            name: \(value(.unit))
            # Its e-mail addresses. With a gateway for SMS also: sms: ["+84912345678"]
            email: [unit-1@office.example]
            # The id of the unit that is told when this one is late. Remove '# ' before the key to use it.
            # supervising: unit-2

        """
    }

    var notice: String {
        """
        # One notice with its tasks. Each further notice is a file beside this one.
        notice:
          # An id of your choice, used once. Never change it: the record refers to it.
          id: notice-1
          # The notice's title. Its `symbol:`, `number:` and `issuer:` may follow, as they stand on the paper.
          title: \(value(.title))
          # The day on which it was issued.
          issued: \(date)

        directives:
          # The number of the task in the notice, in quotes.
          - id: "1"
            # What is to be done.
            task: \(value(.task))
            # The ids of the units that do it.
            lead: [unit-1]
            # Until when: the end of this day. Other forms are in config/deadlines.md.
            deadline: \(due)

        """
    }
}
