import Directives
import Foundation
import Testing

@testable import Rendering

@Suite struct TemplateTests {
    private static let folder = "/etc/dondoc/templates"

    /// The templates of an office as they come from the files.
    private func files(_ texts: [String: String]) -> [TemplateFile] {
        texts.map { TemplateFile(path: $0.key, shown: "\(Self.folder)/\($0.key)", text: $0.value) }
    }

    @Test(arguments: TemplateName.all)
    func everyBuiltInTemplatePassesTheCheckThatOwnOnesMeet(name: TemplateName) throws {
        _ = try TemplateParser.parse(name.language.texts.template(name.kind), for: name.kind)
    }

    @Test func everyNameOfTheVocabularyHasAValue() {
        let names = OfficeNames(Sample.settings)
        let words = ReminderWords(Sample.letter(), names: names, texts: VietnameseTexts(), sender: nil)
        let facts = words.facts[0]
        let letter = ReminderScope(words)
        let item = ItemScope(facts, number: 1, isDigest: false, texts: words.texts)
        let short = ShortScope(words, facts: facts, task: nil)
        let note = OperatorScope(subject: "", lines: [], office: "", moment: "")
        let closing = ClosingWords(Sample.closing(), names: names, texts: VietnameseTexts(), sender: nil)
        let ended = ClosingItemScope(words: closing, item: closing.items[0], number: 1, isDigest: false)
        let about = ClosingSubjectScope(words: closing, facts: facts, task: nil)
        for name in ClosingScope.names { #expect(ClosingScope(words: closing).value(of: name) != nil, "\(name)") }
        for name in ClosingItemScope.names { #expect(ended.value(of: name) != nil, "\(name)") }
        for name in ClosingSubjectScope.names { #expect(about.value(of: name) != nil, "\(name)") }
        for name in ReminderScope.names { #expect(letter.value(of: name) != nil, "\(name)") }
        for name in ItemScope.names { #expect(item.value(of: name) != nil, "\(name)") }
        for name in ShortScope.names { #expect(short.value(of: name) != nil, "\(name)") }
        for name in OperatorScope.names { #expect(note.value(of: name) != nil, "\(name)") }
    }

    @Test func noFilesMeanTheBuiltInTemplates() {
        let (library, diagnostics) = TemplateLibrary.load([])
        #expect(diagnostics.isEmpty)
        let message = Renderer(settings: Sample.settings, templates: library).render(Sample.letter())
        #expect(message == Sample.renderer.render(Sample.letter()))
    }

    @Test func anOwnTemplateIsUsed() throws {
        let texts = [
            "vi/email-subject.mustache": "{{officeX}}", "vi/sms-reminder.mustache": "{{due}} {{reference}}",
        ]
        do {
            let (library, diagnostics) = TemplateLibrary.load(files(texts))
            #expect(diagnostics.count == 1)
            let renderer = Renderer(settings: Sample.settings, templates: library)
            let sms = renderer.render(Sample.letter(gateway: Sample.smsGateway(.accented)))
            #expect(String(decoding: sms.bytes, as: UTF8.self) == "hạn 30/11/2021 (hôm nay) TB 12/TB-UBND mục 8.1")
            #expect(!sms.fellBack)
        }
    }

    @Test func anOwnTemplateCannotTellWhatMustNotBeTold() throws {
        let everything = ShortScope.names.map { "{{\($0)}} " }.joined()
        let texts = ["vi/email-subject.mustache": everything, "vi/sms-reminder.mustache": everything]
        do {
            let (library, diagnostics) = TemplateLibrary.load(files(texts))
            #expect(diagnostics.isEmpty)
            let renderer = Renderer(settings: Sample.settings, templates: library)
            let items = [Sample.item(Sample.directive(task: "BÍ MẬT", quote: "BÍ MẬT", personal: true))]
            let mail = renderer.render(Sample.letter(items))
            let sms = renderer.render(Sample.letter(items, gateway: Sample.smsGateway(.accented, segments: 9)))
            #expect(!mail.fellBack && !sms.fellBack)
            #expect(!mail.subject!.contains("BÍ MẬT"))
            #expect(!String(decoding: sms.bytes, as: UTF8.self).contains("BÍ MẬT"))
        }
    }

    @Test(arguments: [
        ("Xin chào\n  {{naem}}", "2:3", "unknown name 'naem'"),
        ("{{#groups}}\n{{heading}}{{task}}\n{{/groups}}", "2:12", "unknown name 'task'"),
        ("{{#groups}}\n{{#items}}{{task}}{{/groups}}", "2:19", "'groups' closes no section"),
        ("một\n\n{{#digest}} hai", "3:1", "the section 'digest' is not closed"),
        ("Đề nghị {{office", "1:9", "the tag is not closed"),
        ("{{> vi/email-reminder}}", "1:1", "a tag with '>' is not allowed"),
        ("{{=<% %>=}}", "1:1", "a tag with '=' is not allowed"),
        ("{{bogus(office)}}", "1:1", "unknown transform 'bogus'"),
        ("{{#groups}}{{#groups}}{{/groups}}{{/groups}}", "1:12", "stands inside itself"),
        ("{{}}", "1:1", "unknown name ''"),
        ("{{ofice}}", "1:1", "unknown name 'ofice'; did you mean 'office'?"),
        ("{{upercased(office)}}", "1:1", "did you mean 'uppercased'?"),
    ])
    func aBrokenTemplateIsNamedWithItsPlaceAndTheBuiltInStandsIn(text: String, place: String, fault: String) throws {
        let texts = ["vi/email-reminder.mustache": text]
        do {
            let (library, diagnostics) = TemplateLibrary.load(files(texts))
            let first = try #require(diagnostics.first)
            #expect(
                first.description.hasPrefix("\(Self.folder)/vi/email-reminder.mustache:\(place): error: "), "\(first)")
            #expect(first.message.contains(fault), "\(first)")
            let message = Renderer(settings: Sample.settings, templates: library).render(Sample.letter())
            #expect(message.fellBack)
            #expect(message.bytes == Sample.renderer.render(Sample.letter()).bytes)
        }
    }

    @Test func aTemplateThatSaysNothingGivesWay() throws {
        let texts = ["vi/email-subject.mustache": "{{#digest}}x{{/digest}}\n"]
        do {
            let (library, diagnostics) = TemplateLibrary.load(files(texts))
            #expect(diagnostics.isEmpty)
            let message = Renderer(settings: Sample.settings, templates: library).render(Sample.letter())
            #expect(message.fellBack)
            #expect(message.subject == Sample.renderer.render(Sample.letter()).subject)
        }
    }

    @Test func aFileThatNoMessageUsesIsAWarning() throws {
        let texts = ["vi/email-remind.mustache": "x"]
        do {
            let (_, diagnostics) = TemplateLibrary.load(files(texts))
            #expect(diagnostics.map(\.severity) == [.warning])
        }
    }

    @Test func valuesOfHTMLAreAlwaysEscaped() throws {
        let texts = ["vi/email-reminder-html.mustache": "<p>{{{units}}}\n{{&office}}"]
        do {
            let (_, diagnostics) = TemplateLibrary.load(files(texts))
            #expect(diagnostics.map(\.location.line) == [1, 2])
            #expect(diagnostics.first?.message == "in HTML every value is escaped: write {{units}}")
        }
        let directive = Sample.directive(task: "<script>alert('a')</script> \"x\" & y")
        let html = ParsedMail(Sample.renderer.render(Sample.letter([Sample.item(directive)])).bytes).part("text/html")
        #expect(html?.contains("&lt;script&gt;alert(&#39;a&#39;)&lt;/script&gt; &quot;x&quot; &amp; y") == true)
    }

    @Test func valuesAreNeverReadAsTemplates() {
        let directive = Sample.directive(task: "{{office}} {{#groups}} &amp; <b>")
        let body = ParsedMail(Sample.renderer.render(Sample.letter([Sample.item(directive)])).bytes).body
        #expect(body.contains("{{office}} {{#groups}} &amp; <b>"))
    }
}
