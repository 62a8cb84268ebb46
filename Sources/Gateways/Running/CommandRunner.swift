/// What runs gateway commands: real processes, or the simulator's stand-in.
public protocol CommandRunner: Sendable {
    /// Starts the program and calls back once, on any queue, when it has ended or could not be started.
    ///
    /// The callback is to be short: other runs wait behind it.
    func start(_ run: GatewayRun, completion: @escaping @Sendable (GatewayResult) -> Void)
}
