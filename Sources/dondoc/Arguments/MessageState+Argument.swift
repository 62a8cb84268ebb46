public import ArgumentParser
public import Directives

extension MessageState: ExpressibleByArgument {}
