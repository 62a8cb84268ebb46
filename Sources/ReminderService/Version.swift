import Directives

/// The version of this program.
public enum Version {
    public static let text = "0.1.0"
    /// The day of its release: a clock that shows an earlier one is wrong.
    static let released = Instant(seconds: 1_795_737_600)  // 2026-11-27T00:00:00Z
}
