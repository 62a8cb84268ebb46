import Directives
import Yams

extension DirectiveReader {
    /// The condition of a directive with deadlines that are counted from the end of another one.
    ///
    /// A directive waits for one event: `10 days after 8.1 is done` makes `after 8.1 is done` its condition. Where only some
    /// of its deadlines wait, `opens` must be written, since the others then wait too.
    func chain(
        _ deadlines: [Directive.NamedDeadline], _ opens: (Directive.Condition?, Place?), in fields: Fields, own: String?
    ) -> (Directive.Condition?, Place?) {
        let chained = deadlines.enumerated().compactMap { index, named in
            named.deadline.awaitedEnd.map { (index: index, end: $0) }
        }
        guard let first = chained.first else { return opens }
        let place = place(ofDeadline: first.index, in: fields)
        if first.end.directive == DirectiveID(notice: noticeID ?? "?", item: own ?? "") {
            reading.error("a directive cannot wait for itself", at: place)
            return opens
        }
        if let other = chained.first(where: { $0.end != first.end }) {
            reading.error(
                "a directive waits for one thing, and this deadline for another than the first; give it a directive of "
                    + "its own", at: self.place(ofDeadline: other.index, in: fields))
            return opens
        }
        if let condition = opens.0, condition != first.end {
            reading.error("a directive waits for one thing, and its 'opens' names another", at: place)
            return opens
        }
        if opens.0 == nil, chained.count < deadlines.count, fields["opens"] == nil {
            reading.error(
                "this deadline waits and others do not; write opens: after \(first.end.words), or give it a directive of "
                    + "its own", at: place)
            return opens
        }
        return (first.end, opens.1 ?? place)
    }

    private func place(ofDeadline index: Int, in fields: Fields) -> Place {
        if let node = fields["deadline"] { return node.place }
        guard case .sequence(let items)? = fields["deadlines"] else { return fields.place }
        let nodes = Array(items)
        guard nodes.indices.contains(index) else { return fields.place }
        return (nodes[index]["by"] ?? nodes[index]).place
    }
}

extension Directive.Condition {
    /// The directive whose end it is.
    fileprivate var directive: DirectiveID? {
        switch self {
        case .failure(let id), .completion(let id): id
        case .event: nil
        }
    }

    fileprivate var words: String {
        switch self {
        case .failure(let id): "\(id.item) fails"
        case .completion(let id): "\(id.item) is done"
        case .event(let name): name
        }
    }
}
