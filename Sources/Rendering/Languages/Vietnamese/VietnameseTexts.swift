import Directives

/// Vietnamese as offices write it to each other.
struct VietnameseTexts: LanguageTexts {
    func day(_ date: CivilDate) -> String {
        "\(shortName(date.weekday)), \(date.dayMonthYear)"
    }

    func moment(_ time: TimeOfDay, _ date: CivilDate) -> String {
        "\(time) \(day(date))"
    }

    func shortName(_ weekday: Weekday) -> String {
        switch weekday {
        case .monday: "thứ Hai"
        case .tuesday: "thứ Ba"
        case .wednesday: "thứ Tư"
        case .thursday: "thứ Năm"
        case .friday: "thứ Sáu"
        case .saturday: "thứ Bảy"
        case .sunday: "Chủ nhật"
        }
    }

    func columnHead(_ weekday: Weekday) -> String {
        weekday == .sunday ? "CN" : "T\(weekday.rawValue + 1)"
    }

    func shortMoment(_ minute: String, _ date: CivilDate) -> String { "\(minute) \(shortDay(date))" }

    func span(from first: String, to last: String) -> String { "\(first) đến \(last)" }

    func month(_ month: Int) -> String { "Tháng \(month)" }

    func month(_ month: Int, of year: Int) -> String { "Tháng \(month)/\(year)" }

    func count(_ count: Count) -> String {
        switch count.unit {
        case .days: "\(count.amount) ngày"
        case .workingDays: "\(count.amount) ngày làm việc"
        case .weeks: "\(count.amount) tuần"
        case .months: "\(count.amount) tháng"
        case .years: "\(count.amount) năm"
        case .hours: "\(count.amount) giờ"
        case .workingHours: "\(count.amount) giờ làm việc"
        }
    }

    func namedDay(_ key: String) -> String {
        switch key {
        case "new-year": "Tết Dương lịch"
        case "tet": "Tết Nguyên đán"
        case "party-day": "Ngày thành lập Đảng"
        case "womens-day": "Ngày Quốc tế Phụ nữ"
        case "gio-to": "Giỗ Tổ Hùng Vương"
        case "liberation-day": "Ngày Chiến thắng"
        case "labour-day": "Ngày Quốc tế lao động"
        case "childrens-day": "Ngày Quốc tế Thiếu nhi"
        case "quoc-khanh", "national-day": "Quốc khánh"
        case "trung-thu": "Tết Trung thu"
        case "teachers-day": "Ngày Nhà giáo Việt Nam"
        case "van-hoa": "Ngày Văn hóa Việt Nam"
        case "christmas": "Lễ Giáng sinh"
        default: key
        }
    }
}
