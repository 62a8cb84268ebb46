/// What runs gateway commands: real processes, or the simulator.
public protocol CommandRunner: Sendable {
    /// Starts the program and calls back once, on any queue, when it has ended or could not be started.
    ///
    /// The callback must be short: other runs wait for it.
    func start(_ run: GatewayRun, completion: @escaping @Sendable (GatewayResult) -> Void)
}
