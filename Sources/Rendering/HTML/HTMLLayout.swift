/// The frame of the HTML mails: a column of at most 600 pixels in tables, as the oldest clients show them, readable
/// without its style sheet, with nothing to be fetched and nothing that runs.
///
/// What clients drop or change is not relied on: Outlook has no `max-width` and gets a table of its own, Gmail cuts
/// mails of more than 102 kB and so rows carry no style of their own, and a dark client may turn the colours itself.
enum HTMLLayout {
    /// The sender's address as a link, inside a section of a template that holds it.
    static let address = "<a href=\"mailto:{{.}}\">{{.}}</a>"

    /// A whole document.
    ///
    /// - Parameter tag: the language, such as `vi`.
    static func document(_ tag: String, title: String, body: String) -> String {
        """
        <!DOCTYPE html>
        <html lang="\(tag)">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="supported-color-schemes" content="light dark">
        <title>\(title)</title>
        <style>
        :root { color-scheme: light dark; }
        p { margin: 0 0 14px; }
        h2 { margin: 22px 0 10px; font-size: 15px; }
        .l, .n { color: #5f6368; }
        .n { font-size: 13px; }
        .t { font-size: 16px; font-weight: bold; }
        .s { font-weight: bold; }
        .r { border-top: 1px solid #d5d8dc; padding-top: 8px; }
        a { white-space: nowrap; }
        .overdue { color: #b3261e; }
        .today, .soon { color: #9a4a00; }
        @media (prefers-color-scheme: dark) {
        body, .page { background: #1b1b1b !important; color: #e8e8e8 !important; }
        .card { background: #282828 !important; }
        .r { border-color: #45484c; }
        .l, .n { color: #b4b8be !important; }
        .overdue { color: #ff9c93 !important; }
        .today, .soon { color: #ffbb6b !important; }
        a { color: #9cc3ff !important; }
        }
        </style>
        </head>
        <body style="margin:0;padding:0;background:#ffffff;color:#202124">
        <table role="presentation" class="page" width="100%" border="0" cellspacing="0" cellpadding="0" \
        style="background:#ffffff;color:#202124;font:15px/1.5 Arial,Helvetica,sans-serif">
        <tr><td align="center" style="padding:16px 12px">
        <!--[if mso]><table role="presentation" width="600"><tr><td><![endif]-->
        <div style="max-width:600px;text-align:left">
        \(body)
        </div>
        <!--[if mso]></td></tr></table><![endif]-->
        </td></tr>
        </table>
        </body>
        </html>

        """
    }

    /// One item in a box, its edge in the colour of its standing.
    static func card(edge: String, title: String, rows: [String]) -> String {
        """
        <table role="presentation" class="card" width="100%" border="0" cellspacing="0" cellpadding="4" \
        style="background:#f4f5f7;border-left:4px solid \(edge);margin:0 0 14px;padding:6px 8px">
        <tr><td class="t" colspan="2">\(title)</td></tr>
        \(rows.joined(separator: "\n"))

        </table>
        """
    }

    /// A row of a card, left out where its value is absent.
    static func row(_ label: String, _ name: String, value: String = "{{.}}", style: String = "") -> String {
        """
        {{#\(name)}}
        <tr valign="top"><td class="l" width="112">\(label)</td><td\(style.isEmpty ? "" : " class=\"\(style)\"")>\
        \(value)</td></tr>
        {{/\(name)}}
        """
    }

    /// The row of a card that cites the document, with its own words behind.
    static func reference(_ label: String) -> String {
        row(label, "reference", value: "{{capitalized(.)}}{{#quote}} (<i>“{{.}}”</i>){{/quote}}")
    }

    /// A sentence across a card, left out where it is absent.
    static func sentence(_ name: String, style: String = "") -> String {
        """
        {{#\(name)}}
        <tr><td\(style.isEmpty ? "" : " class=\"\(style)\"") colspan="2">{{.}}</td></tr>
        {{/\(name)}}
        """
    }
}
