import Glibc
import Testing

@testable import Systemd

@Suite struct HandedOverTests {
    @Test func socketsOfAnotherProcessAreNotOurs() {
        #expect(SocketActivation.sockets(environment: Environment([:])).isEmpty)
        let foreign = ["LISTEN_PID": "1", "LISTEN_FDS": "1", "LISTEN_FDNAMES": "control"]
        #expect(SocketActivation.sockets(environment: Environment(foreign)).isEmpty)
        for count in ["", "0", "-1", "x"] {
            let variables = ["LISTEN_PID": "\(getpid())", "LISTEN_FDS": count]
            #expect(SocketActivation.sockets(environment: Environment(variables)).isEmpty)
        }
    }

    @Test func socketsComeByNameAndNoGatewayInheritsThem() throws {
        // Two open descriptors side by side, far from those that other tests use.
        let first = fcntl(0, F_DUPFD, 700)
        try #require(first >= 700 && fcntl(0, F_DUPFD, first + 1) == first + 1)
        defer { [first, first + 1].forEach { close($0) } }
        func sockets(_ count: Int, _ names: String?) -> [String: Int32] {
            var variables = ["LISTEN_PID": "\(getpid())", "LISTEN_FDS": "\(count)"]
            variables["LISTEN_FDNAMES"] = names
            return SocketActivation.sockets(environment: Environment(variables), first: first)
        }
        #expect(fcntl(first, F_GETFD) & FD_CLOEXEC == 0)
        #expect(sockets(2, "control:board") == ["control": first, "board": first + 1])
        #expect(fcntl(first, F_GETFD) & FD_CLOEXEC != 0)
        #expect(fcntl(first + 1, F_GETFD) & FD_CLOEXEC != 0)
        #expect(sockets(2, "control:control") == ["control": first])
        #expect(sockets(2, "control") == ["control": first, "unknown": first + 1])
        #expect(sockets(1, nil) == ["unknown": first])
        // Of a count larger than the number of open descriptors, the open ones are returned.
        #expect(sockets(1_000_000, "control:board") == ["control": first, "board": first + 1])
    }

    @Test func aCredentialIsAFileInItsDirectory() throws {
        var template = Array("/tmp/dondoc-credentials-XXXXXX".utf8CString)
        let directory = String(cString: try #require(mkdtemp(&template)))
        defer {
            unlink("\(directory)/smtp-password")
            rmdir(directory)
        }
        close(open("\(directory)/smtp-password", O_CREAT | O_WRONLY, 0o600))
        let credentials = Credentials(environment: Environment(["CREDENTIALS_DIRECTORY": directory]))
        #expect(try credentials.path(of: "smtp-password") == "\(directory)/smtp-password")
        #expect(throws: Credentials.Refusal.missing("other")) { try credentials.path(of: "other") }
    }

    @Test(arguments: [
        "", ".", "..", "../x", "/etc/passwd", "a/b", "a:b", "a\u{0}", "mật-khẩu", String(repeating: "a", count: 256),
    ])
    func aNameThatLeavesTheDirectoryIsRefused(_ name: String) {
        let credentials = Credentials(environment: Environment(["CREDENTIALS_DIRECTORY": "/"]))
        #expect(throws: Credentials.Refusal.name(name)) { try credentials.path(of: name) }
    }

    @Test func withoutADirectoryThereIsNoCredential() {
        for variables in [[:], ["CREDENTIALS_DIRECTORY": ""], ["CREDENTIALS_DIRECTORY": "relative"]] {
            #expect(throws: Credentials.Refusal.noDirectory) {
                try Credentials(environment: Environment(variables)).path(of: "x")
            }
        }
    }
}
