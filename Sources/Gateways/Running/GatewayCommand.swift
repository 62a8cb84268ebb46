import Basics
public import Directives

/// The argument vector and the environment of a gateway's program for one message.
///
/// A placeholder is replaced inside its own element of the command, once: a value is never searched for placeholders, and
/// no value becomes two arguments. The program itself (the first element) has no placeholders.
public struct GatewayCommand: Hashable, Sendable {
    /// What is known about the message.
    public struct Values: Hashable, Sendable {
        public let to: String
        /// The bare sender; empty where the channel has none.
        public let from: String
        /// The stable id of the message.
        public let id: String
        /// From 1.
        public let attempt: Int
        /// The directive that it is about (for a digest: the first).
        public let directive: String
        /// The first instant that is overdue, as in the JSON output; nil where there is no due.
        public let due: Instant?
        /// How many segments the text has as an SMS.
        public let segments: Int
        public let stateDirectory: String
        /// The file that holds the gateway's secret.
        public let credentialPath: String?

        public init(
            to: String, from: String = "", id: String, attempt: Int, directive: String = "", due: Instant? = nil,
            segments: Int = 1, stateDirectory: String, credentialPath: String? = nil
        ) {
            self.to = to
            self.from = from
            self.id = id
            self.attempt = attempt
            self.directive = directive
            self.due = due
            self.segments = segments
            self.stateDirectory = stateDirectory
            self.credentialPath = credentialPath
        }
    }

    public let arguments: [String]
    public let environment: [String: String]

    /// Replaces the placeholders; throws where a program could read a value as something else, such as an option.
    public init(_ gateway: Gateway, _ values: Values, zone: Zone) throws(GatewayCommandError) {
        guard !values.to.isEmpty, !values.to.hasPrefix("-") else { throw .recipient(values.to) }
        var texts: [Placeholder: String] = [:]
        for placeholder in Placeholder.allCases {
            let text = values.text(for: placeholder, zone)
            guard !text.unicodeScalars.contains(where: \.isControl) else { throw .controlCharacter("{\(placeholder)}") }
            texts[placeholder] = text
        }
        guard let program = gateway.command.first, program.hasPrefix("/"), !program.contains("{") else {
            throw .program(gateway.command.first ?? "")
        }
        var arguments = [program]
        for element in gateway.command.dropFirst() {
            arguments.append(try Self.replacePlaceholders(in: element, texts))
        }
        self.arguments = arguments
        environment = try GatewayEnvironment.variables(gateway, values, zone: zone)
    }

    private static func replacePlaceholders(
        in element: String, _ texts: [Placeholder: String]
    ) throws(GatewayCommandError) -> String {
        guard !element.utf8.contains(0) else { throw .controlCharacter(element) }
        var result = ""
        for piece in ArgumentPiece.pieces(of: element) {
            switch piece {
            case .text(let text):
                result += text
            case .unknown(let name):
                throw .unknownPlaceholder(String(name))
            case .placeholder(let placeholder):
                let text = texts[placeholder] ?? ""
                // A value at the start of an argument must not turn it into an option.
                guard !result.isEmpty || !text.hasPrefix("-") else { throw .option(placeholder, text) }
                result += text
            }
        }
        return result
    }
}

extension GatewayCommand.Values {
    fileprivate func text(for placeholder: Placeholder, _ zone: Zone) -> String {
        switch placeholder {
        case .to: to
        case .from: from
        case .id: id
        case .attempt: String(attempt)
        case .directive: directive
        case .due: due.map(zone.iso8601) ?? ""
        case .segments: String(segments)
        case .state: stateDirectory
        case .credential: credentialPath ?? ""
        }
    }
}
