extension ReportContent {
    /// A file that goes with an e-mail; an SMS leaves it out.
    public struct Attachment: Hashable, Sendable {
        /// The name that the reader's mail client proposes, without a folder: `tong-hop-2021-12-01.csv`.
        public let fileName: String
        /// The media type of RFC 2046 with its parameters: `text/csv; charset=utf-8`.
        public let mediaType: String
        public let bytes: [UInt8]
    }
}
