package import Directives

/// The working days of Vietnamese offices from 2020 to 2026, for use where an office has no calendar of its own.
///
/// Saturdays and Sundays are off. What is listed are the days off from Monday to Friday (holidays of the Labour Code,
/// compensatory days of its art. 111.3, days swapped by a letter of the Government Office) and the Saturdays worked in
/// exchange. Tết and the second day of the National Day are set by the Prime Minister each year.
package enum VietnamHolidays {
    /// The calendar; its last year is 2026.
    package static let calendar = WorkingCalendar(
        name: "vn", weekend: [.saturday, .sunday],
        years: Dictionary(uniqueKeysWithValues: table.map { ($0.year, $0.days) }),
        namedDays: [
            "christmas": .solar(month: 12, day: 25), "new-year": .solar(month: 1, day: 1),
            "tet": .lunar(month: 1, day: 1), "gio-to": .lunar(month: 3, day: 10),
            "quoc-khanh": .solar(month: 9, day: 2),
        ])

    private struct Row {
        let year: Int
        let source: String
        /// Names, each with its days as `MM-DD`, parted by spaces.
        let off: KeyValuePairs<String, String>
        var working: KeyValuePairs<String, String> = [:]

        var days: WorkingCalendar.Year {
            .init(source: source, daysOff: dates(off), working: dates(working))
        }

        private func dates(_ names: KeyValuePairs<String, String>) -> [CivilDate: String] {
            var dates: [CivilDate: String] = [:]
            for (name, days) in names {
                for day in days.split(separator: " ") {
                    if let date = CivilDate("\(year)-\(day)") { dates[date] = name }
                }
            }
            return dates
        }
    }

    private static let table = [
        // The week of Tết after a provincial office's notice; the code of 2012 still gave one day for 2 September.
        Row(
            year: 2020, source: "Bộ luật Lao động 2012, Điều 115; lịch nghỉ Tết Canh Tý (Sở Công Thương Đắk Lắk)",
            off: [
                "Tết Dương lịch": "01-01", "Tết Nguyên đán": "01-23 01-24 01-27 01-28 01-29",
                "Giỗ Tổ Hùng Vương": "04-02", "Ngày Chiến thắng": "04-30", "Quốc tế lao động": "05-01",
                "Quốc khánh": "09-02",
            ]),
        Row(
            year: 2021,
            source: "Bộ luật Lao động 2019, Điều 111 và 112; Công văn 9895/VPCP-KGVX ngày 26/11/2020",
            off: [
                "Tết Dương lịch": "01-01", "Tết Nguyên đán": "02-10 02-11 02-12 02-15 02-16",
                "Giỗ Tổ Hùng Vương": "04-21", "Ngày Chiến thắng": "04-30", "Quốc tế lao động (nghỉ bù)": "05-03",
                "Quốc khánh": "09-02 09-03",
            ]),
        Row(
            year: 2022,
            source: "Bộ luật Lao động 2019, Điều 111 và 112; Công văn 245/VPCP-KGVX ngày 11/01/2022",
            off: [
                "Tết Dương lịch (nghỉ bù)": "01-03", "Tết Nguyên đán": "01-31 02-01 02-02 02-03 02-04",
                "Giỗ Tổ Hùng Vương (nghỉ bù)": "04-11", "Ngày Chiến thắng (nghỉ bù)": "05-02",
                "Quốc tế lao động (nghỉ bù)": "05-03", "Quốc khánh": "09-01 09-02",
            ]),
        Row(
            year: 2023,
            source: "Bộ luật Lao động 2019, Điều 111 và 112; Công văn 8056/VPCP-KGVX ngày 01/12/2022",
            off: [
                "Tết Dương lịch (nghỉ bù)": "01-02", "Tết Nguyên đán": "01-20 01-23 01-24 01-25 01-26",
                "Quốc tế lao động": "05-01", "Giỗ Tổ Hùng Vương (nghỉ bù)": "05-02",
                "Ngày Chiến thắng (nghỉ bù)": "05-03", "Quốc khánh": "09-01", "Quốc khánh (nghỉ bù)": "09-04",
            ]),
        // The swap of 29 April was announced on 12 April.
        Row(
            year: 2024,
            source: "Bộ luật Lao động 2019, Điều 111 và 112; Thông báo 5015/TB-LĐTBXH ngày 22/11/2023; "
                + "Công văn 2450/VPCP-KGVX ngày 12/04/2024",
            off: [
                "Tết Dương lịch": "01-01", "Tết Nguyên đán": "02-08 02-09 02-12 02-13 02-14",
                "Giỗ Tổ Hùng Vương": "04-18", "Nghỉ hoán đổi": "04-29", "Ngày Chiến thắng": "04-30",
                "Quốc tế lao động": "05-01", "Quốc khánh": "09-02 09-03",
            ], working: ["Làm bù ngày 29/4": "05-04"]),
        Row(
            year: 2025,
            source: "Bộ luật Lao động 2019, Điều 111 và 112; Công văn 8726/VPCP-KGVX ngày 26/11/2024",
            off: [
                "Tết Dương lịch": "01-01", "Tết Nguyên đán": "01-27 01-28 01-29 01-30 01-31",
                "Giỗ Tổ Hùng Vương": "04-07", "Ngày Chiến thắng": "04-30", "Quốc tế lao động": "05-01",
                "Nghỉ hoán đổi": "05-02", "Quốc khánh": "09-01 09-02",
            ], working: ["Làm bù ngày 2/5": "04-26"]),
        // The swap of 2 January was announced eight days before. The text of resolution 28/2026/QH16 on 24 November was
        // not seen, only its citations.
        Row(
            year: 2026,
            source: "Bộ luật Lao động 2019, Điều 111 và 112; Công văn 9859/VPCP-KGVX năm 2025; "
                + "Công văn 12729/VPCP-KGVX ngày 25/12/2025; Nghị quyết 28/2026/QH16 (24/11, theo trích dẫn)",
            off: [
                "Tết Dương lịch": "01-01", "Nghỉ hoán đổi": "01-02 08-31",
                "Tết Nguyên đán": "02-16 02-17 02-18 02-19 02-20", "Giỗ Tổ Hùng Vương (nghỉ bù)": "04-27",
                "Ngày Chiến thắng": "04-30", "Quốc tế lao động": "05-01", "Quốc khánh": "09-01 09-02",
                "Ngày Văn hóa Việt Nam": "11-24",
            ], working: ["Làm bù ngày 2/1": "01-10", "Làm bù ngày 31/8": "08-22"]),
    ]
}

extension OfficeTime {
    /// A Vietnamese office where nothing else is configured: Vietnam's zone and holidays, Monday to Friday, 07:30 to 11:30
    /// and 13:30 to 17:00.
    package static let vietnam = OfficeTime(
        zone: Zone(identifier: "Asia/Ho_Chi_Minh") ?? .utc, calendar: VietnamHolidays.calendar,
        hours: OfficeHours(
            spans: Dictionary(
                uniqueKeysWithValues: [Weekday.monday, .tuesday, .wednesday, .thursday, .friday].map { day in
                    (day, ["07:30-11:30", "13:30-17:00"].compactMap { OfficeHours.Span($0) })
                })))
}
