extension VersionedForm {
    /// Reads what was stored, with the version of its form and the sum beside it.
    ///
    /// - Throws: `LedgerError`: damaged, or written by a newer program.
    init(text: String, form: Int, sum: Int64) throws {
        guard Checksum.of(text) == sum else { throw LedgerError.damaged(Self.formName) }
        guard form > 0 else { throw LedgerError.damaged("form of a \(Self.formName)") }
        guard form <= Self.formVersion else { throw LedgerError.newer("a stored \(Self.formName) (form \(form))") }
        do {
            self = try JSON.value(Self.self, text)
        } catch StoredFormError.unknown(let name) {
            throw LedgerError.newer("'\(name)' in a stored \(Self.formName)")
        }
    }
}
