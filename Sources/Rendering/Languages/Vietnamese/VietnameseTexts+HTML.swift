extension VietnameseTexts {
    var tag: String { "vi" }

    static let reminderHTML = ReminderHTML(
        tag: "vi",
        to: "Kính gửi:", intro: "{{office}} xin thông báo các nhiệm vụ dưới đây ({{tally}}).",
        restricted: "Nhiệm vụ theo văn bản giao nhiệm vụ dưới đây", deadline: "Thời hạn",
        status: "Tình trạng",
        reference: "Căn cứ", occasion: "Hồ sơ, vụ việc", part: "Vai trò", lead: "Chủ trì",
        coordinating: "Phối hợp", receiving: "Nơi nhận", supervising: "Đôn đốc",
        previousDue: "Thời hạn trước đây", formerLead: "Chủ trì trước đây", history: "Việc nhắc",
        forLead: "Kết quả thực hiện, ý kiến phản hồi và khó khăn, vướng mắc (nếu có) xin gửi về "
            + "{{office}}{{#sender}}, địa chỉ \(HTMLLayout.address){{/sender}}. Trường hợp nhiệm vụ đã hoàn thành, xin "
            + "thông báo để {{officeShort}} cập nhật.",
        forCoordinating:
            "Nội dung phối hợp xin trao đổi trực tiếp với đơn vị chủ trì; ý kiến phản hồi và khó "
            + "khăn, vướng mắc (nếu có) xin gửi về {{office}}{{#sender}}, địa chỉ \(HTMLLayout.address){{/sender}}.",
        forSupervising: "Kết quả đôn đốc và ý kiến phản hồi xin gửi về {{office}}{{#sender}}, địa chỉ "
            + "\(HTMLLayout.address){{/sender}}. Trường hợp nhiệm vụ đã hoàn thành hoặc được điều chỉnh thời hạn, xin thông "
            + "báo để {{officeShort}} cập nhật.",
        forLeadership: "Ý kiến chỉ đạo xin gửi về {{office}}{{#sender}}, địa chỉ \(HTMLLayout.address){{/sender}}.",
        forOffice: "Trường hợp nhiệm vụ đã hoàn thành hoặc được điều chỉnh thời hạn, đề nghị cập nhật vào sổ "
            + "theo dõi.",
        closing: "Trân trọng.", note: "Thư nhắc việc tự động, không thay thế văn bản giao nhiệm vụ.")

    static let closingHTML = ClosingHTML(
        tag: "vi", to: "Kính gửi:",
        intro: "{{office}} xin thông báo đã kết thúc theo dõi, nhắc việc đối với {{#digest}}{{count}} {{/digest}}nhiệm "
            + "vụ dưới đây.",
        restricted: "Nhiệm vụ theo văn bản giao nhiệm vụ dưới đây",
        outcome: "Kết quả", reason: "Ghi chú", deadline: "Thời hạn", reference: "Căn cứ", occasion: "Hồ sơ, vụ việc",
        lead: "Chủ trì",
        answer: "Nếu thông tin trên chưa chính xác, xin phản hồi về "
            + "{{office}}{{#sender}}, địa chỉ \(HTMLLayout.address){{/sender}}.",
        thanks: "Trân trọng.",
        note: "Thư tự động, không thay thế văn bản của cơ quan có thẩm quyền.")
}
