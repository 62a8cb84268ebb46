public import ArgumentParser
public import Ledger

extension ChainHead: ExpressibleByArgument {}
