public import ArgumentParser
public import Directives

extension CivilDate: ExpressibleByArgument {}
