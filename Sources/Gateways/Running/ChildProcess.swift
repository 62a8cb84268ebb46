internal import CLinux
import Glibc

/// A process that this one started, until its exit status is taken.
///
/// It leads a session and a process group of its own. Until its status is taken, its id is not reused.
struct ChildProcess {
    let id: pid_t
    /// Becomes readable when the process has ended.
    let pidfd: Int32
    /// The reading end of its standard output and error; does not block.
    let output: Int32

    /// Starts a run's program: descriptors 0–2 only, working directory `/`, own session, default signals.
    ///
    /// The error carries the number that `execve` gave, such as ENOENT or ENOEXEC.
    init(starting run: GatewayRun) throws(SystemCallError) {
        guard let program = run.arguments.first, program.hasPrefix("/"), Self.canBePassed(run) else {
            throw SystemCallError("posix_spawn", errno: EINVAL)
        }
        let input = try run.input.openForReading()
        defer { close(input) }
        var ends: [Int32] = [-1, -1]
        guard linux_output_pipe(&ends) == 0 else { throw .last("pipe2") }
        let (reading, writing) = (ends[0], ends[1])
        let spawned = Result { () throws(SystemCallError) in
            try Self.spawn(program, run, input: input, output: writing)
        }
        close(writing)
        do throws(SystemCallError) {
            id = try spawned.get()
        } catch {
            close(reading)
            throw error
        }
        output = reading
        pidfd = linux_pidfd_open(id)
    }

    /// The exit status, once: nil while it runs.
    func reap() -> GatewayResult.Ending? {
        var (status, bySignal): (Int32, Int32) = (0, 0)
        return switch linux_pidfd_reap(pidfd, &status, &bySignal) {
        case 0: nil
        case 1: bySignal == 0 ? .exited(status) : .signaled(status)
        // Some other code took the status: it is only known that the process ended.
        default: .signaled(SIGKILL)
        }
    }

    /// Kills it: without a pidfd (no descriptors were left) its end would go unnoticed.
    func abandon() {
        kill(-id, SIGKILL)
        waitpid(id, nil, 0)
        close(output)
    }

    /// A zero byte would end an argument early, and `=` in a name would end the name early.
    private static func canBePassed(_ run: GatewayRun) -> Bool {
        run.arguments.allSatisfy { !$0.utf8.contains(0) }
            && run.environment.allSatisfy { name, value in
                !name.isEmpty && !name.utf8.contains(0) && !name.utf8.contains(UInt8(ascii: "="))
                    && !value.utf8.contains(0)
            }
    }

    private static func spawn(
        _ program: String, _ run: GatewayRun, input: Int32, output: Int32
    ) throws(SystemCallError) -> pid_t {
        var attributes = posix_spawnattr_t()
        try check(posix_spawnattr_init(&attributes))
        defer { posix_spawnattr_destroy(&attributes) }
        try check(linux_spawn_defaults(&attributes))

        var actions = posix_spawn_file_actions_t()
        try check(posix_spawn_file_actions_init(&actions))
        defer { posix_spawn_file_actions_destroy(&actions) }
        try check(posix_spawn_file_actions_adddup2(&actions, input, 0))
        try check(posix_spawn_file_actions_adddup2(&actions, output, 1))
        try check(posix_spawn_file_actions_adddup2(&actions, output, 2))
        try check(linux_spawn_isolate(&actions))

        let arguments = CStrings(run.arguments)
        let environment = CStrings(run.environment.map { "\($0)=\($1)" })
        var id: pid_t = 0
        let error = withExtendedLifetime((arguments, environment)) {
            posix_spawn(&id, program, &actions, &attributes, arguments.pointers, environment.pointers)
        }
        try check(error)
        return id
    }

    private static func check(_ error: Int32) throws(SystemCallError) {
        guard error == 0 else { throw SystemCallError("posix_spawn", errno: error) }
    }
}

/// Strings as C wants them: an array of pointers, ended by a null pointer.
private final class CStrings {
    let pointers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
    private let count: Int

    init(_ strings: [String]) {
        count = strings.count
        pointers = .allocate(capacity: count + 1)
        for (index, string) in strings.enumerated() {
            pointers.advanced(by: index).initialize(to: strdup(string))
        }
        pointers.advanced(by: count).initialize(to: nil)
    }

    deinit {
        for index in 0..<count { free(pointers[index]) }
        pointers.deallocate()
    }
}
