#!/usr/bin/env python3
"""Fails where an order, a command or a preset is declared and its list does not name it.

The compiler does not miss such an entry, and a test of the list cannot know what the list should have.
"""
import pathlib
import re
import sys

SOURCES = pathlib.Path(__file__).resolve().parents[2] / "Sources"
# What it is; the folder of the declarations, and their form; the folder of the list, and the form of the list.
KINDS = [
    ("order", "ReminderService/Orders", r"struct (\w+): Order\b",
     "ReminderService/Orders", r"static let all: \[any Order\.Type\] = \[(.*?)\]"),
    ("command", "dondoc", r"(?<!@main\n)struct (\w+): (?:Async)?ParsableCommand\b",
     "dondoc", r"subcommands: \[(.*?)\]"),
    ("preset", "Directives/Configuration/Presets", r"static let (\w+) = GatewayPreset\(",
     "Directives/Configuration/Presets", r"allCases: \[GatewayPreset\] = \[(.*?)\]"),
]


def found(folder, pattern):
    text = "\n".join(path.read_text() for path in sorted((SOURCES / folder).rglob("*.swift")))
    return re.findall(pattern, text, re.DOTALL)


def main():
    faults = []
    for kind, folder, declaration, place, listing in KINDS:
        declared = found(folder, declaration)
        listed = set(re.findall(r"\w+", " ".join(found(place, listing))))
        if not declared or not listed:
            faults.append(f"no {kind} or no list of them in {folder}")
        faults += [f"the {kind} {name} is in no list" for name in declared if name not in listed]
    print("\n".join(faults) if faults else "every order, command and preset is in its list")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
