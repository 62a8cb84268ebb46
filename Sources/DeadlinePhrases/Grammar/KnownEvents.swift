import Directives

/// Events whose day is known although the phrase does not say it.
struct KnownEvent: Sendable {
    enum Day: Sendable {
        /// The same day of every year, solar or lunar.
        case yearly(NamedDay)
        /// Days that an authority set once, in order.
        case once([CivilDate])
        /// The break around Tết, by the office's calendar.
        case tetBreak
    }

    let names: Term
    let day: Day

    static let lunarNewYear = KnownEvent(
        names: [
            "tết nguyên đán", "tết âm lịch", "tết cổ truyền", "tết", "tết năm mới", "xuân", "đón tết",
            "vui xuân đón tết",
        ], day: .yearly(.lunar(month: 1, day: 1)))

    /// In the order in which they are tried.
    static let all: [KnownEvent] = [
        KnownEvent(
            names: [
                "nghỉ tết", "nghỉ tết nguyên đán", "nghỉ tết âm lịch", "nghỉ lễ tết", "nghỉ tết , lễ", "nghỉ lễ , tết",
            ], day: .tetBreak),
        KnownEvent(
            names: ["tết dương lịch", "năm mới dương lịch", "năm mới", "tết tây"],
            day: .yearly(.solar(month: 1, day: 1))),
        KnownEvent(names: ["tết trung thu", "trung thu"], day: .yearly(.lunar(month: 8, day: 15))),
        KnownEvent(names: ["tết đoan ngọ"], day: .yearly(.lunar(month: 5, day: 5))),
        lunarNewYear,
        KnownEvent(
            names: ["giáng sinh", "noel", "nô en", "thiên chúa giáng sinh"], day: .yearly(.solar(month: 12, day: 25))),
        KnownEvent(names: ["quốc khánh"], day: .yearly(.solar(month: 9, day: 2))),
        KnownEvent(names: ["giỗ tổ hùng vương", "giỗ tổ"], day: .yearly(.lunar(month: 3, day: 10))),
        KnownEvent(
            names: [
                "giải phóng miền nam", "giải phóng hoàn toàn miền nam", "chiến thắng 30 / 4", "chiến thắng",
                "thống nhất đất nước", "giải phóng miền nam , thống nhất đất nước",
            ], day: .yearly(.solar(month: 4, day: 30))),
        KnownEvent(
            names: ["khai giảng", "khai giảng năm học", "khai giảng năm học mới"],
            day: .yearly(.solar(month: 9, day: 5))),
        KnownEvent(names: ["quốc tế lao động"], day: .yearly(.solar(month: 5, day: 1))),
        KnownEvent(names: ["nhà giáo việt nam"], day: .yearly(.solar(month: 11, day: 20))),
        KnownEvent(names: ["quốc tế phụ nữ"], day: .yearly(.solar(month: 3, day: 8))),
        KnownEvent(names: ["phụ nữ việt nam"], day: .yearly(.solar(month: 10, day: 20))),
        KnownEvent(
            names: ["thương binh liệt sĩ", "thương binh - liệt sĩ", "thương binh , liệt sĩ"],
            day: .yearly(.solar(month: 7, day: 27))),
        KnownEvent(names: ["văn hóa việt nam", "văn hoá việt nam"], day: .yearly(.solar(month: 11, day: 24))),
        KnownEvent(names: ["quốc tế thiếu nhi"], day: .yearly(.solar(month: 6, day: 1))),
        // Elections to the National Assembly and the people's councils: terms XV and XVI.
        KnownEvent(
            names: ["bầu cử", "bầu cử đại biểu quốc hội", "bầu cử đbqh"],
            day: .once([CivilDate("2021-05-23"), CivilDate("2026-03-15")].compactMap { $0 })),
        // The works opened all over the country together on 19/12/2025, by the Prime Minister's notices of that autumn.
        KnownEvent(
            names: ["khánh thành , khởi công", "khởi công , khánh thành", "khởi công và khánh thành"],
            day: .once([CivilDate("2025-12-19")].compactMap { $0 })),
    ]

    /// The ten stems and the twelve branches of a year's name, such as "Bính Ngọ".
    static let stems: [Term] = [
        ["giáp"], ["ất"], ["bính"], ["đinh"], ["mậu"], ["kỷ"], ["canh"], ["tân"], ["nhâm"], ["quý"],
    ]
    static let branches: [Term] = [
        ["tý"], ["sửu"], ["dần"], ["mão", "mẹo"], ["thìn"], ["tỵ", "tị"], ["ngọ"], ["mùi"], ["thân"], ["dậu"],
        ["tuất"], ["hợi"],
    ]
}

/// A known event as a phrase writes it.
struct StatedEvent: Sendable {
    let event: KnownEvent
    var year: StatedYear?
    /// The place of the year in the cycle of sixty, 0 for Giáp Tý.
    var cycle: Int?
    /// The date that the phrase adds.
    var date: StatedDate?
}
