public import ArgumentParser
public import Directives

extension WrittenInstant: ExpressibleByArgument {}
