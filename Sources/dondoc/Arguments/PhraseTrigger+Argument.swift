import ArgumentParser
import DeadlinePhrases

extension PhraseTrigger: ExpressibleByArgument {}
