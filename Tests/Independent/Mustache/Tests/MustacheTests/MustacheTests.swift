import Directives
import Mustache
import Testing

@testable import Rendering

/// Our templates held against another implementation of Mustache.
@Suite struct MustacheTests {
    /// An empty text is none to us, and what is absent is not asked for further out.
    private struct Words: MustacheCustomRenderable, MustacheTransformable {
        let renderText: String
        var isNull: Bool { renderText.isEmpty }

        func transform(_ name: String) -> Any? {
            (renderText.transform(name) as? String).map(Words.init)
        }
    }

    private struct Scope: TemplateScope, MustacheParent {
        let text: String
        let digest: Bool
        let items: [Scope]

        func value(of name: String) -> TemplateValue? {
            switch name {
            case "label", "task", "heading": .text(text)
            case "digest": .flag(digest)
            case "count": .number(items.count)
            case "items", "groups": .list(items)
            default: nil
            }
        }

        func child(named name: String) -> Any? {
            switch name {
            case "label", "task", "heading": Words(renderText: text)
            case "digest": digest
            case "count": items.count
            case "items", "groups": items
            default: nil
            }
        }
    }

    private static let leaf = Scope(text: "<a> & \"b\" 'c'", digest: false, items: [])
    private static let scope = Scope(
        text: "Việc {{x}}", digest: true,
        items: [leaf, Scope(text: "", digest: true, items: []), Scope(text: "hai", digest: false, items: [leaf])])

    @Test(arguments: [
        "", "plain\n", "{{heading}}", "{{uppercased(heading)}} {{lowercased(heading)}}\n", "a {{! remark }} b\n",
        "{{! alone }}\nx", "  {{! alone }}  \nx", "x\n{{! last }}",
        "{{#digest}}\nyes\n{{/digest}}\n{{^digest}}\nno\n{{/digest}}\n",
        "a{{#digest}} b {{/digest}}c\n", "{{#groups}}\n- {{heading}}\n{{/groups}}\nend",
        "{{#groups}}{{#items}}{{task}},{{/items}};{{/groups}}", "{{#groups}}{{^items}}none{{/items}}{{/groups}}",
        "{{#heading}}\n  ({{.}})\n{{/heading}}\n", "{{count}} {{#count}}some{{/count}}\n",
        "{{#digest}}\n\n{{heading}}\n{{/digest}}\n\n{{#groups}}\n\n{{#digest}}x{{/digest}}{{heading}}\n{{/groups}}\n",
        "{{ heading }}|{{# digest }}in{{/ digest }}|", "\t{{#digest}}\t\n\tx\n\t{{/digest}}\t\n", "{ {heading} } }}\n",
    ])
    func aTemplateSaysWhatMustacheSays(text: String) throws {
        for isHTML in [false, true] {
            let pragma = isHTML ? "{{% CONTENT_TYPE:HTML}}\n" : "{{% CONTENT_TYPE:TEXT}}\n"
            let expected = try MustacheTemplate(string: pragma + text).render(Self.scope)
            let vocabulary = TemplateVocabulary(
                names: ["label", "digest", "count", "groups", "heading"],
                lists: [
                    "groups": TemplateVocabulary(
                        names: ["heading", "digest", "items"],
                        lists: ["items": TemplateVocabulary(names: ["task"], lists: [:])])
                ])
            let template = try TemplateParser.parse(text, vocabulary: vocabulary, isHTML: isHTML)
            #expect(template.render(Self.scope) == expected)
        }
    }
}
