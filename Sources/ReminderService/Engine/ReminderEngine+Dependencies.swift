public import Dispatch
public import Gateways
public import Ledger
public import Logging
public import Rendering
public import Systemd

extension ReminderEngine {
    /// What the engine works with.
    public struct Dependencies: Sendable {
        public let ledger: Ledger
        public let clock: any EngineClock
        public let runner: any CommandRunner
        public let queue: DispatchQueue
        public let logger: Logger
        /// The folder that `{state}` in a command stands for.
        public let stateDirectory: String
        /// The templates, as they are when the daemon starts; each accepted load brings its own.
        public let templates: TemplateLibrary
        /// What it does besides the reminders.
        public let automaticMail: AutomaticMail
        /// Where gateways' secrets are.
        public let credentials: Credentials
        /// Called once when the storage has failed and the process must end.
        public let storageFailed: @Sendable (LedgerError) -> Void
        /// Runs loads and reports.
        package var backgroundWork: any BackgroundWork = WorkInPlace()
        /// Bugs that the engine is to have: none but in the simulator, which sets them.
        package var plantedBugs: Set<PlantedBug> = []

        public init(
            ledger: Ledger, clock: any EngineClock, runner: any CommandRunner, queue: DispatchQueue, logger: Logger,
            stateDirectory: String, templates: TemplateLibrary, automaticMail: AutomaticMail = .all,
            credentials: Credentials = Credentials(), storageFailed: @escaping @Sendable (LedgerError) -> Void
        ) {
            self.ledger = ledger
            self.clock = clock
            self.runner = runner
            self.queue = queue
            self.logger = logger
            self.stateDirectory = stateDirectory
            self.templates = templates
            self.automaticMail = automaticMail
            self.credentials = credentials
            self.storageFailed = storageFailed
        }
    }
}
