public import Directives
import Dispatch
import Synchronization
import Yams

/// A folder of configuration files, such as `/etc/dondoc`.
///
/// It reads `dondoc.yaml`, `directory.yaml`, `calendars/*.yaml`, `directives/**/*.yaml` and
/// `templates/**/*.mustache`.
public struct ConfigurationFolder: Sendable {
    /// How a folder is loaded.
    public struct Options: Sendable {
        /// Whether to warn of dues on days off and of years without calendar data.
        public var dueWarnings: Bool
        /// When it is read: a notice of a later day is warned of; nil where that is no mistake.
        public var now: (@Sendable (Zone) -> Instant)?

        public init(dueWarnings: Bool = true, now: (@Sendable (Zone) -> Instant)? = nil) {
            self.dueWarnings = dueWarnings
            self.now = now
        }
    }

    private(set) var folder: FolderPath

    public init(path: String) {
        folder = FolderPath(path)
    }

    /// The same folder, in which files that were accepted over a symbolic link are read with a warning while their bytes
    /// are those in force.
    public func followingLinks(of files: [SourceFile]) -> ConfigurationFolder {
        var other = self
        other.folder.inForce = Dictionary(files.map { ($0.path, $0.sha256) }, uniquingKeysWith: { first, _ in first })
        return other
    }

    /// Reads and checks everything.
    ///
    /// It never throws: mistakes are in the diagnostics.
    public func load(_ options: Options = Options()) -> LoadResult {
        let listing = FolderListing(of: folder)
        var findings = listing.findings
        var files: [SourceFile] = []
        var settingsStatus: FileStatus?
        guard case .success(let status) = folder.status(""), status.isFolder else {
            return LoadResult(configuration: nil, diagnostics: findings, files: [], locations: SourceMap())
        }

        func read<Value>(_ path: String, otherwise: Value, _ parse: (Node, FileReading) -> Value) -> Value {
            let (reading, root, source) = FileReading.open(path, in: folder)
            if let source { files.append(source) }
            let value = root.map { parse($0, reading) } ?? otherwise
            findings += reading.findings
            if path == SettingsFile.path { settingsStatus = reading.status }
            return value
        }

        let directory = read(DirectoryFile.path, otherwise: DirectoryFile()) { DirectoryFile($0, $1) }
        var calendars: [String: WorkingCalendar?] = [:]
        var faultyCalendars: Set<String> = []
        for path in listing.calendars {
            let name = String(path.dropFirst("calendars/".count).dropLast(".yaml".count))
            let calendar = read(path, otherwise: nil) { root, reading in
                let calendar = reading.calendar(root, named: name)
                if reading.hasErrors { faultyCalendars.insert(name) }
                return calendar
            }
            calendars[name] = .some(calendar)
        }
        let settings = read(SettingsFile.path, otherwise: SettingsFile()) {
            SettingsFile($0, $1, in: folder, directory: directory, calendars: calendars)
        }
        // A calendar with mistakes would cause wrong warnings.
        let warnsOfDues = options.dueWarnings && settings.calendar.map { !faultyCalendars.contains($0.name) } ?? false
        let context = DirectiveContext(
            directory: directory, officeName: settings.officeName, calendar: settings.calendar,
            policies: settings.isRead && !settings.policyPlaces.isEmpty ? settings.policyPlaces.keys.sorted() : nil,
            dueWarnings: warnsOfDues,
            today: options.now.flatMap { now in settings.settings.map { $0.time.zone.date(at: now($0.time.zone)) } })
        let notices = readNotices(listing.directives, context)
        files += notices.compactMap(\.source)
        findings += notices.flatMap(\.findings)
        let noticeFiles = notices.map(\.notice)
        let templates = readTemplates(listing.templates)
        files += templates.sources
        findings += templates.findings

        findings += NoticeChecks(noticeFiles, calendar: warnsOfDues ? settings.calendar : nil).findings
        var coverage = AddressCoverage(settings, directory)
        findings += coverage.findings(noticeFiles, in: folder)
        findings += missingPrograms(settings.gateways, places: settings.programPlaces, severity: .warning)

        var configuration: Configuration?
        if let settings = settings.settings, !findings.contains(where: { $0.severity == .error }) {
            configuration = Configuration(
                settings: settings, notices: noticeFiles.compactMap(\.notice),
                directives: noticeFiles.flatMap { $0.entries.map(\.directive) })
        }
        return LoadResult(
            configuration: configuration, diagnostics: findings.sorted(), files: files.sorted { $0.path < $1.path },
            locations: locations(settings, directory, noticeFiles), templates: templates.files,
            programLocations: settings.programPlaces.mapValues { $0.location(in: folder.shown(SettingsFile.path)) },
            settingsStatus: settingsStatus)
    }

    private struct NoticeOutcome: Sendable {
        let notice: NoticeFile
        let source: SourceFile?
        let findings: [Diagnostic]
    }

    /// Reads the files of directives on all cores; the results are in the order of the paths.
    private func readNotices(_ paths: [String], _ context: DirectiveContext) -> [NoticeOutcome] {
        let outcomes = Mutex<[NoticeOutcome?]>(Array(repeating: nil, count: paths.count))
        Cores.perform(paths.count) { index in
            let (reading, root, source) = FileReading.open(paths[index], in: folder)
            let notice = root.map { NoticeFile($0, reading, context) } ?? NoticeFile(file: reading.file)
            let outcome = NoticeOutcome(notice: notice, source: source, findings: reading.findings)
            outcomes.withLock { $0[index] = outcome }
        }
        return outcomes.withLock { $0.compactMap { $0 } }
    }

    private func locations(_ settings: SettingsFile, _ directory: DirectoryFile, _ notices: [NoticeFile]) -> SourceMap {
        var map = SourceMap()
        let (settingsFile, directoryFile) = (folder.shown(SettingsFile.path), folder.shown(DirectoryFile.path))
        map.policies = settings.policyPlaces.mapValues { $0.location(in: settingsFile) }
        map.gateways = settings.gatewayPlaces.mapValues { $0.location(in: settingsFile) }
        map.credentials = settings.credentialPlaces.mapValues { $0.location(in: settingsFile) }
        map.units = directory.unitPlaces.mapValues { $0.location(in: directoryFile) }
        map.groups = directory.groupPlaces.mapValues { $0.location(in: directoryFile) }
        map.directives.reserveCapacity(notices.reduce(0) { $0 + $1.entries.count })
        for notice in notices {
            if let (id, place) = notice.id, map.notices[id] == nil { map.notices[id] = place.location(in: notice.file) }
            for entry in notice.entries where map.directives[entry.directive.id] == nil {
                map.directives[entry.directive.id] = entry.place.location(in: notice.file)
            }
        }
        return map
    }
}
