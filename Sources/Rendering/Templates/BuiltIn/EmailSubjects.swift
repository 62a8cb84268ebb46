extension BuiltInTemplates {
    static let vietnameseEmailSubject = """
        [{{label}}] {{#digest}}{{tally}}{{/digest}}{{^digest}}{{status}}{{#task}}: {{.}}{{/task}} – {{reference}}{{/digest}}
        """

    static let englishEmailSubject = """
        [{{label}}] {{#digest}}{{tally}}{{/digest}}{{^digest}}{{status}}{{#task}}: {{.}}{{/task}} - {{reference}}{{/digest}}
        """
}
