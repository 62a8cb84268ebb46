internal import CLinux
import Dispatch
import Glibc

/// Calls back while descriptors are readable or at their end.
///
/// One Dispatch source watches an epoll descriptor, which watches all of them. A Dispatch source for each would crash the
/// daemon in a burst: libdispatch frees its record of a pipe whose other end has closed while its event loop still uses
/// it (swift-corelibs-libdispatch#949). It is also cheaper: no thread is woken to begin or to end a watch.
///
/// Used on its queue only.
final class DescriptorWatch {
    private let set: Int32
    private let source: (any DispatchSourceRead)?
    private var bodies: [Int32: () -> Void] = [:]
    private var ready = [Int32](repeating: -1, count: 64)

    init(queue: DispatchQueue) {
        set = linux_poll_set()
        source = set < 0 ? nil : DispatchSource.makeReadSource(fileDescriptor: set, queue: queue)
        let set = set
        source?.setEventHandler { [weak self] in self?.call() }
        source?.setCancelHandler { close(set) }
        source?.activate()
    }

    deinit {
        source?.cancel()
    }

    /// Calls back from now on; false where it cannot.
    func begin(_ descriptor: Int32, _ body: @escaping () -> Void) -> Bool {
        guard linux_poll_add(set, descriptor) == 0 else { return false }
        bodies[descriptor] = body
        return true
    }

    /// Stops calling back; must be called before the descriptor is closed.
    func end(_ descriptor: Int32) {
        guard bodies.removeValue(forKey: descriptor) != nil else { return }
        _ = linux_poll_remove(set, descriptor)
    }

    private func call() {
        let count = Int(linux_poll_ready(set, &ready, Int32(ready.count)))
        // One call may end the watch of another.
        for descriptor in ready.prefix(count) { bodies[descriptor]?() }
    }
}
