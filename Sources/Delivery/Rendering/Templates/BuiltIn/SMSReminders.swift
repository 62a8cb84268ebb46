extension BuiltInTemplates {
    static let vietnameseSMSReminder = """
        {{uppercased(label)}}: {{#digest}}{{count}} việc ({{breakdown}}). Gấp nhất: {{/digest}}{{reference}}{{#task}}, {{.}}{{/task}}{{#lead}}, {{.}}{{/lead}}, {{due}}.{{#late}} {{.}}.{{/late}} {{office}}
        """

    static let englishSMSReminder = """
        {{uppercased(label)}}: {{#digest}}{{count}} tasks ({{breakdown}}). First: {{/digest}}{{reference}}{{#task}}, {{.}}{{/task}}{{#lead}}, {{.}}{{/lead}}, {{due}}.{{#late}} {{.}}.{{/late}} {{office}}
        """
}
