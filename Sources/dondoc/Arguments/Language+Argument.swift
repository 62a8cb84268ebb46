public import ArgumentParser
public import Directives

extension Language: ExpressibleByArgument {}
