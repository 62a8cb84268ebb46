extension GatewayPreset {
    /// What a gateway sends by HTTP, and where to.
    public struct Request: Hashable, Sendable {
        public enum Body: String, Hashable, Sendable, CaseIterable {
            case form, json
        }

        public struct Field: Hashable, Sendable {
            public let name: String
            public let value: String

            public init(name: String, value: String) {
                self.name = name
                self.value = value
            }
        }

        /// Stands for the message in a field.
        public static let text = "{text}"
        public static let standardFields = [Field(name: "to", value: "{to}"), Field(name: "text", value: text)]

        public let url: String
        public let body: Body
        /// Names and values in the order of the file; exactly one value is `{text}`.
        public let fields: [Field]

        public init(url: String, body: Body = .form, fields: [Field] = Request.standardFields) {
            self.url = url
            self.body = body
            self.fields = fields
        }
    }
}
