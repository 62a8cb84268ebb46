public import ArgumentParser
public import Directives

extension Channel: ExpressibleByArgument {}
