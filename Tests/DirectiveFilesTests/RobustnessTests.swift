import DirectiveFiles
import Directives
import Foundation
import Testing

/// A small generator with a seed (SplitMix64), so that a failure can be repeated.
private struct Random: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

@Test(arguments: 0..<8)
func aSpoiledFileNeverCrashesTheReader(seed: UInt64) throws {
    var random = Random(state: seed)
    let folder = SampleFolder()
    try folder.write()
    let scraps = [
        "\u{FEFF}", "\r\n", "&a ", "*a", "!!int ", "\"", "'", "{", "[", "]", "}", ": ", "- ", "\t", "|\n", "? ",
        "---\n", "\0", "đ\u{301}",
    ]
    for _ in 0..<60 {
        for (file, text) in folder.files {
            var bytes = Array(text.utf8)
            for _ in 0..<Int.random(in: 0...2, using: &random) {
                let index = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<5, using: &random) {
                case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.removeSubrange(index..<min(bytes.count, index + Int.random(in: 1...20, using: &random)))
                case 2: bytes.removeLast(bytes.count - max(index, 1))
                case 3: bytes.insert(contentsOf: bytes[index...].prefix(40), at: index)
                default: bytes.insert(contentsOf: Array((scraps.randomElement(using: &random) ?? "").utf8), at: index)
                }
                if bytes.isEmpty { bytes = [0x20] }
            }
            try folder.write(Data(bytes), to: file)
        }
        let result = ConfigurationFolder(path: folder.path).load()
        #expect(result.configuration == nil || !result.diagnostics.contains { $0.severity == .error })
        #expect(result.configuration != nil || result.diagnostics.contains { $0.severity == .error })
        #expect(result.diagnostics.allSatisfy { $0.location.line >= 1 && $0.location.column >= 1 })
    }
}

@Test func anAliasIsReportedAtItsPlace() throws {
    let folder = SampleFolder(
        "directives/tb.yaml", "lead: [phong-tnmt], coordinating", "lead: &l [phong-tnmt], receiving: *l, coordinating")
    #expect(
        try folder.lines(.error) == [
            "directives/tb.yaml:3:34: error: anchors of YAML (&…) are not allowed",
            "directives/tb.yaml:3:62: error: aliases of YAML (*…) are not allowed",
        ])
}

@Test(.timeLimit(.minutes(1))) func aTreeOfAliasesIsNotExpanded() throws {
    var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1..<40 {
        bomb += "a\(level): &a\(level) [\(Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", "))]\n"
    }
    let folder = SampleFolder("directives/bomb.yaml", "", bomb)
    let lines = try folder.lines(.error)
    #expect(lines.first == "directives/bomb.yaml:1:5: error: anchors of YAML (&…) are not allowed")
    #expect(lines.contains("directives/bomb.yaml:2:10: error: aliases of YAML (*…) are not allowed"))
    #expect(lines.allSatisfy { $0.contains("anchors of YAML") || $0.contains("aliases of YAML") })
}

@Test func deepNestingIsRefused() throws {
    let folder = SampleFolder("directives/deep.yaml", "", String(repeating: "[", count: 100_000))
    let lines = try folder.lines(.error)
    #expect(lines == ["directives/deep.yaml:1:1: error: this is nested too deeply"])
}

@Test func manyMistakesInOneFileAreAllFound() throws {
    let folder = SampleFolder("directives/tb.yaml", "task: Một, ", "task: Một, task: Hai, task: Ba, quote: x, ")
    folder.replace("directives/tb.yaml", "id: \"8.2\"", "id: \"8.2\", id: \"8.9\"")
    folder.replace("directives/tb.yaml", "deadline: urgent", "deadline: urgnet")
    let lines = try folder.lines(.error)
    #expect(
        lines == [
            "directives/tb.yaml:3:28: error: the key 'task' is here twice, first in line 3",
            "directives/tb.yaml:3:39: error: the key 'task' is here twice, first in line 3",
            "directives/tb.yaml:3:125: error: the key 'quote' is here twice, first in line 3",
            "directives/tb.yaml:4:17: error: the key 'id' is here twice, first in line 4",
            "directives/tb.yaml:6:81: error: 'urgnet' is not a deadline; did you mean 'urgent'?",
        ])
}

@Test func tenThousandDirectivesLoadInTheOrderOfTheirFiles() throws {
    let folder = SampleFolder()
    for file in 0..<20 {
        var text = "notice: {id: n\(file), title: Thông báo, issued: 2021-11-30}\ndirectives:\n"
        for item in 0..<500 {
            text += "  - {id: \"\(item).1\", task: Việc \(item), lead: [phong-tnmt], coordinating: [phuong-xa], "
            text += "deadline: 2021-12-\(item % 28 + 1 < 10 ? "0" : "")\(item % 28 + 1), quote: trong tháng}\n"
        }
        folder.replace("directives/n\(file < 10 ? "0" : "")\(file).yaml", "", text)
    }
    let result = try folder.load(.init(dueWarnings: false))
    #expect(result.diagnostics == [])
    let directives = try #require(result.configuration).directives
    #expect(directives.count == 10_004)
    for (index, directive) in directives.prefix(10_000).enumerated() {
        #expect(directive.id == DirectiveID(notice: "n\(index / 500)", item: "\(index % 500).1"))
        #expect(directive.task == "Việc \(index % 500)")
        #expect(
            directive.deadlines == [
                .init(.on(try #require(CivilDate(year: 2021, month: 12, day: index % 500 % 28 + 1))))
            ])
    }
    #expect(result.locations.directives.count == 10_004)
    #expect(result.locations.directives[DirectiveID(notice: "n7", item: "499.1")]?.line == 502)
}

@Test func aFindingIsOneLineWhateverItQuotes() throws {
    let folder = SampleFolder("directives/tb.yaml", "deadline: urgent", "deadline: \"at\\n\\e[2Jonce\\u202E\"")
    let lines = try folder.lines(.error)
    #expect(lines.count == 1)
    #expect(lines.first?.hasPrefix("directives/tb.yaml:6:81: error: 'at\\u{a}\\u{1b}[2Jonce\\u{202e}' is not") == true)
}
