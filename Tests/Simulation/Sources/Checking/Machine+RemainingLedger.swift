import Directives
import GRDB
import Ledger

/// Checks what a process left in the ledger when it ended, before the next one changes it.
extension Machine {
    func checkRemainingLedger() throws {
        guard let image = process?.image else { return }
        // Each hash covers the rows before it, so the last promise covers all of them.
        if let promise = record.promises.last, try image.hash(ofEvent: promise.head.row) != promise.head.hash {
            record.violation("'\(promise.what)' was told and is forgotten: no event \(promise.head.row)")
        }
        let before = processes - 1
        let runs = gateways.runs.filter { $0.process == before }
        if !runs.isEmpty {
            let ids = "[" + Set(runs.map(\.message)).sorted().map { "\"\($0)\"" }.joined(separator: ",") + "]"
            var claims: [String: String] = [:]
            var attempts: Set<String> = []
            for row in try image.rows(
                """
                SELECT id, sha256, number FROM message LEFT JOIN attempt ON attempt.message = message.row
                WHERE id IN (SELECT value FROM json_each(?))
                """, [ids])
            {
                let id: String = row[0]
                claims[id] = row[1]
                if let number: Int = row[2] { attempts.insert("\(id) #\(number)") }
            }
            for run in runs {
                if claims[run.message] != run.digest {
                    record.violation("\(run.message) was handed over and is not in the ledger with these bytes")
                } else if !attempts.contains("\(run.message) #\(run.attempt)") {
                    record.violation("\(run.message) was handed over and its attempt \(run.attempt) is forgotten")
                }
            }
        }
        for row in try image.rows(
            """
            SELECT gateway, count(*) FROM message JOIN attempt ON attempt.message = message.row
            WHERE ended_at IS NULL GROUP BY gateway
            """)
        {
            let (gateway, count): (String, Int) = (row[0], row[1])
            let places =
                configurationsOfProcess.compactMap { index in
                    record.configurations[index].settings.gateways.first { $0.name == gateway }?.concurrency
                }.max() ?? 0
            if count > places {
                record.violation("\(count) attempts of \(gateway) have no end, and it has \(places) places")
            }
        }
    }
}
