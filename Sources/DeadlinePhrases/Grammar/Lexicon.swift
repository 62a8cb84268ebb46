import Directives

/// The words of the grammar.
enum Lexicon {
    // Units.
    static let day: Term = ["ngày"]
    static let workingDay: Term = ["ngày làm việc", "ngày công", "ngày ( làm việc )"]
    static let week: Term = ["tuần", "tuần lễ"]
    static let month: Term = ["tháng"]
    static let quarter: Term = ["quý", "quí"]
    static let year: Term = ["năm"]
    static let hour: Term = ["giờ", "tiếng", "giờ đồng hồ", "tiếng đồng hồ"]
    static let hourLetter: Term = ["h", "g"]
    static let minute: Term = ["phút"]
    static let minuteLetter: Term = ["ph", "p"]
    static let working: Term = ["làm việc"]
    static let half: Term = ["nửa"]
    static let andHalf: Term = ["rưỡi"]

    // Numbers.
    static let digits: [Term] = [
        ["không"], ["một"], ["hai"], ["ba"], ["bốn", "tư"], ["năm"], ["sáu"], ["bảy", "bẩy"], ["tám"], ["chín"],
    ]
    /// The digit after a ten.
    static let trailingDigits: [Term] = [
        [], ["một", "mốt"], ["hai"], ["ba"], ["bốn", "tư"], ["lăm", "nhăm"], ["sáu"], ["bảy", "bẩy"], ["tám"], ["chín"],
    ]
    static let ten: Term = ["mười"]
    static let tens: Term = ["mươi"]
    static let hundred: Term = ["trăm"]
    static let thousand: Term = ["nghìn", "ngàn"]
    static let odd: Term = ["linh", "lẻ"]
    static let firstMonth: Term = ["giêng"]
    static let lastMonth: Term = ["chạp"]
    static let ordinal: Term = ["thứ"]
    static let first: Term = ["thứ nhất", "đầu tiên", "đầu"]

    // Relative to the reference date.
    static let this: Term = ["này", "nay"]
    static let next: Term = ["tới", "sau", "tiếp theo", "kế tiếp", "tiếp", "liền kề", "sau đó"]
    static let previous: Term = ["trước"]
    static let today: Term = ["hôm nay", "ngày hôm nay", "ngày nay"]
    static let tomorrow: Term = ["ngày mai", "hôm sau", "ngày hôm sau"]
    static let dayAfterTomorrow: Term = ["ngày kia"]
    static let nextWorkingDay: Term = [
        "ngày làm việc tiếp theo", "ngày làm việc kế tiếp", "ngày làm việc sau", "ngày làm việc sau đó",
        "ngày làm việc liền kề", "ngày làm việc liền sau",
    ]
    static let morning: Term = ["sáng", "buổi sáng"]
    static let noon: Term = ["trưa", "buổi trưa"]
    static let afternoon: Term = ["chiều", "buổi chiều"]
    static let evening: Term = ["tối", "buổi tối"]
    static let night: Term = ["đêm"]
    static let mai: Term = ["mai"]

    // Points of a period.
    static let beginning: Term = ["đầu"]
    static let middle: Term = ["giữa"]
    static let end: Term = ["cuối", "cuối cùng"]
    static let of: Term = ["của", "trong"]
    static let possessive: Term = ["của"]

    // Markers.
    static let before: Term = ["trước", "trước mốc"]
    static let latest: Term = [
        "chậm nhất", "chậm nhất là", "chậm nhất vào", "chậm nhất đến", "chậm nhất là vào", "muộn nhất", "muộn nhất là",
        "muộn nhất vào", "trễ nhất", "trễ nhất là", "không được muộn hơn", "không được chậm hơn", "không được trễ hơn",
        "không muộn hơn", "không chậm hơn", "không trễ hơn", "không quá",
        "chậm nhất không quá", "muộn nhất không quá", "không được quá", "tối đa", "tối đa không quá",
        "chậm nhất là đến",
        "lâu nhất",
    ]
    static let within: Term = [
        "trong thời hạn", "trong vòng", "trong thời gian", "trong khoảng thời gian", "trong", "thời hạn", "thời gian",
    ]
    static let strictlyWithin: Term = ["trong thời hạn", "trong vòng", "trong thời gian", "trong"]
    static let after: Term = ["sau"]
    static let since: Term = ["kể từ", "tính từ", "từ"]
    static let until: Term = ["đến", "tới", "cho đến"]
    static let throughEnd: Term = ["đến hết", "tới hết", "cho đến hết", "hết"]
    static let at: Term = ["vào", "vào lúc", "lúc", "đúng"]
    static let done: Term = [
        "xong", "hoàn thành", "hoàn thành xong", "hoàn tất", "kết thúc", "thực hiện xong", "dứt điểm", "báo cáo", "gửi",
        "nộp", "trình", "thực hiện", "triển khai", "ban hành",
    ]
    static let handingIn: Term = [
        "gửi", "nộp", "trình", "báo cáo", "đăng ký", "cập nhật", "cung cấp", "trả lời", "chuyển", "tham gia ý kiến",
    ]
    static let finished: Term = ["xong", "hoàn thành", "hoàn tất"]
    static let label: Term = [
        "hạn", "hạn cuối", "hạn chót", "hạn cuối cùng", "thời hạn", "thời hạn hoàn thành", "thời gian hoàn thành",
        "thời hạn cuối", "thời hạn cuối cùng", "thời gian thực hiện", "hạn hoàn thành", "deadline", "hạn nộp",
        "hạn gửi",
        "hạn xử lý", "ngày đến hạn", "ngày hết hạn", "thời gian", "thời hạn thực hiện", "tiến độ hoàn thành",
    ]
    static let progress: Term = ["tiến độ"]
    static let ensure: Term = ["đảm bảo", "bảo đảm"]
    static let `is`: Term = ["là", "vào", "cho", "đến", "tới"]
    static let and: Term = ["và"]
    static let or: Term = ["hoặc"]
    static let gloss: Term = ["tức", "tức là", "tức ngày", "tức là ngày", "nghĩa là", "cụ thể là", "cụ thể"]

    // Recurrence.
    static let every: Term = ["hằng", "hàng", "mỗi", "từng"]
    static let periodic: Term = ["định kỳ", "định kì"]
    static let times: Term = ["lần"]
    static let one: Term = ["một"]

    // Events and conditions.
    static let when: Term = ["khi"]
    static let lunar: Term = ["âm lịch", "âl", "al"]
    static let receipt: Term = ["nhận", "tiếp nhận"]
    static let issue: Term = ["ban hành", "ký", "ký ban hành"]
}
