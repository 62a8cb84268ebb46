public import ArgumentParser
public import Ledger

extension EventKind: ExpressibleByArgument {}
