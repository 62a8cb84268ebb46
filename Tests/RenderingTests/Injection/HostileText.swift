/// Texts put together by chance from what mail programs, shells, modems and readers stumble over; a seed repeats them.
struct HostileText {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next(_ bound: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(bound))
    }

    private static let words = [
        "bàn giao ", "sản phẩm ", "Lạng Sơn ", "report ", "a", "ệ", "e\u{302}\u{323}", "1", " ",
    ]
    private static let pieces =
        words + words
        + [
            "\nBcc: v@e.example", "\r\n\r\n", "\r\n.\r\n", "\n.\n", "\nFrom x", "\0", "\u{1B}[2J", "\u{85}", "\u{2028}",
            "\u{2029}", "\u{202E}", "\u{FEFF}", "\u{301}\u{309}", "--boundary\n", "{{task}}", "{{{x}}}", "{to}",
            "${HOME}",
            "$(id)", "`id`", "%n%s", "=?utf-8?B?QmNjOiB4?=", "=?utf-8?Q?x?= ", "\"", "\\", "'", "|", ";", "<x@y.z>",
            ",",
            "(", ")", ":", "@", "To: 999\n\n", "Flash: yes\n", "END:VCALENDAR\r\n", "BEGIN:VEVENT\n", "\u{1A}",
            "\u{7F}",
            "😀", "🇻🇳", "中文", "\u{200B}", "\u{2066}", "€{}[]~^|", "¤", "“–…”", "\u{A0}", "₫", "\t",
        ] + [String(repeating: "x", count: 200), String(repeating: "\u{301}", count: 50)]

    mutating func text(atLeast least: Int = 0) -> String {
        (0..<(least + next(12))).map { _ in Self.pieces[next(Self.pieces.count)] }.joined()
    }

    /// About half of them good.
    mutating func mailAddress() -> String {
        let good = ["tnmt", "van-phong", "a.b", "x+y", "{to}", "$HOME", "`id`", "o'x", "|cmd", "a=b", "%n"]
        let bad = [
            "-oQx", "--logfile=x", ".a", "a..b", "a b", "bệ", "", "a\n", "\"q\"", "a@b", "<a>", "a,b", "\0",
            "a\u{2028}",
        ]
        let ends = ["ubnd.example", "x.vn", "a", "xn--abc.vn"]
        let badEnds = [
            "", "-a.vn", "a-.vn", "a..vn", "a_b.vn", "[1.2.3.4]", "ễ.vn", "a.vn\n", " x",
            String(repeating: "a", count: 300),
        ]
        let local = next(4) > 0 ? good[next(good.count)] : bad[next(bad.count)]
        return local + "@" + (next(4) > 0 ? ends[next(ends.count)] : badEnds[next(badEnds.count)])
    }

    /// About half of them good.
    mutating func number() -> String {
        let digits = (0..<(5 + next(13))).map { _ in String(next(10)) }.joined()
        let odd = [
            "", "../x", "+٨٤٩١٢٣٤٥٦٧", "84912345678", "0912345678", "+84 912 345 678", "-1", "+", "+84912345678\n",
        ]
        return next(4) > 0 ? "+" + digits : next(9) == 0 ? String(repeating: "9", count: 500) : odd[next(odd.count)]
    }
}
