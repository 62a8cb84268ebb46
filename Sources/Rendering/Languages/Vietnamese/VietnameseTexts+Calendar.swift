import Directives

extension VietnameseTexts {
    func calendarLabel(_ label: CalendarLabel) -> String {
        switch label {
        case .daysOff: "* Ngày nghỉ"
        case .workedInExchange: "+ Làm việc thay"
        case .otherDays: "  Ngày khác"
        case .off: "nghỉ"
        case .source: "Nguồn"
        case .yetToBeDecided: "Còn chờ quyết định:"
        }
    }

    func year(_ year: Int) -> String { "Năm \(year)" }

    func workingDays(_ working: Int, daysOff: Int) -> String { "\(working) ngày làm việc, \(daysOff) ngày nghỉ" }

    func noOfficialList(of year: Int) -> String {
        "CHÚ Ý: chưa có danh sách chính thức các ngày nghỉ năm \(year); ngày làm việc chỉ là tạm tính."
    }

    func provisionalCount(in year: Int) -> String {
        "Tạm tính: chưa có danh sách chính thức các ngày nghỉ năm \(year)."
    }

    func lunarDay(_ day: String) -> String { "\(day) âm lịch" }

    func lunarCell(_ day: String) -> String { "\(day) ÂL" }

    func counted(_ working: Int, among days: Int, from start: String, to end: String) -> String {
        "Từ \(start) (không tính) đến \(end): \(working) ngày làm việc trong \(days) ngày"
    }

    func added(_ count: String, _ direction: Direction, _ start: String, gives result: String) -> String {
        "\(count) \(direction == .after ? "sau" : "trước") \(start): \(result)"
    }

    func proposal(of year: Int) -> [String] {
        [
            "Đề xuất cho năm \(year), suy ra từ luật; KHÔNG phải danh sách chính thức.",
            "Thuộc mục 'years:'. Khi có văn bản chính thức: sửa ngày, ghi văn bản vào 'source', bỏ dòng 'proposed'.",
        ]
    }

    func proposalSource(cultureDay: Bool) -> String {
        "Dự kiến theo Bộ luật Lao động 2019, khoản 3 Điều 111 và Điều 112\(cultureDay ? "; Nghị quyết 28/2026/QH16, Điều 2" : ""); "
            + "chưa có danh sách chính thức"
    }

    func makingUp(for day: String) -> String { " (nghỉ bù \(day))" }

    func choice(of holiday: String) -> String { "\(holiday): Thủ tướng Chính phủ chọn" }

    func unsettled(_ holiday: String, on day: String) -> String {
        "\(holiday) rơi vào \(day): chưa có quy định nghỉ bù"
    }

    func bridge(_ day: String) -> String { "\(day) kẹp giữa các ngày nghỉ: có thể hoán đổi với một thứ Bảy" }
}
