import Rendering

/// A first configuration that is not put in force, because the clock shows a day after 2100.
public struct ClockRefusal: Error, CustomStringConvertible {
    public var description: String { "\(ClockFault.after2100); set it right, then start again" }
}
