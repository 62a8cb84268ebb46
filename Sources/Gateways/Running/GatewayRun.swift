/// One run of a gateway's program for one message.
public struct GatewayRun: Sendable {
    /// The program, an absolute path, and its arguments; no shell is involved.
    public let arguments: [String]
    /// All variables that the program gets.
    public let environment: [String: String]
    /// Its standard input: a regular file at offset 0.
    public let input: MessageFile
    /// How long it may run; time in which the machine sleeps does not count.
    public let timeout: Duration
    /// How long it then has from TERM to KILL.
    public let grace: Duration
    /// What is replaced wherever the program prints it.
    public let secret: Secret?

    public init(
        arguments: [String], environment: [String: String], input: MessageFile, timeout: Duration,
        grace: Duration = .seconds(5), secret: Secret? = nil
    ) {
        self.arguments = arguments
        self.environment = environment
        self.input = input
        self.timeout = timeout
        self.grace = grace
        self.secret = secret
    }

    public init(
        _ command: GatewayCommand, input: MessageFile, timeout: Duration, grace: Duration = .seconds(5),
        secret: Secret? = nil
    ) {
        self.init(
            arguments: command.arguments, environment: command.environment, input: input, timeout: timeout,
            grace: grace, secret: secret)
    }
}
