extension VietnameseTexts {
    func newOffice(_ text: NewOfficeText) -> String {
        switch text {
        case .name: "Văn phòng"
        case .unit: "Đơn vị thứ nhất"
        case .title: "Phân công công việc"
        case .task: "Rà soát địa chỉ liên hệ của các đơn vị, báo cáo văn phòng"
        }
    }
}
