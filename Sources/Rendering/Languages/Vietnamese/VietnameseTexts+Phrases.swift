import DeadlinePhrases
import Directives

extension VietnameseTexts {
    func phraseLabel(_ label: PhraseLabel) -> String {
        switch label {
        case .kind: "loại        "
        case .resolved: "kết quả     "
        case .printed: "ngày ghi    "
        case .lastWorkingDay: "ngày làm việc cuối cùng  "
        case .deadline: "thời hạn    "
        case .remark: "lưu ý       "
        case .otherReading: "hoặc        "
        }
    }

    func read(_ phrase: String, on day: String) -> String { "“\(phrase)”, đọc vào \(day)" }

    func meaning(_ kind: PhraseKind) -> String {
        switch kind {
        case .date: "đến hết một ngày"
        case .beforeDate: "trước một ngày"
        case .datetime: "vào một giờ nhất định"
        case .weekEnd, .monthEnd, .quarterEnd, .halfYearEnd, .yearEnd: "trong cả một kỳ"
        case .beforePeriod: "trước khi một kỳ bắt đầu"
        case .periodPoint: "đầu kỳ hoặc giữa kỳ"
        case .durationHours, .durationDays, .durationWeeks, .durationMonths, .durationWorkdays:
            "tính từ một sự kiện"
        case .beforeEvent: "trước một sự kiện, hoặc tính lùi từ sự kiện đó"
        case .onEvent: "ngay khi có một việc xảy ra"
        case .eventDate: "để kịp một sự kiện"
        case .recurring: "định kỳ"
        case .range: "từ ngày đến ngày: hết hạn vào ngày cuối"
        case .openEnded: "từ một ngày trở đi, không có ngày kết thúc"
        case .byReference: "theo văn bản khác: cần hỏi lại"
        case .conditional: "chỉ khi có một việc xảy ra"
        case .immediate: "làm ngay, không ghi ngày"
        case .urgent: "khẩn trương, không ghi ngày"
        case .standing: "thường xuyên, không ghi ngày"
        case .notBefore: "ngày sớm nhất, không phải thời hạn"
        case .none: "không phải thời hạn"
        }
    }

    func words(of remark: PhraseRemark) -> String {
        switch remark {
        case .yearInferred: "không ghi năm: lấy năm đầu tiên kể từ ngày ban hành"
        case .ambiguousYear: "ngày này đã qua khi văn bản được ban hành: cần hỏi có phải năm sau không"
        case .pastAtIssue: "đã qua khi văn bản được ban hành"
        case .dueOnIssueDate: "đến hạn ngay trong ngày ban hành"
        case .printedOnDayOff: "ngày ghi là ngày nghỉ; ngày ghi trong văn bản không bị dời"
        case .dueOnDayOff: "kỳ kết thúc vào ngày nghỉ; không bị dời"
        case .relativeToIssue: "tính từ ngày ban hành"
        case .officeEnd: "hết giờ làm việc của cơ quan"
        case .weekEndFriday: "không có quy định về ngày cuối tuần: cơ quan lấy thứ Sáu"
        case .article146: "Điều 146 Bộ luật Dân sự 2015"
        case .triggerMissing: "không ghi tính từ đâu: cần hỏi lại"
        case .triggerEvent: "tính từ một sự kiện chưa được ghi nhận: thêm --trigger"
        case .triggerIsIssue: "tính từ ngày ban hành"
        case .triggerTimeMissing: "giờ được tính từ phút: thêm --trigger DATETHH:MM"
        case .shifted:
            "ngày cuối là ngày nghỉ: kết thúc vào ngày làm việc tiếp theo (khoản 5 Điều 148 Bộ luật Dân sự 2015)"
        case .noCorrespondingDay:
            "tháng đó không có ngày tương ứng: lấy ngày cuối tháng (khoản 3 Điều 148 Bộ luật Dân sự 2015)"
        case .provisional: "lịch chưa có ngày chính thức cho một số ngày này"
        case .glossConflicts: "ngày trong ngoặc khác kết quả tính: cần hỏi lại; đề xuất ngày sớm hơn"
        case .glossAgrees: "ngày trong ngoặc đúng với kết quả tính"
        case .doubleMarker: "“chậm nhất trước” được đọc là “trước”"
        case .soft: "cách ghi không bắt buộc"
        case .vague: "cách ghi không rõ"
        case .dayMissing: "có ghi chu kỳ, không ghi ngày: cần hỏi lại"
        case .periodMissing: "không ghi chu kỳ: cần hỏi lại"
        case .invalidDate: "không có ngày này: cần hỏi lại"
        case .negative: "không có gì ở đây ràng buộc một ngày"
        case .eventDateUnknown: "chưa biết ngày của sự kiện: cần hỏi lại"
        case .numberConflict: "số bằng chữ khác số bằng chữ số: cần hỏi lại"
        case .lunar: "theo âm lịch"
        }
    }

    func reason(_ reason: PhraseReading.Reason) -> String {
        switch reason {
        case .twoDates: "văn bản nêu hai ngày, nối bằng “hoặc”"
        case .periodPast(let date): "không ghi năm: kỳ này đã qua vào ngày \(date), hoặc là của năm sau"
        case .dayPast(let date): "không ghi năm: ngày này đã qua vào ngày \(date), hoặc là của năm sau"
        case .gloss: "ngày trong ngoặc"
        case .count: "kết quả tính từ ngày của sự kiện"
        }
    }

    func fault(_ error: DerivationError) -> String {
        switch error {
        case .noSuchDay(let name, let year): "lịch không có ngày '\(name)' của năm \(year)"
        case .timeMissing(let anchor): "giờ được tính từ phút: '\(anchor)' cần có giờ"
        case .eventMissing(let name): "sự kiện '\(name)' chưa được ghi nhận"
        case .endMissing(let anchor): "'\(anchor)' chưa được ghi nhận"
        case .noSuchPeriod(let period): "không có kỳ\(period.map { " '\($0)'" } ?? "") trong chuỗi định kỳ"
        case .noOfficeHours: "cơ quan không có giờ làm việc nào trong mười năm để tính"
        case .outOfRange: "ngày nằm ngoài các năm 1 đến 9999"
        }
    }
}
