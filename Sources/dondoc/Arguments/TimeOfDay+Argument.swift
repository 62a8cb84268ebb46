public import ArgumentParser
public import Directives

extension TimeOfDay: ExpressibleByArgument {}
