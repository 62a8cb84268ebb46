/// Finds circles among values of which each points to one other at most.
enum Cycles {
    /// Each circle once, beginning with the member that comes first in `order`.
    static func find<ID: Hashable>(in edges: [ID: ID], order: [ID]) -> [[ID]] {
        var settled: Set<ID> = []
        var cycles: [[ID]] = []
        for start in order where edges[start] != nil && !settled.contains(start) {
            var path: [ID] = []
            var onPath: Set<ID> = []
            var current: ID? = start
            while let id = current, !settled.contains(id), onPath.insert(id).inserted {
                path.append(id)
                current = edges[id]
            }
            if let id = current, onPath.contains(id), let first = path.firstIndex(of: id) {
                let cycle = Array(path[first...])
                let lead = order.first { cycle.contains($0) }.flatMap { cycle.firstIndex(of: $0) } ?? 0
                cycles.append(Array(cycle[lead...] + cycle[..<lead]))
            }
            settled.formUnion(path)
        }
        return cycles
    }
}
