extension BuiltInTemplates {
    static let vietnameseEmailSubject = """
        [{{label}}] {{#digest}}{{count}} việc: {{breakdown}}{{/digest}}{{^digest}}{{status}}{{#task}}: {{.}}{{/task}} – {{reference}}{{/digest}}
        """

    static let englishEmailSubject = """
        [{{label}}] {{#digest}}{{count}} tasks: {{breakdown}}{{/digest}}{{^digest}}{{status}}{{#task}}: {{.}}{{/task}} - {{reference}}{{/digest}}
        """
}
