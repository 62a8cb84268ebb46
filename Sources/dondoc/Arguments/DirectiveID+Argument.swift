public import ArgumentParser
public import Directives

extension DirectiveID: ExpressibleByArgument {}
