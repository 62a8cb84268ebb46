public import Gateways

extension ProcessRunner {
    /// Runs to the end.
    public func result(of run: GatewayRun) async -> GatewayResult {
        await withCheckedContinuation { continuation in
            start(run) { continuation.resume(returning: $0) }
        }
    }
}
