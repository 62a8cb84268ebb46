extension UInt8 {
    /// Whether it is an ASCII digit.
    package var isDigit: Bool { (0x30...0x39).contains(self) }

    /// Whether it is an ASCII letter from `a` to `z`.
    package var isLowercaseLetter: Bool { (0x61...0x7A).contains(self) }

    /// Whether it is an ASCII letter.
    package var isLetter: Bool { isLowercaseLetter || (0x41...0x5A).contains(self) }

    /// Whether it is an ASCII letter or digit.
    package var isAlphanumeric: Bool { isLetter || isDigit }
}

extension Int {
    /// Reads one to nine ASCII digits and nothing else: no sign, no digits of another script.
    package init?(asciiDigits text: some Collection<UInt8>) {
        guard !text.isEmpty, text.count <= 9, text.allSatisfy(\.isDigit) else { return nil }
        self = text.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }

    /// The digits with zeros in front, at least so many.
    package func padded(to width: Int) -> String {
        String(self).padded(to: width)
    }
}

extension String {
    /// The ASCII text with zeros in front, at least so many characters.
    package func padded(to width: Int) -> String {
        utf8.count >= width ? self : String(repeating: "0", count: width - utf8.count) + self
    }
}
