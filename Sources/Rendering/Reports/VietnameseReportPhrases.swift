import Directives

/// Reports in the words of the tables that Vietnamese offices keep.
struct VietnameseReportPhrases: ReportPhrases {
    let columns = [
        "STT", "Số, ngày văn bản giao", "Nội dung nhiệm vụ", "Người giao", "Chủ trì", "Phối hợp", "Theo dõi, đôn đốc",
        "Thời hạn (nguyên văn)", "Ngày đến hạn", "Kết quả, sản phẩm", "Trạng thái", "Số ngày quá hạn", "Số lần nhắc",
        "Ghi chú",
    ]
    let totalColumns = [
        "Đơn vị chủ trì", "Tổng số giao", "Hoàn thành đúng hạn", "Hoàn thành quá hạn", "Đang thực hiện trong hạn",
        "Đang thực hiện quá hạn", "Không thời hạn", "Khác", "Tỷ lệ hoàn thành (%)",
    ]
    let counts = "Số nhiệm vụ"
    let state = "Thời hạn, tình trạng"
    let untold = "Theo văn bản giao nhiệm vụ"
    let held = "tin nhắc đang tạm giữ"
    let answer = "Trả lời của hệ thống gửi"
    let about = "Nhiệm vụ"
    let labels = OfficeReport.Labels(
        lead: "Đơn vị chủ trì", due: "Thời hạn", reminders: "Việc nhắc", paper: "Căn cứ")
    let closing = "Trân trọng."
    let automatic = "(Báo cáo tự động, lập từ sổ theo dõi của hệ thống nhắc việc.)"
    let fileName = "tong-hop-nhiem-vu"

    func revised(_ before: String?) -> String {
        before.map { "thời hạn đã điều chỉnh (trước đây: \($0))" } ?? "thời hạn đã điều chỉnh"
    }

    func status(_ status: ReportTable.Status, _ standing: Standing) -> String {
        switch (status, standing.rank) {
        case (.doneInTime, _): "Hoàn thành đúng hạn"
        case (.doneLate, _): "Hoàn thành quá hạn"
        case (.overdue, _): "Đang thực hiện, quá hạn"
        case (.inTime, .today): "Đến hạn hôm nay"
        case (.inTime, .soon): "Sắp đến hạn"
        case (.inTime, _): "Đang thực hiện trong hạn"
        case (.undated, _): "Không thời hạn"
        case (.other, _): "Kết thúc theo dõi"
        }
    }

    func result(_ state: Obligation.State, on date: CivilDate) -> String {
        switch state {
        case .open: ""
        case .done: "Hoàn thành ngày \(date.dayMonthYear)"
        case .failed: "Không hoàn thành (ghi nhận ngày \(date.dayMonthYear))"
        case .withdrawn: "Thu hồi ngày \(date.dayMonthYear)"
        case .unitEnded: "Đơn vị chủ trì kết thúc hoạt động (ghi nhận ngày \(date.dayMonthYear))"
        }
    }

    func paper(_ source: ItemFacts.Source, _ phrases: any Phrases) -> String {
        let number = source.number.isEmpty ? "\(source.symbol) (chưa ghi số)" : source.fullNumber
        return "\(number) ngày \(source.issued.dayMonthYear), mục \(source.item)"
    }

    private func counts(_ report: OfficeReport) -> String {
        var parts: [String] = []
        if !report.overdue.isEmpty { parts.append("\(report.overdue.count) nhiệm vụ quá hạn") }
        if !report.unsent.isEmpty { parts.append("\(report.unsent.count) tin nhắc không gửi được") }
        if !report.held.isEmpty { parts.append("\(report.held.count) nhiệm vụ có tin nhắc đang tạm giữ") }
        return parts.joined(separator: ", ")
    }

    func subject(_ report: OfficeReport, on date: CivilDate) -> String {
        let counts = counts(report)
        return switch report.kind {
        case .exceptions: "[Báo cáo ngày \(date.dayMonthYear)] \(counts.capitalisedFirst)"
        case .summary:
            "[Tổng hợp tuần, \(date.dayMonthYear)] \(report.all.count) nhiệm vụ\(counts.isEmpty ? "" : ": \(counts)")"
        }
    }

    func greeting(_ units: String) -> String { "Kính gửi: \(units)" }

    func opening(_ report: OfficeReport, office: String, moment: String) -> String {
        let counts = counts(report)
        return switch report.kind {
        case .exceptions:
            "\(office) xin thông báo những việc cần lưu ý đối với các nhiệm vụ do quý đơn vị theo dõi, đôn đốc, tính đến "
                + "\(moment): \(counts)."
        case .summary:
            "\(office) xin gửi biểu tổng hợp tình hình thực hiện nhiệm vụ giao do quý đơn vị theo dõi, đôn đốc, tính đến "
                + "\(moment): \(report.all.count) nhiệm vụ\(counts.isEmpty ? "" : "; cần lưu ý \(counts)")."
        }
    }

    func heading(_ section: OfficeReport.Section, count: Int) -> String {
        switch section {
        case .unsent: "TIN NHẮC KHÔNG GỬI ĐƯỢC (\(count))"
        case .overdue: "NHIỆM VỤ QUÁ HẠN (\(count))"
        case .held: "NHIỆM VỤ CÓ TIN NHẮC ĐANG TẠM GIỮ (\(count))"
        case .totals: "TỔNG HỢP THEO ĐƠN VỊ CHỦ TRÌ"
        case .table: "BIỂU TỔNG HỢP TÌNH HÌNH THỰC HIỆN NHIỆM VỤ GIAO (\(count))"
        }
    }

    func unsent(_ message: OfficeReport.Unsent, to unit: String, moment: String, _ address: String) -> String {
        let channel = message.channel == .email ? "Thư điện tử" : "Tin nhắn SMS"
        let why = message.expired ? "đã hết thời gian gửi mà chưa gửi được" : "bị từ chối, không gửi được"
        return "\(channel) gửi \(unit) (\(address)), dự kiến lúc \(moment): \(why)."
    }

    func request(_ report: OfficeReport, office: String) -> String {
        var parts: [String] = []
        if !report.overdue.isEmpty {
            parts.append("đôn đốc các đơn vị chủ trì hoàn thành nhiệm vụ quá hạn và cho biết kết quả")
        }
        if !report.unsent.isEmpty {
            parts.append(
                "liên hệ trực tiếp với đơn vị không nhận được tin nhắc và cho biết địa chỉ đúng nếu đã thay đổi")
        }
        if parts.isEmpty { parts.append("kiểm tra, thông báo những nội dung cần điều chỉnh") }
        return "Đề nghị quý đơn vị \(parts.joined(separator: "; ")). Ý kiến xin gửi về \(office)."
    }

    func more(_ count: Int) -> String { "… và \(count) nhiệm vụ khác, xem trong tệp đính kèm." }

    func head(_ head: String) -> String { "Mã đối chiếu sổ theo dõi (đề nghị lưu lại): \(head)" }
}
