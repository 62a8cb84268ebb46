public import Directives

/// The place in the files of each part of a configuration, by its id.
public struct SourceMap: Hashable, Sendable {
    public internal(set) var directives: [DirectiveID: Diagnostic.Location] = [:]
    public internal(set) var notices: [String: Diagnostic.Location] = [:]
    public internal(set) var units: [UnitID: Diagnostic.Location] = [:]
    public internal(set) var groups: [String: Diagnostic.Location] = [:]
    public internal(set) var policies: [String: Diagnostic.Location] = [:]
    public internal(set) var gateways: [String: Diagnostic.Location] = [:]
    /// The credentials of gateways, by the gateway's name.
    public internal(set) var credentials: [String: Diagnostic.Location] = [:]

    public init() {}
}
