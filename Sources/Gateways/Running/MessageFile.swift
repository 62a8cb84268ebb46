internal import CLinux
import Glibc

/// The bytes of a message as a file in memory, for a gateway's standard input.
///
/// The file is sealed: its bytes can't change, and a program that has it open reads the whole message even if the
/// daemon is killed meanwhile. With a pipe, the program would take the daemon's death for the end of the message, and send
/// half of it.
public final class MessageFile: Sendable {
    private let descriptor: Int32

    /// Copies the bytes; fails when descriptors or memory are short.
    public init(_ bytes: [UInt8]) throws(SystemCallError) {
        descriptor = linux_memory_file("message")
        guard descriptor >= 0 else { throw .last("memfd_create") }
        do throws(SystemCallError) {
            try Descriptor.writeAll(bytes, to: descriptor)
            guard linux_seal(descriptor) == 0 else { throw .last("fcntl(F_ADD_SEALS)") }
        } catch {
            close(descriptor)
            throw error
        }
    }

    deinit {
        close(descriptor)
    }

    /// A new read-only descriptor with its own offset, at 0; the caller closes it.
    ///
    /// A duplicate would share the offset with the attempts before.
    package func openForReading() throws(SystemCallError) -> Int32 {
        let reading = open("/proc/self/fd/\(descriptor)", O_RDONLY | O_CLOEXEC)
        guard reading >= 0 else { throw .last("open") }
        return reading
    }
}
