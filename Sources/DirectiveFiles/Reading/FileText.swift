import Basics
import Directives
import Glibc

/// The text of a file, checked to be what YAML allows, and the state of the file when it was read.
struct FileText {
    static let sizeLimit = 16 << 20

    let source: SourceFile?
    /// Of the descriptor from which it was read; nil where a finding says why.
    let status: FileStatus?
    /// Nil where a finding says why.
    private(set) var string: String?
    /// Whether it may contain characters that are not in the composed form (Unicode NFC).
    private(set) var mayNeedComposing = false
    /// Whether it may contain a tag, an anchor or an alias.
    private(set) var mayUseTagsOrAliases = false
    /// Whether a word in it may begin with `#`.
    private(set) var mayCutWords = false
    private(set) var findings: [Diagnostic] = []

    private let shown: String

    init(_ relative: String, in folder: FolderPath) {
        shown = folder.shown(relative)
        switch Self.read(relative, in: folder) {
        case .failure(let failure):
            (source, status) = (nil, nil)
            report(failure.message)
        case .success(let (bytes, status, isLinked)):
            let sha256 = bytes.withUnsafeBytes { SHA256.hash($0) }.hexadecimal
            guard !isLinked || sha256 == folder.inForce[relative] else {
                (source, self.status) = (nil, nil)
                report(FolderPath.linkFault)
                return
            }
            self.status = status
            source = SourceFile(
                path: relative, size: bytes.count, modified: status.modified, inode: status.inode, sha256: sha256)
            if isLinked {
                report(FolderPath.linkFault + FolderPath.laterError, as: .warning)
            }
            examine(bytes)
        }
    }

    private mutating func report(
        _ message: String, as severity: Diagnostic.Severity = .error, line: Int = 1, column: Int = 1
    ) {
        findings.append(Diagnostic(severity, message, at: .init(file: shown, line: line, column: column)))
    }

    private struct Failure: Error {
        let message: String
    }

    private static func read(
        _ relative: String, in folder: FolderPath
    ) -> Result<(ContiguousArray<UInt8>, FileStatus, isLinked: Bool), Failure> {
        let (descriptor, isLinked): (Int32, Bool)
        switch folder.open(relative) {
        case .success(let opened): (descriptor, isLinked) = opened
        case .failure(let error):
            return .failure(Failure(message: error.isLink ? FolderPath.linkFault : "cannot read: \(error)"))
        }
        defer { close(descriptor) }
        var raw = stat()
        guard fstat(descriptor, &raw) == 0 else {
            return .failure(Failure(message: "cannot read: \(FileError(errno))"))
        }
        let status = FileStatus(raw)
        guard status.isFile else {
            return .failure(
                Failure(message: status.isFolder ? "this is a folder, expected a file" : "not a regular file"))
        }
        // One byte more than the limit or the size, so that a file that grows meanwhile is noticed.
        var bytes = ContiguousArray<UInt8>(repeating: 0, count: min(status.size, sizeLimit) + 1)
        var count = 0
        while count < bytes.count {
            let got = bytes.withUnsafeMutableBytes { buffer in
                Glibc.read(descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count)
            }
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { return .failure(Failure(message: "cannot read: \(FileError(errno))")) }
            if got == 0 { break }
            count += got
        }
        guard count <= sizeLimit, status.size <= sizeLimit else {
            return .failure(Failure(message: "the file is larger than 16 MiB"))
        }
        // Else the text would be cut off, or of two versions.
        guard fstat(descriptor, &raw) == 0, count == raw.st_size, status.modified == FileStatus(raw).modified else {
            return .failure(Failure(message: "the file changed while it was read"))
        }
        bytes.removeLast(bytes.count - count)
        return .success((bytes, status, isLinked))
    }

    private mutating func examine(_ bytes: ContiguousArray<UInt8>) {
        let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        let scan = content.withUnsafeBufferPointer { ByteScan($0) }
        mayNeedComposing = scan.mayNeedComposing
        mayUseTagsOrAliases = scan.mayUseTagsOrAliases
        mayCutWords = scan.mayCutWords
        guard let text = String(validating: content, as: UTF8.self) else {
            let valid = ByteScan.validLength(of: content)
            let (line, column) = TextLines(String(decoding: content.prefix(valid), as: UTF8.self)).end
            report("this is not UTF-8 text", line: line, column: column)
            return
        }
        guard let offset = scan.forbiddenOffset else {
            string = text
            return
        }
        let (line, column) = TextLines(String(decoding: content.prefix(offset), as: UTF8.self)).end
        let scalar = String(decoding: content.dropFirst(offset), as: UTF8.self).unicodeScalars.first?.value ?? 0
        let digits = String(scalar, radix: 16, uppercase: true).padded(to: 4)
        report("the control character U+\(digits) is not allowed", line: line, column: column)
    }
}
