import CGcrypt

/// SHA-256 (FIPS 180-4) by libgcrypt, which libsystemd brings into the process anyway.
package enum SHA256 {
    /// libgcrypt must be initialised once before its first use; a `static let` is initialised once, whatever the thread.
    private static let isReady = cgcrypt_initialize() == 1

    /// The 32 bytes of the digest.
    package static func hash(_ bytes: [UInt8]) -> [UInt8] {
        bytes.withUnsafeBytes { hash($0) }
    }

    /// The 32 bytes of the digest.
    package static func hash(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        precondition(isReady, "libgcrypt is too old, or cannot be initialised")
        return [UInt8](unsafeUninitializedCapacity: 32) { digest, count in
            gcry_md_hash_buffer(CInt(GCRY_MD_SHA256.rawValue), digest.baseAddress, bytes.baseAddress, bytes.count)
            count = 32
        }
    }

    /// The digest of a text's UTF-8.
    package static func hash(_ text: String) -> [UInt8] {
        hash(Array(text.utf8))
    }
}
