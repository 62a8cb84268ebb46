extension VietnameseTexts {
    static let emailReminder = """
        Kính gửi: {{units}}

        {{#digest}}
        {{office}} xin thông báo các nhiệm vụ dưới đây ({{tally}}).
        {{/digest}}
        {{^digest}}
        {{opening}}
        {{/digest}}
        {{#groups}}
        {{#digest}}

        {{heading}}
        {{/digest}}
        {{#items}}

        {{#digest}}{{number}}. {{/digest}}Nhiệm vụ: {{#task}}{{.}}{{/task}}{{#restricted}}theo văn bản giao nhiệm vụ dưới đây{{/restricted}}
        - Thời hạn: {{deadline}}
        {{#previousDue}}
        - Thời hạn trước đây: {{.}}
        {{/previousDue}}
        {{#status}}
        - Tình trạng: {{.}}
        {{/status}}
        {{#ordinal}}
        - {{.}}
        {{/ordinal}}
        - Căn cứ: {{reference}}{{#quote}} (“{{.}}”){{/quote}}
        {{#case}}
        - Hồ sơ, vụ việc: {{.}}
        {{/case}}
        {{#digest}}
        - Vai trò: {{part}}
        {{/digest}}
        {{#lead}}
        - Đơn vị chủ trì: {{.}}
        {{/lead}}
        {{#formerLead}}
        - Đơn vị chủ trì trước đây: {{.}}
        {{/formerLead}}
        {{#coordinating}}
        - Đơn vị phối hợp: {{.}}
        {{/coordinating}}
        {{#receiving}}
        - Nơi nhận kết quả: {{.}}
        {{/receiving}}
        {{#supervising}}
        - Theo dõi, đôn đốc: {{.}}
        {{/supervising}}
        {{#history}}
        - Việc nhắc: {{.}}
        {{/history}}
        {{#dayOff}}
        - {{.}}
        {{/dayOff}}
        {{#provisional}}
        - {{.}}
        {{/provisional}}

        {{request}}
        {{#merged}}
        {{.}}
        {{/merged}}
        {{#late}}
        {{.}}
        {{/late}}
        {{/items}}
        {{/groups}}
        {{#late}}

        {{.}}
        {{/late}}

        {{#forLead}}
        Kết quả thực hiện, ý kiến phản hồi và khó khăn, vướng mắc (nếu có) xin gửi về {{office}}{{#sender}}, địa chỉ {{.}}{{/sender}}. Trường hợp nhiệm vụ đã hoàn thành, xin thông báo để {{officeShort}} cập nhật.
        {{/forLead}}
        {{#forCoordinating}}
        Nội dung phối hợp xin trao đổi trực tiếp với đơn vị chủ trì; ý kiến phản hồi và khó khăn, vướng mắc (nếu có) xin gửi về {{office}}{{#sender}}, địa chỉ {{.}}{{/sender}}.
        {{/forCoordinating}}
        {{#forSupervising}}
        Kết quả đôn đốc và ý kiến phản hồi xin gửi về {{office}}{{#sender}}, địa chỉ {{.}}{{/sender}}. Trường hợp nhiệm vụ đã hoàn thành hoặc được điều chỉnh thời hạn, xin thông báo để {{officeShort}} cập nhật.
        {{/forSupervising}}
        {{#forLeadership}}
        Ý kiến chỉ đạo xin gửi về {{office}}{{#sender}}, địa chỉ {{.}}{{/sender}}.
        {{/forLeadership}}
        {{#forOffice}}
        Trường hợp nhiệm vụ đã hoàn thành hoặc được điều chỉnh thời hạn, đề nghị cập nhật vào sổ theo dõi.
        {{/forOffice}}

        Trân trọng.
        {{office}}

        (Thư nhắc việc tự động, không thay thế văn bản giao nhiệm vụ.)

        """
}
