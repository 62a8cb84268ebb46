extension BuiltInTemplates {
    static let vietnameseEmailOperator = """
        {{subject}}

        {{#lines}}
        {{.}}
        {{/lines}}

        Thư tự động của Dondoc tại {{office}}, viết lúc {{moment}}.

        """

    static let englishEmailOperator = """
        {{subject}}

        {{#lines}}
        {{.}}
        {{/lines}}

        Written by Dondoc at {{office}}, {{moment}}.

        """

    static let vietnameseSMSOperator = "DONDOC: {{subject}}"

    static let englishSMSOperator = "DONDOC: {{subject}}"
}
