import Directives

extension Scanner {
    private static let documents: Term = [
        "quyết định", "nghị định", "nghị quyết", "thông tư", "thông báo", "công văn", "chỉ thị", "công điện",
        "tờ trình", "luật", "bộ luật", "pháp lệnh", "hiến pháp", "kết luận", "văn bản", "giấy mời", "biên bản",
        "quy chế",
        "hướng dẫn", "hợp đồng", "phiếu",
    ]
    private static let meetings: Term = [
        "họp", "cuộc họp", "phiên họp", "hội nghị", "buổi họp", "buổi làm việc", "sinh", "thành lập", "cấp", "lập",
    ]

    /// A document's or a meeting's own date, which is no deadline; with the number of the document where there is one.
    mutating func citation() -> (tokens: Range<Int>, hasNumber: Bool)? {
        attempt { scanner in
            let start = scanner.index
            _ = scanner.take(["số"])
            let numberStart = scanner.index
            if scanner.takeCode() {
                let code = numberStart..<scanner.index
                scanner.takeDateOfIssue()
                return (code, true)
            }
            guard scanner.index == start, scanner.take(Self.documents) || scanner.take(Self.meetings) else {
                return nil
            }
            guard scanner.sees(Lexicon.day), scanner.takeDateOfIssue() else { return nil }
            return (start..<start, false)
        }
    }

    /// `2179/QĐ-TTg`, `28/2026/QH16`, `213-KL/TW`.
    private mutating func takeCode() -> Bool {
        attempt { scanner in
            guard scanner.current?.number != nil else { return nil }
            scanner.index += 1
            var hasLetters = false
            while let mark = scanner.current, mark.isMark("/-"), !mark.followsSpace, let part = scanner.peek(1),
                part.kind != .mark, !part.followsSpace || hasLetters == false && mark.spelling == "-" && part.isCapital
            {
                hasLetters = hasLetters || part.kind == .word
                scanner.index += 2
                // `QH16`
                if let digits = scanner.current, digits.number != nil, !digits.followsSpace { scanner.index += 1 }
            }
            return hasLetters ? true : nil
        } ?? false
    }

    @discardableResult
    private mutating func takeDateOfIssue() -> Bool {
        attempt { scanner in
            _ = scanner.takeMark(",")
            guard scanner.sees(Lexicon.day), scanner.date() != nil else { return nil }
            return true
        } ?? false
    }
}
