import Directives

extension VietnameseTexts {
    func reference(_ source: ItemFacts.Source) -> String {
        let kind = Self.kinds[source.kindSymbol]?.capitalisedFirst ?? "Văn bản"
        let number =
            source.number.isEmpty
            ? "\(kind)\(source.symbol.isEmpty ? "" : " ký hiệu \(source.symbol)") (chưa ghi số)"
            : "\(kind) số \(source.fullNumber)"
        let issuer = source.issuer.map { $0.isEmpty ? "" : " của \($0)" } ?? ""
        return "mục \(source.item), \(number) ngày \(source.issued.dayMonthYear)\(issuer)"
    }

    func shortReference(_ source: ItemFacts.Source) -> String {
        if source.number.isEmpty {
            let paper = source.symbol.isEmpty ? "văn bản" : source.symbol
            return "\(paper) ngày \(source.issued.dayMonthYear) mục \(source.item)"
        }
        // A letter's symbol begins with its issuer instead of its kind.
        let kind = source.kindSymbol == "UBND" ? "CV" : Self.kinds[source.kindSymbol] == nil ? "số" : source.kindSymbol
        return "\(kind) \(source.fullNumber) mục \(source.item)"
    }

    /// Kinds of documents by the abbreviations that decree 30/2020 gives them.
    private static let kinds = [
        "TB": "thông báo", "CĐ": "công điện", "CD": "công điện", "CV": "công văn", "QĐ": "quyết định",
        "CT": "chỉ thị", "KH": "kế hoạch", "NQ": "nghị quyết", "KL": "kết luận", "BC": "báo cáo", "TTr": "tờ trình",
        "HD": "hướng dẫn", "CTr": "chương trình", "PA": "phương án", "ĐA": "đề án", "GM": "giấy mời",
        "TC": "thông cáo", "QC": "quy chế", "QyĐ": "quy định", "BB": "biên bản", "UBND": "công văn",
    ]
}
