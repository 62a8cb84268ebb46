/// One accepted state of all files: the settings, the notices and their directives.
public struct Configuration: Hashable, Sendable {
    public let settings: Settings
    /// In the order of the files.
    public let notices: [Notice]
    /// In the order of the files.
    public let directives: [Directive]

    public init(settings: Settings, notices: [Notice], directives: [Directive]) {
        self.settings = settings
        self.notices = notices
        self.directives = directives
    }
}
