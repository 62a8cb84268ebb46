/// A program whose command line and answers Dondoc knows: `preset: msmtp` in a gateway.
///
/// Whatever a preset gives, a key of the gateway overrules. A new preset is one file of this folder and its name in
/// `allCases`. What each program really answers is in `config/gateways.md` and is tried with Debian's programs by
/// `Tests/Gateways`. The presets are values of the core, because the files are read with them and the gateways run with
/// them, and neither of the two modules imports the other.
public struct GatewayPreset: RawRepresentable, CaseIterable, Hashable, Sendable {
    /// What a gateway adds to its preset.
    public struct Additions: Sendable {
        /// The office's own arguments, put where they overrule the preset's.
        public let options: [String]
        /// What is sent, and where to; only for a preset that takes a request.
        public let request: Request?
        /// Whether the gateway names a credential: the placeholder `{credential}` then stands for its file.
        public let hasCredential: Bool

        public init(options: [String] = [], request: Request? = nil, hasCredential: Bool = false) {
            self.options = options
            self.request = request
            self.hasCredential = hasCredential
        }
    }

    public static let allCases: [GatewayPreset] = [.msmtp, .sendmail, .gammu, .smstools, .curl]

    /// The name in the files, and in what the ledger stores.
    public let rawValue: String
    public let channel: Channel
    /// Whether the gateway says in `url`, `body` and `fields` what is sent.
    public let takesRequest: Bool
    /// What the program answers: the first one that fits counts, and where none does the standard table.
    public let answers: [GatewayAnswer]
    private let arguments: @Sendable (Additions) -> [String]

    init(
        _ name: String, _ channel: Channel, takesRequest: Bool = false, answers: [GatewayAnswer],
        command: @escaping @Sendable (Additions) -> [String]
    ) {
        rawValue = name
        self.channel = channel
        self.takesRequest = takesRequest
        self.answers = answers
        arguments = command
    }

    /// Nil for a name that no preset has.
    public init?(rawValue: String) {
        guard let preset = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
        self = preset
    }

    /// The program and its arguments, with placeholders.
    public func command(_ additions: Additions = Additions()) -> [String] {
        arguments(additions)
    }

    /// The program that is running, also after an upgrade has replaced its file: a preset may run one of its commands.
    static let ourselves = "/proc/self/exe"
}
