import Directives

/// Words that mean the same to the grammar, such as "chậm nhất" and "muộn nhất".
struct Term: ExpressibleByArrayLiteral, Sendable {
    struct Syllable: Sendable {
        let spelling: String
        let key: String
    }

    /// The longest first, so that "chậm nhất là" is taken before "chậm nhất".
    let spellings: [[Syllable]]

    init(arrayLiteral elements: String...) {
        spellings = elements.map { text in
            text.split(separator: " ").map { Syllable(spelling: String($0), key: String($0).unaccented) }
        }.sorted { $0.count > $1.count }
    }
}

/// Words that differ from words of the grammar only by their accents.
///
/// In a phrase that has accents such a word is what it says. In a phrase without any, the neighbours decide: "ngay"
/// before a number is "ngày", at the end of a sentence "ngay".
enum Decoys {
    static let spellings: Set<String> = [
        "ngay", "ngày", "ngáy", "ngây", "sau", "sáu", "sâu", "tư", "từ", "tự", "tử", "tứ", "quý", "quy", "quỹ", "này",
        "nay", "nảy", "nạy", "ký", "kỳ", "kỷ", "kỹ", "nghỉ", "nghị", "nghĩ", "bão", "báo", "bảo", "hàng", "hằng",
        "hạng",
        "hãng", "hang", "tới", "tối", "tôi", "tội", "giờ", "gió", "giỏ", "đến", "đền", "đèn", "hết", "hệt", "trước",
        "trong", "trọng", "trống", "vào", "vao", "khi", "khí", "hạn", "hán", "hàn", "hận", "thứ", "thư", "thử", "thu",
        "thủ", "thú", "bà", "ba", "bá", "hai", "hại", "hải", "bốn", "bón", "năm", "nắm", "nấm", "nam", "tám", "tạm",
        "tâm", "tấm", "chín", "chỉn", "mười", "mươi", "một", "mốt", "mọt", "đầu", "dấu", "đâu", "đậu", "dầu", "giữa",
        "cuối", "cưới", "xong", "sớm", "khẩn", "khan", "tết", "tét", "lễ", "lẻ", "lệ", "tuần", "tuân", "tuấn", "tháng",
        "thẳng", "thắng", "thang", "hôm", "mai", "mái", "mãi", "sáng", "sang", "chiều", "chiếu", "đêm", "đem", "đếm",
        "nếu", "nêu", "nửa", "nữa", "mỗi", "mới", "môi", "bảy", "bay", "bày", "tạo", "lập", "lặp", "dịp", "điệp",
        "tiếp",
        "tiệp", "và", "va", "là", "la", "lạ", "có", "cơ", "cờ", "qua", "quá", "quả", "chậm", "nhất", "nhật", "nhặt",
        "định", "đính", "đình", "dinh", "kể", "kế", "kẻ", "bù", "bú", "số", "sổ", "so", "sở", "luật", "luận", "họp",
        "hợp",
        "hộp", "sinh", "sính", "mồng", "mùng", "mừng", "giây", "giấy", "tức", "tục", "các", "cấp", "cáp", "lần",
        "lan", "lăn", "lân", "làm", "lâm", "lắm", "việc", "viếc", "hoặc", "phút", "trưa", "cử", "cự", "cứ", "bầu",
        "duy",
        "trì", "trí", "trị", "nhân", "nhận", "đúng", "dùng", "dụng", "dựng",
    ]
}
