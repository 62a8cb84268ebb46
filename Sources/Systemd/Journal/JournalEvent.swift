/// A kind of event that can be searched in the journal: `journalctl MESSAGE_ID=…` or `journalctl DONDOC_EVENT=dead`.
///
/// A log entry names its kind by the metadata key `event`. The ids are random and fixed for ever: saved searches and
/// the catalog (`systemd/dondoc.catalog`, shown by `journalctl -x`) refer to them.
public enum JournalEvent: String, CaseIterable, Sendable {
    // The states of a message and a slot.
    case claimed
    case accepted
    case deferred
    case rejected
    case unknown
    case dead
    case expired
    case cancelled
    case skipped
    case held

    // The life of the daemon.
    case started
    case ready
    case reloaded
    case reloadRefused = "reload-refused"
    case stopped
    case resumed = "taken-up"
    case command
    case chainHead = "chain-head"
    case watchdog
    case callerRefused = "caller-refused"

    // What the operator has to check.
    case operatorNotified = "operator-told"
    case gatewayMisconfigured = "gateway-misconfigured"
    case gatewaySuspended = "gateway-suspended"
    case gatewayResumed = "gateway-resumed"
    case templateFault = "template-fault"
    case storageFailed = "storage-failed"
    case storageFull = "storage-full"
    case shortage
    case storageLocked = "storage-locked"
    case storageResumed = "storage-resumed"
    case writeRefused = "write-refused"
    case clockStepped = "clock-stepped"
    case clockInsane = "clock-insane"
    case plannerAdopted = "planner-adopted"

    /// The 128-bit id of the field `MESSAGE_ID`, as 32 lower-case hexadecimal digits.
    public var messageID: String {
        switch self {
        case .claimed: "b4986352b6c946c2ae9ac2afd494f7a6"
        case .accepted: "abb8cf5f949b42279edc87959fcef6bd"
        case .deferred: "7fb23341deb44c09bbe1ecc8d8746d76"
        case .rejected: "75bebe84766947e3afc40aaf7eb8ff44"
        case .unknown: "986d925ade8a4c05b68c55ce187a1943"
        case .dead: "1f7c66575fbc4ca3a379dc112fb535c3"
        case .expired: "89aaf26328354fee8e955e404345f035"
        case .cancelled: "f9178186f6f249b7b48f46e85cfd35e7"
        case .skipped: "94b88671d6e34a099b1f57ca0ba21ec5"
        case .held: "cf1677a3c0204e4eb48bb33693b2ecae"
        case .started: "f9c8c908e98a41159df6c087a4a049fb"
        case .ready: "f6c05132ce30492cacdc623200878436"
        case .reloaded: "14230d57823d451995cfa3f8239d4005"
        case .reloadRefused: "32903e0c0d3f4b7dbde8504a48760ca3"
        case .stopped: "97009a9881c64d3bbbe1d2e92d4ddf6c"
        case .resumed: "0dbeffb72e894c4d91b299cd0553e552"
        case .command: "c59f641f419e456d8cb69a476d58730c"
        case .chainHead: "d115f84bfa7a48fca26a2cd7113d6204"
        case .watchdog: "dac74d8c786f4233a49265b1675193eb"
        case .callerRefused: "ba56e7b1c05a481ab18bc15bf22d4410"
        case .operatorNotified: "f800a80f21e942cb883335c1bc0d9d19"
        case .gatewayMisconfigured: "6994aa8628f34d789ef537a209fd09a4"
        case .gatewaySuspended: "6d0f5a1c3b8e4f27a94c1e70d25b8f36"
        case .gatewayResumed: "e38b17c94f5a4d60b2c7098d5e1f4a62"
        case .templateFault: "2b994f2d929f4c1cb75c9adf819717be"
        case .storageFailed: "0ade24df1a8346d4a27875f03a579610"
        case .storageFull: "cc46abe7edd042cd8de6980ce79ce075"
        case .shortage: "dea69769a22748b5ae17175f541d3f8a"
        case .storageLocked: "1dcabce5dca24a5a8eb9886be766c6df"
        case .storageResumed: "6c3c21ad17e14af0b9af13b408d81dad"
        case .writeRefused: "4945c112c686495690823d9e021d9d31"
        case .clockStepped: "16b73995ca5049a58d572879684fa6eb"
        case .plannerAdopted: "cd6ec9a0997d4e7d9025a6472f7f7671"
        case .clockInsane: "f677033010304298b93ce9e8aca631f5"
        }
    }
}
