import Directives

/// Reports in the words of the tables that Vietnamese offices keep.
extension VietnameseTexts {
    func head(_ column: ReportColumn) -> String {
        switch column {
        case .number: "STT"
        case .document: "Số, ngày văn bản giao"
        case .task: "Nội dung nhiệm vụ"
        case .issuer: "Người giao"
        case .lead: "Chủ trì"
        case .coordinating: "Phối hợp"
        case .supervising: "Theo dõi, đôn đốc"
        case .deadline: "Thời hạn (nguyên văn)"
        case .dueDate: "Ngày đến hạn"
        case .result: "Kết quả, sản phẩm"
        case .status: "Trạng thái"
        case .daysOverdue: "Số ngày quá hạn"
        case .reminders: "Số lần nhắc"
        case .remarks: "Ghi chú"
        }
    }

    func head(_ column: TotalColumn) -> String {
        switch column {
        case .lead: "Đơn vị chủ trì"
        case .all: "Tổng số giao"
        case .count(.doneInTime): "Hoàn thành đúng hạn"
        case .count(.doneLate): "Hoàn thành quá hạn"
        case .count(.inTime): "Đang thực hiện trong hạn"
        case .count(.overdue): "Đang thực hiện quá hạn"
        case .count(.undated): "Không thời hạn"
        case .count(.waiting): "Chưa phát sinh"
        case .count(.other): "Khác"
        case .percentDone: "Tỷ lệ hoàn thành (%)"
        }
    }

    func reportLabel(_ label: ReportLabel) -> String {
        switch label {
        case .counts: "Số nhiệm vụ"
        case .state: "Thời hạn, tình trạng"
        case .untold: "Theo văn bản giao nhiệm vụ"
        case .held: "tin nhắc đang tạm giữ"
        case .answer: "Trả lời của hệ thống gửi"
        case .about: "Nhiệm vụ"
        case .lead: "Đơn vị chủ trì"
        case .due: "Thời hạn"
        case .reminders: "Việc nhắc"
        case .assignedBy: "Căn cứ"
        case .closing: "Trân trọng."
        case .automatic: "(Báo cáo tự động, lập từ sổ theo dõi của hệ thống nhắc việc.)"
        case .fileName: "tong-hop-nhiem-vu"
        }
    }

    func revised(_ before: String?) -> String {
        before.map { "thời hạn đã điều chỉnh (trước đây: \($0))" } ?? "thời hạn đã điều chỉnh"
    }

    func waiting(for event: Directive.Condition?, in source: ItemFacts.Source, since date: CivilDate) -> String {
        func item(_ id: DirectiveID) -> String { id.notice == source.notice ? "mục \(id.item)" : "\(id)" }
        let words =
            switch event {
            case .failure(let other): ": chờ \(item(other)) không hoàn thành"
            case .completion(let other): ": chờ \(item(other)) hoàn thành"
            case .event("receipt"): ": chờ tiếp nhận"
            case .event(let name): ": chờ sự kiện '\(name)'"
            case nil: ""
            }
        return "chưa phát sinh\(words) (từ ngày \(date.dayMonthYear))"
    }

    func remindersEnded(on date: CivilDate) -> String { "đã hết các lần nhắc (từ ngày \(date.dayMonthYear))" }

    func status(_ status: ReportStatus, _ standing: Standing) -> String {
        switch (status, standing.rank) {
        case (.doneInTime, _): "Hoàn thành đúng hạn"
        case (.doneLate, _): "Hoàn thành quá hạn"
        case (.overdue, _): "Đang thực hiện, quá hạn"
        case (.inTime, .today): "Đến hạn hôm nay"
        case (.inTime, .soon): "Sắp đến hạn"
        case (.inTime, _): "Đang thực hiện trong hạn"
        case (.undated, _): "Không thời hạn"
        case (.waiting, _): "Chưa phát sinh"
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

    func document(_ source: ItemFacts.Source) -> String {
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

    func ledgerHead(_ head: String) -> String { "Mã đối chiếu sổ theo dõi (đề nghị lưu lại): \(head)" }
}
