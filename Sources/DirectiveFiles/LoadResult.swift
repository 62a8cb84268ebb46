public import Directives

/// The result of reading a configuration folder.
public struct LoadResult: Sendable {
    /// Nil when any diagnostic is an error: a configuration is accepted or refused whole.
    public let configuration: Configuration?
    /// Sorted by file, line and column; the paths begin with the folder's path as it was given.
    public let diagnostics: [Diagnostic]
    /// Every file that was read, sorted by path.
    public let files: [SourceFile]
    public let locations: SourceMap
    /// The office's own templates, sorted by path; they are parsed and checked by `Rendering`.
    public let templates: [TemplateFile]
    /// Where the program of each gateway is named.
    let programLocations: [String: Diagnostic.Location]
    /// Of the descriptor from which `dondoc.yaml` was read; nil where it could not be.
    let settingsStatus: FileStatus?

    init(
        configuration: Configuration?, diagnostics: [Diagnostic], files: [SourceFile], locations: SourceMap,
        templates: [TemplateFile] = [], programLocations: [String: Diagnostic.Location] = [:],
        settingsStatus: FileStatus? = nil
    ) {
        self.settingsStatus = settingsStatus
        self.programLocations = programLocations
        self.configuration = configuration
        self.diagnostics = diagnostics
        self.files = files
        self.locations = locations
        self.templates = templates
    }
}
