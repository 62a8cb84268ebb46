import ArgumentParser

struct CalendarCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendar",
        abstract: "Show the working calendar, count in it, propose a year.",
        discussion: """
            The calendar is the one of --config, else the one in force in the ledger, else the one of /etc/dondoc.

              dondoc calendar 2026-02
              dondoc calendar --year 2026
              dondoc calendar add "5 working days" 2026-02-10
              dondoc calendar count 2026-02-10 2026-02-24
              dondoc calendar propose 2027
            """,
        subcommands: [CalendarShow.self, CalendarAdd.self, CalendarCount.self, CalendarPropose.self],
        defaultSubcommand: CalendarShow.self)
}
