extension BuiltInTemplates {
    static let vietnameseSMSReminder = """
        {{uppercased(label)}}: {{#digest}}{{tally}}. {{leading}}: {{/digest}}{{reference}}{{#task}}, {{.}}{{/task}}{{#lead}}, {{.}}{{/lead}}, {{due}}{{#ordinal}}, {{.}}{{/ordinal}}.{{#late}} {{.}}.{{/late}} {{office}}
        """

    static let englishSMSReminder = """
        {{uppercased(label)}}: {{#digest}}{{tally}}. {{leading}}: {{/digest}}{{reference}}{{#task}}, {{.}}{{/task}}{{#lead}}, {{.}}{{/lead}}, {{due}}{{#ordinal}}, {{.}}{{/ordinal}}.{{#late}} {{.}}.{{/late}} {{office}}
        """
}
