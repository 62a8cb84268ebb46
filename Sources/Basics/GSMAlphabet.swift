/// The default alphabet of GSM 03.38 (3GPP TS 23.038, section 6.2.1) with its extension table.
package enum GSMAlphabet {
    private static let basic =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
        + "¿abcdefghijklmnopqrstuvwxyzäöñüà"
    private static let extended = "\u{0C}^{}\\[~]|€"

    /// The septets by scalar value, 0 for none.
    ///
    /// The few characters beyond Latin-1 are asked for singly.
    private static let latin: [UInt8] = {
        var septets = [UInt8](repeating: 0, count: 256)
        for scalar in basic.unicodeScalars where scalar.value < 256 { septets[Int(scalar.value)] = 1 }
        for scalar in extended.unicodeScalars where scalar.value < 256 { septets[Int(scalar.value)] = 2 }
        return septets
    }()

    /// How many septets a character takes: 1, 2 by the extension table, or nil when the alphabet does not have it.
    package static func septets(_ scalar: Unicode.Scalar) -> Int? {
        if scalar.value < 256 {
            let count = latin[Int(scalar.value)]
            return count == 0 ? nil : Int(count)
        }
        switch scalar {
        case "Δ", "Φ", "Γ", "Λ", "Ω", "Π", "Ψ", "Σ", "Θ", "Ξ": return 1
        case "€": return 2
        default: return nil
        }
    }
}
