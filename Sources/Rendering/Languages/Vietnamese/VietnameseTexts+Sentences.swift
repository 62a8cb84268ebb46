import Directives

extension VietnameseTexts {
    func label(_ facts: ItemFacts) -> String {
        switch facts.step {
        case .escalation: "Báo cáo"
        case .handedOver: "Chuyển theo dõi"
        case .changed: facts.isReopened ? "Tiếp tục theo dõi" : "Điều chỉnh thời hạn"
        case .onAssignment: facts.role == .coordinating ? "Giao phối hợp" : "Giao việc"
        case .after where facts.role == .supervising, .every where facts.role == .supervising: "Báo việc quá hạn"
        case .after where facts.role == .coordinating, .every where facts.role == .coordinating: "Đôn đốc phối hợp"
        case .after, .every: facts.ordinal.map { "Đôn đốc lần \($0)" } ?? "Đôn đốc"
        case .before, .onTheDay, .atOnce, .review:
            if case .overdue = facts.standing { "Đôn đốc" } else { "Nhắc việc" }
        }
    }

    func digestLabel(overdue: Bool) -> String { overdue ? "Đôn đốc" : "Nhắc việc" }

    func leading(_ rank: Standing.Rank) -> String {
        switch rank {
        case .overdue, .today, .atOnce, .soon: "Gấp nhất"
        case .later, .undated: "Trước hết"
        }
    }

    func part(_ facts: ItemFacts) -> String {
        let lead = facts.lead?.full ?? theLead
        return switch facts.role {
        case .lead: "chủ trì"
        case .coordinating: "phối hợp với \(lead)"
        case .supervising: "theo dõi, đôn đốc \(lead)"
        case .leadership: "chỉ đạo"
        }
    }

    private var theLead: String { "đơn vị chủ trì" }

    func opening(_ facts: ItemFacts, office: String) -> String {
        let lead = facts.lead?.full ?? theLead
        let state = clause(facts)
        switch facts.step {
        case .escalation:
            let count =
                facts.remindersBeforeEscalation.map {
                    "sau \($0) lần đôn đốc, kể cả lần gửi ngày \(facts.today.dayMonthYear), "
                } ?? "đến nay "
            return "\(office) kính báo cáo: nhiệm vụ dưới đây do \(lead) chủ trì, \(state); \(count)vẫn chưa ghi nhận "
                + "kết quả hoàn thành."
        case .handedOver:
            return handedOver(facts, lead)
        case .changed:
            return changed(facts, facts.role == .lead ? "quý đơn vị" : lead)
        case .onAssignment where facts.role == .lead:
            return "\(office) xin gửi quý đơn vị nhiệm vụ được giao chủ trì dưới đây, \(state)."
        case .onAssignment where facts.role == .coordinating:
            return "Quý đơn vị được giao phối hợp với \(lead) thực hiện nhiệm vụ dưới đây, \(state)."
        default:
            break
        }
        return switch facts.role {
        case .lead: "Nhiệm vụ dưới đây do quý đơn vị chủ trì, \(state)."
        case .coordinating: "Nhiệm vụ dưới đây do \(lead) chủ trì, quý đơn vị phối hợp, \(state)."
        case .supervising: "Nhiệm vụ dưới đây do \(lead) chủ trì, quý đơn vị theo dõi, đôn đốc, \(state)."
        case .leadership: "Nhiệm vụ dưới đây do \(lead) chủ trì, \(state)."
        }
    }

    private func changed(_ facts: ItemFacts, _ lead: String) -> String {
        let task = "nhiệm vụ dưới đây do \(lead) chủ trì"
        if facts.isReopened { return "\(task.capitalisedFirst) được tiếp tục theo dõi, \(clause(facts))." }
        switch (facts.previousDue, facts.due) {
        case (let before?, let due?):
            let now = facts.dueTime.map { moment($0, due.dueDate) } ?? "hết \(day(due.dueDate))"
            return "Thời hạn của \(task) đã được điều chỉnh từ \(self.due(before)) sang \(now)."
        case (let before?, nil):
            return "Thời hạn trước đây của \(task) (\(self.due(before))) không còn áp dụng."
        case (nil, _):
            return "Thời hạn của \(task) đã được điều chỉnh."
        }
    }

    private func handedOver(_ facts: ItemFacts, _ lead: String) -> String {
        switch facts.handOver {
        case .unitEnded(let last):
            "\(facts.lead?.full ?? "Đơn vị chủ trì"), đơn vị chủ trì nhiệm vụ dưới đây, đã kết thúc "
                + "hoạt động sau ngày \(last.dayMonthYear) và không có đơn vị kế thừa trong danh mục; việc nhắc tự động "
                + "dừng từ nay, nhiệm vụ chưa được ghi nhận hoàn thành."
        case .reviewsEnded:
            "Sau \(Policy.reviewLimit) lần nhắc rà soát định kỳ, nhiệm vụ dưới đây do \(lead) chủ trì vẫn chưa được ghi "
                + "nhận hoàn thành; việc nhắc tự động dừng từ nay."
        case .ladderEnded, nil:
            "Đã hết đợt đôn đốc tự động đối với nhiệm vụ dưới đây do \(lead) chủ trì, \(clause(facts)); đến nay vẫn chưa "
                + "ghi nhận kết quả hoàn thành."
        }
    }

    /// How it stands, as a predicate of the task, with the day beside each relative word.
    private func clause(_ facts: ItemFacts) -> String {
        let standing = facts.standing
        let aim = facts.due.map { ", \($0.aimDate.dayMonthYear)" } ?? ""
        let since = facts.role == .lead ? nil : facts.overdueSince.map { ", kể từ \(day($0))" }
        return switch standing {
        case .overdue(0, _): "đã quá hạn trong hôm nay, \(facts.today.dayMonthYear)"
        case .overdue: "đã \(status(standing))\(since ?? "")"
        case .today: "đến hạn trong hôm nay\(aim)"
        case .ahead(_, 0):
            "sắp đến hạn, hôm nay, \(facts.today.dayMonthYear), là ngày làm việc cuối cùng trước hạn"
        case .ahead(1, _): "sẽ đến hạn vào ngày mai\(aim)"
        case .ahead(_, let working?) where working <= 5: "sắp đến hạn, \(status(standing))"
        case .ahead: "\(status(standing)) là đến hạn"
        case .undated(.atOnce): "được yêu cầu thực hiện ngay"
        case .undated(.urgent): "được yêu cầu thực hiện khẩn trương"
        case .undated(.standing): "được giao thực hiện thường xuyên"
        case .undated(.none): "không ghi thời hạn cụ thể trong văn bản giao"
        }
    }

    func request(_ facts: ItemFacts) -> String {
        let lead = facts.lead?.full ?? theLead
        return switch facts.role {
        case .lead: leadRequest(facts)
        case .coordinating: coordinatingRequest(facts, lead)
        case .supervising:
            switch facts.handOver {
            case .unitEnded:
                "Đề nghị quý đơn vị xem xét, giao đơn vị khác tiếp nhận nhiệm vụ hoặc cho kết thúc việc theo dõi."
            case .reviewsEnded, .ladderEnded:
                "Đề nghị quý đơn vị trực tiếp theo dõi, đôn đốc \(lead) thực hiện đến khi hoàn thành."
            case nil: "Đề nghị quý đơn vị đôn đốc \(lead) thực hiện và cho biết kết quả."
            }
        case .leadership: "Kính đề nghị lãnh đạo xem xét, cho ý kiến chỉ đạo."
        }
    }

    private func leadRequest(_ facts: ItemFacts) -> String {
        switch facts.standing {
        case .overdue where facts.step == .onAssignment:
            "Do thời hạn ghi trong văn bản đã qua, đề nghị quý đơn vị khẩn trương thực hiện và cho biết thời gian "
                + "hoàn thành."
        case .overdue:
            "Đề nghị quý đơn vị khẩn trương hoàn thành, đồng thời báo cáo nguyên nhân chậm và thời gian hoàn thành."
        case .today: "Đề nghị quý đơn vị hoàn thành trong ngày và báo cáo kết quả."
        case .ahead:
            facts.step == .onAssignment
                ? "Đề nghị quý đơn vị triển khai thực hiện, bảo đảm đúng thời hạn."
                : "Đề nghị quý đơn vị tập trung thực hiện, hoàn thành đúng thời hạn."
        case .undated(.atOnce): "Đề nghị quý đơn vị thực hiện ngay và báo cáo kết quả."
        case .undated(.urgent): "Đề nghị quý đơn vị đẩy nhanh tiến độ và báo cáo kết quả thực hiện."
        case .undated(.standing): "Đề nghị quý đơn vị duy trì thực hiện và báo cáo kết quả theo định kỳ."
        case .undated(.none): "Đề nghị quý đơn vị triển khai thực hiện và cho biết thời gian dự kiến hoàn thành."
        }
    }

    private func coordinatingRequest(_ facts: ItemFacts, _ lead: String) -> String {
        switch facts.standing {
        case .overdue: "Đề nghị quý đơn vị phối hợp với \(lead) để sớm hoàn thành."
        case .today: "Đề nghị quý đơn vị phối hợp với \(lead) hoàn thành trong ngày."
        case .ahead: "Đề nghị quý đơn vị chủ động phối hợp với \(lead) để hoàn thành đúng thời hạn."
        case .undated: "Đề nghị quý đơn vị chủ động phối hợp với \(lead) thực hiện."
        }
    }
}
