#!/usr/bin/env python3
"""Fails where a module imports upwards, or where folders of one module use each other in a circle.

A folder uses another one when a file in it names a type that is declared there. That is a reading of the text, not of
the compiler: methods of an extension are not followed, so the check misses some uses and invents none.

With --list it prints for each module its folders in an order in which each uses only those before it.
"""
import argparse
import collections
import pathlib
import re
import sys

# The modules from the ground up; each may import only those of lines above its own.
LAYERS = [
    ["CGcrypt", "CLinux", "CSQLite", "CSystemd"],
    ["Basics"],
    ["Directives"],
    ["DeadlinePhrases"],
    ["DirectiveFiles", "Ledger", "Rendering", "Gateways", "Systemd"],
    ["Reporting"],
    ["ReminderService"],
    ["dondoc"],
]
RANK = {module: rank for rank, modules in enumerate(LAYERS) for module in modules}

# Comments and literals, so that a word in them is not taken for a type.
NOISE = re.compile(
    r'//[^\n]*|/\*.*?\*/|#*"""(?P<long>.*?)"""#*|#+".*?"#+|"(?P<short>(?:\\\((?:[^()"]|"[^"]*"|\([^()]*\))*\)|\\.|[^"\\\n])*)"',
    re.DOTALL)
INTERPOLATION = re.compile(r"\\\(((?:[^()]|\([^()]*\))*)\)")
TOKEN = re.compile(
    r"(?P<declaration>\b(?:struct|class|enum|actor|protocol|typealias)\s+(?!func\b|var\b|let\b)(?P<name>[A-Z]\w*))"
    r"|(?P<extension>\bextension\s+(?P<extended>[A-Z][\w.]*))|(?P<use>(?<![\w.])[A-Z]\w*)|(?P<brace>[{}])")
IMPORT = re.compile(r"^\s*(?:@\w+\s+)?(?:public |package |internal |private )?import (?:\w+ )?(\w+)", re.MULTILINE)


def code(text):
    """The text without comments and literals; of a literal the interpolations stay."""
    def replace(match):
        content = match.group("long") or match.group("short") or ""
        return " ".join([" "] + INTERPOLATION.findall(content))
    return NOISE.sub(replace, text)


class File:
    """What one file declares at its top level or inside a type, extends, and names."""

    def __init__(self, path):
        text = code(path.read_text())
        self.imports = set(IMPORT.findall(text))
        self.declared, self.uses, self.extended = set(), set(), set()
        # By each type that the file opens: the types inside it, which hide others of the same name there.
        self.nested = collections.defaultdict(set)
        scopes, pending = [], None
        for token in TOKEN.finditer(text):
            if token["declaration"]:
                name = token["name"]
                owner = next((scope for scope in reversed(scopes) if scope), None)
                if owner:
                    self.nested[owner].add(name)
                elif not re.search(r"\b(?:file)?private\s+(?:\w+\s+)*$", text[:token.start()].rsplit("\n", 1)[-1]):
                    self.declared.add(name)
                pending = name
            elif token["extension"]:
                pending = token["extended"].split(".")[0]
                self.extended.add(pending)
                self.uses.add(pending)
            elif token["use"]:
                self.uses.add(token["use"])
            elif token["brace"] == "{":
                scopes.append(pending)
                pending = None
            elif scopes:
                scopes.pop()


def circles(edges):
    """The sets of nodes that reach each other (Tarjan's strongly connected components), larger than one."""
    order, low, stack, found = {}, {}, [], []

    def visit(node):
        order[node] = low[node] = len(order)
        stack.append(node)
        for other in sorted(edges[node]):
            if other not in order:
                visit(other)
                low[node] = min(low[node], low[other])
            elif other in stack:
                low[node] = min(low[node], order[other])
        if low[node] == order[node]:
            part = stack[stack.index(node):]
            del stack[stack.index(node):]
            found.append(part)

    for node in sorted(edges):
        if node not in order:
            visit(node)
    return found


def check(module, folder):
    """The parts of a module in order, and the pairs of folders of a circle with the types that make it."""
    files = {path: File(path) for path in sorted(folder.rglob("*.swift"))}
    home, nested = {}, collections.defaultdict(set)

    def place(path):
        # A file beside the folders stands for itself: some lie below the folders, some use them.
        return path.relative_to(folder).parts[0]

    for path, file in files.items():
        for name in file.declared:
            home.setdefault(name, place(path))
        for owner, names in file.nested.items():
            nested[owner] |= names
    edges = {place(path): set() for path in files}
    why = collections.defaultdict(list)
    for path, file in files.items():
        hidden = set().union(*(nested[name] for name in file.declared | file.extended | set(file.nested)))
        for name in sorted(file.uses - hidden):
            target = home.get(name)
            if target and target != place(path):
                edges[place(path)].add(target)
                why[place(path), target].append(f"{path.relative_to(folder)} names {name}")
    return circles(edges), why


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--list", action="store_true")
    parser.add_argument("modules", nargs="*")
    options = parser.parse_args()
    sources = pathlib.Path(__file__).resolve().parents[2] / "Sources"
    faults = []
    for folder in sorted(path for path in sources.iterdir() if any(path.rglob("*.swift"))):
        module = folder.name
        if options.modules and module not in options.modules:
            continue
        if module not in RANK:
            faults.append(f"{module}: not among the layers of {pathlib.Path(__file__).name}")
            continue
        for path in sorted(folder.rglob("*.swift")):
            for other in sorted(set(IMPORT.findall(path.read_text()))):
                if other != module and RANK.get(other, -1) >= RANK[module]:
                    faults.append(f"{path.relative_to(sources.parent)}: {module} imports {other}, which is not below it")
        parts, why = check(module, folder)
        if options.list:
            print(f"{module}: {' < '.join('+'.join(part) for part in parts)}")
        for part in parts:
            if len(part) == 1 or all(name.endswith(".swift") for name in part):
                continue
            faults.append(f"{module}: {', '.join(sorted(part))} use each other in a circle")
            for (source, target), reasons in sorted(why.items()):
                if source in part and target in part:
                    faults.append(f"    {source} -> {target}: " + "; ".join(reasons[:6]) + (" …" if len(reasons) > 6 else ""))
    print("\n".join(faults) if faults else "no circle and no import upwards")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
