import Basics
import Testing

/// The digests are those of sha256sum (GNU coreutils).
@Suite struct SHA256Tests {
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (String(repeating: "a", count: 1_000_000), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
    ])
    func theDigestIsThatOfTheStandard(text: String, digest: String) {
        #expect(SHA256.hash(text).hexadecimal == digest)
    }

    @Test func hexadecimalIsReadBack() {
        let bytes = [UInt8](0...255)
        #expect([UInt8](hexadecimal: bytes.hexadecimal) == bytes)
        for wrong in ["0", "0g", "+1", " 1"] { #expect([UInt8](hexadecimal: wrong) == nil) }
    }
}
