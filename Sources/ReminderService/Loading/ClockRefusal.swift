/// A first configuration that is not put in force, because the clock shows a day after 2100.
public struct ClockRefusal: Error, CustomStringConvertible {
    public var description: String { "\(ClockSanity.Fault.after2100); set it right, then start again" }
}
