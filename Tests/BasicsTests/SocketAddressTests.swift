import Basics
import Glibc
import Testing

struct SocketAddressTests {
    /// The bytes after the family, as the system receives them.
    private func bytes(_ address: SocketAddress?) -> [UInt8]? {
        address?.withPointer { pointer, length in
            Array(UnsafeRawBufferPointer(start: pointer, count: Int(length)).dropFirst(MemoryLayout<sa_family_t>.size))
        }
    }

    @Test func aPathEndsWithZeroAndAnAbstractNameBeginsWithIt() {
        #expect(bytes(SocketAddress(path: "a/b")) == Array("a/b\0".utf8))
        #expect(bytes(SocketAddress(systemd: "/run/x")) == Array("/run/x\0".utf8))
        #expect(bytes(SocketAddress(systemd: "@x")) == Array("\0x".utf8))
    }

    @Test func whatDoesNotFitOrHasAnotherFormIsNoAddress() {
        #expect(SocketAddress(path: String(repeating: "x", count: 107)) != nil)
        #expect(SocketAddress(path: String(repeating: "x", count: 108)) == nil)
        #expect(SocketAddress(systemd: "@" + String(repeating: "x", count: 107)) != nil)
        #expect(SocketAddress(systemd: "@" + String(repeating: "x", count: 108)) == nil)
        #expect(SocketAddress(path: "") == nil)
        #expect(SocketAddress(systemd: "vsock:2") == nil)
        #expect(SocketAddress(systemd: "") == nil)
    }
}
