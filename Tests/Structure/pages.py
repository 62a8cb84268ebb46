#!/usr/bin/env python3
"""pages.py DONDOC: what the pages say of the program is what the program does.

Checked in every Markdown page of the repository, and in the catalog of the journal: relative links and names of files;
each `dondoc …` command against the program's own description of its commands (--experimental-dump-help of the argument
parser); each output that is shown after a command that only reads; each YAML example and each spelling of a deadline, by
`check`. config/README.md has a table for every mapping of the files: its keys are compared with those that the reader
names when it meets an unknown one. README.md has at most 150 lines.
"""
import argparse
import itertools
import json
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "config"
REFERENCE = "config/README.md"
DEADLINES = "config/deadlines.md"
LONGEST = {"README.md": 150}
READING = {"check", "plan", "rehearse", "preview", "explain", "calendar", "list", "help"}
SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
COMMAND = re.compile(r"(?:^|(?<=[\s/]))dondoc (?!dondoc )(?=[a-z]|--)")
YAML_NAME = re.compile(r"# ((?:\S+/)?[\w-]+\.yaml)( \(excerpt\))?$")
TEMPORARY = re.compile(r"/tmp/dondoc-rehearsal-\w+")
ELISION = "…"

# The mistakes in the sample that the pages show the findings of.
MISTAKES = [
    ("directives/tb-2021-11-30.yaml", "phong-tnmt", "phong-tnm", 118),
    ("directory.yaml", '"+999100000003"', "+999100000003", 26),
    ("dondoc.yaml", "catch-up", "catchup", 13),
]


class Program:
    """The program, and its own description of its commands."""

    def __init__(self, path):
        self.path = path
        text = self.run(["--experimental-dump-help"], cwd=ROOT).stdout
        self.root = json.loads(text)["command"]

    def run(self, arguments, cwd):
        return subprocess.run(
            [str(self.path), *arguments], cwd=cwd, stdin=subprocess.DEVNULL, capture_output=True, text=True,
            timeout=300)

    def fault(self, words):
        """What is wrong with the words after `dondoc`; None where they parse."""
        command, words = self.root, list(words)
        while words and (found := self._subcommand(command, words[0])):
            command = found
            words.pop(0)
        if command is self.root:
            return None if words and words[0].startswith("--") else f"there is no command '{words[0]}'"
        if not words:
            return None  # it names a command, and is no command line
        if default := command.get("defaultSubcommand"):
            command = self._subcommand(command, default)
        if command["commandName"] == "help":
            return None if words[0].isupper() else self.fault(words)
        return self._arguments(command, words)

    @staticmethod
    def _subcommand(command, name):
        return next((one for one in command.get("subcommands", []) if one["commandName"] == name), None)

    @staticmethod
    def _arguments(command, words):
        positional = [one for one in command["arguments"] if one["kind"] == "positional"]
        named = {name["name"]: one for one in command["arguments"] for name in one.get("names") or []}
        wanted = {one["valueName"] for one in named.values() if one["kind"] == "option" and not one["isOptional"]}
        given = 0
        while words:
            word = words.pop(0)
            if not word.startswith("-") or word == "-":
                given += 1
                continue
            name, _, value = word.lstrip("-").partition("=")
            option = named.get(name)
            if option is None:
                return f"'{command['commandName']}' has no option '{word}'"
            wanted.discard(option["valueName"])
            if option["kind"] != "option":
                continue
            if not value:
                if not words:
                    return f"'{word}' needs a value"
                value = words.pop(0)
            choices = option.get("allValues")
            if choices and value not in choices and not value.isupper():
                return f"'{word}' takes {', '.join(choices)}, not '{value}'"
        least = sum(not one["isOptional"] for one in positional)
        if not least <= given <= len(positional) and not any(one["isRepeating"] for one in positional):
            return f"'{command['commandName']}' takes {least} to {len(positional)} arguments, not {given}"
        return f"'{command['commandName']}' needs --{'/--'.join(sorted(wanted))}" if wanted else None


def pages():
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.md", "*.catalog"], cwd=ROOT, check=True,
        capture_output=True, text=True)
    return [name for name in listed.stdout.split("\n") if name and (ROOT / name).exists()]


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


def without_fences(text):
    """The text with the code blocks blanked, so that offsets stay."""
    return FENCE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def anchors(text):
    """The anchors of the headings, as GitHub makes them."""
    for heading in re.findall(r"^#+ (.*)$", without_fences(text), re.MULTILINE):
        kept = re.sub(r"[^\w\s-]", "", heading.replace("`", "").lower())
        yield kept.replace(" ", "-")


def links(name, text):
    for match in LINK.finditer(without_fences(text)):
        target, _, anchor = match[1].partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        path = (ROOT / name).parent / target if target else ROOT / name
        if not path.exists():
            yield line_of(text, match.start()), f"the link to '{match[1]}' leads nowhere"
        elif anchor and anchor not in anchors(path.read_text()):
            yield line_of(text, match.start()), f"'{target or name}' has no heading for '#{anchor}'"


def files(text):
    """Each file of ours that a page names is there; a name without its folder must be found once."""
    tracked = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, check=True, capture_output=True,
        text=True).stdout.split("\n")
    for match in SPAN.finditer(without_fences(text)):
        name = match[1].split()[0]
        if not re.fullmatch(r"[\w.+/-]+\.(swift|py|sh)|Tests/[\w./-]+", name):
            continue
        found = [path for path in tracked if path == name or path.endswith(f"/{name}") or path.startswith(f"{name}/")]
        if not found or name.endswith(".swift") and len(found) > 1:
            yield line_of(text, match.start()), f"'{name}' names {len(found)} files"


def invocations(line):
    """The words after each `dondoc` in a line of shell, without what follows the command."""
    for match in COMMAND.finditer(line):
        lexer = shlex.shlex(line[match.end():], posix=True, punctuation_chars=True)
        lexer.whitespace_split = True
        yield list(itertools.takewhile(lambda word: not set(word) <= set("();<>|&"), lexer))


def command_lines(text):
    for match in FENCE.finditer(text):
        if match[1] not in ("", "sh"):
            continue
        for offset, line in enumerate(match[2].split("\n")):
            # A block that shows output marks its commands.
            if match[1] == "sh" or line.startswith("$ "):
                yield line_of(text, match.start()) + 1 + offset, line
    for match in SPAN.finditer(without_fences(text)):
        yield line_of(text, match.start()), match[1]


def commands(text, program):
    for line, shown in command_lines(text):
        try:
            for words in invocations(shown):
                if fault := program.fault(words):
                    yield line, f"'{shown}' does not parse: {fault}"
        except ValueError as error:
            yield line, f"'{shown}' is not a line of shell: {error}"


def configuration(folder, blocks):
    """The sample, with the examples in the place of its files; an excerpt replaces top-level sections only."""
    shutil.copytree(SAMPLE, folder)
    for path, is_excerpt, text in blocks:
        file = folder / path
        if is_excerpt:
            text = replaced_sections(file.read_text(), text)
        file.write_text(text)
    return folder


def sections(text):
    """The lines of each top-level key, in order; what stands before the first has the key None."""
    found = [(None, [])]
    for line in text.splitlines(keepends=True):
        if key := re.match(r"([\w-]+):", line):
            found.append((key[1], []))
        found[-1][1].append(line)
    return found


def replaced_sections(text, excerpt):
    new = {key: lines for key, lines in sections(excerpt) if key}
    kept = [(key, lines) for key, lines in sections(text) if key not in new]
    return "".join("".join(lines) for _, lines in [*kept, *new.items()])


def yaml_blocks(text):
    """(line, path, whether it is an excerpt, text) of each YAML example that names its file."""
    for match in FENCE.finditer(text):
        if match[1] != "yaml":
            continue
        name = YAML_NAME.match(match[2].split("\n", 1)[0])
        yield line_of(text, match.start()), *((name[1], bool(name[2])) if name else (None, False)), match[2]


def examples(name, text, program):
    blocks = list(yaml_blocks(text))
    for line, path, _, _ in blocks:
        if path is None:
            yield line, "this YAML does not say in its first line which file it is (# dondoc.yaml)"
    # Whole files of a page belong together, and take the place of the whole sample; each excerpt stands alone.
    whole = [block for block in blocks if block[1] and not block[2]]
    groups = [whole] if whole else []
    groups += [[block] for block in blocks if block[1] and block[2]]
    for group in groups:
        with tempfile.TemporaryDirectory() as root:
            folder = pathlib.Path(root) / "config"
            configuration(folder, [block[1:] for block in group])
            if name == REFERENCE and group is whole:
                for file in (folder / "directives").iterdir():
                    if f"directives/{file.name}" not in {block[1] for block in group}:
                        file.unlink()
            run = program.run(["check", "--config", "config"], cwd=root)
            if run.returncode != 0:
                yield group[0][0], f"check refuses this example:\n{run.stderr.rstrip()}"


def outputs(text, program):
    for match in FENCE.finditer(text):
        if match[1] or not match[2].startswith("$ "):
            continue
        shown = match[2].rstrip("\n").split("\n")
        words = next(invocations(shown[0]), ["none"])
        if words[0] not in READING or "--config" not in words:
            continue
        with tempfile.TemporaryDirectory() as root:
            folder = configuration(pathlib.Path(root) / "config", [])
            if ": error: " in match[2]:
                for path, old, new, line in MISTAKES:
                    lines = (folder / path).read_text().split("\n")
                    assert old in lines[line - 1], f"{path}:{line} has no {old}"
                    lines[line - 1] = lines[line - 1].replace(old, new)
                    (folder / path).write_text("\n".join(lines))
            run = program.run(words, cwd=root)
        said = [line.rstrip() for line in TEMPORARY.sub("/tmp/dondoc-rehearsal-", run.stdout + run.stderr).split("\n")]
        if difference := first_difference([TEMPORARY.sub("/tmp/dondoc-rehearsal-", line) for line in shown[1:]], said):
            line, what = difference
            yield line_of(text, match.start()) + 2 + line, what


def first_difference(shown, said):
    """The first line that the program did not print there; a line of … alone stands for any number of lines."""
    at = 0
    skipping = False
    for index, line in enumerate(shown):
        if line.strip() == ELISION:
            skipping = True
            continue
        while skipping and at < len(said) and said[at] != line:
            at += 1
        if at >= len(said) or said[at] != line:
            return index, f"the program does not print this line here, but: {said[at] if at < len(said) else 'its end'}"
        at += 1
        skipping = False
    return None


# The keys of the reference page: each table under a heading that ends with the path of its mapping.
HEADING = re.compile(r"^#{2,3} .*?(?:: )?`([^`]+)`$")
FILES = {"dondoc.yaml", "directory.yaml", "calendars/NAME.yaml", "directives/*.yaml"}


def tables(text):
    """{(file, path of a mapping): its keys}, keys with dots taken apart."""
    found, file, path, is_table = {}, None, None, False
    for line in without_fences(text).split("\n"):
        if line.startswith("## "):
            heading = HEADING.match(line)
            file, path = (heading[1], "") if heading and heading[1] in FILES else (None, None)
        elif line.startswith("### "):
            heading = HEADING.match(line)
            path = heading[1] if heading else ""
        elif file and line.startswith("| key |"):
            is_table = True
        elif not line.startswith("|"):
            is_table = False
        elif is_table and not line.startswith("|--"):
            for key in re.findall(r"`([^`]+)`", line.split("|")[1]):
                parent, _, last = f"{path}.{key}".strip(".").rpartition(".")
                found.setdefault((file, parent), set()).add(last)
                if parent and parent != path:
                    above, _, owner = parent.rpartition(".")
                    found.setdefault((file, above), set()).add(owner)
    return found


def probe(path):
    """A file with an unknown key in the mapping of a path."""
    text = "{zzzzzzzz: 1}"
    for part in reversed(path.split(".") if path else []):
        name = re.sub(r"^(NAME|ID)$", "name", part.removesuffix("[]"))
        text = f"{{{name}: [{text}]}}" if part.endswith("[]") else f"{{{name}: {text}}}"
    return text


def spellings(text, program):
    """Each deadline that the first table of the page of deadlines shows is one that check accepts."""
    table = text.split("\n|---|---|\n", 1)[1].split("\n\n", 1)[0]
    shown = [span for row in table.split("\n") for span in re.findall(r"`([^`]+)`", row.split("|")[1])]
    task = "task: Việc thử, lead: [phong-tnmt], deadline:"
    directives = [f'  - {{id: "8.1", {task} none}}', f'  - {{id: "9.6", {task} none}}']
    directives += [f'  - {{id: "1.{number}", {task} {span}}}' for number, span in enumerate(shown)]
    lines = ["notice: {id: tb-2021-11-30, title: Thử, issued: 2021-11-30}", "directives:", *directives, ""]
    with tempfile.TemporaryDirectory() as root:
        folder = pathlib.Path(root) / "config"
        configuration(folder, [("directives/tb-2021-11-30.yaml", False, "\n".join(lines))])
        run = program.run(["check", "--config", "config"], cwd=root)
    if run.returncode != 0 or len(shown) < 20:
        yield 0, f"check refuses one of {len(shown)} deadlines:\n{run.stderr.rstrip()}"


def keys(text, program):
    documented = tables(text)
    # A folder and a level above a mapping have keys, too: directory.yaml has `units` and `groups`.
    for file, path in list(documented):
        while path:
            path, _, last = path.rpartition(".")
            if not last.startswith(("NAME", "ID")) and not last.isdigit():
                documented.setdefault((file, path), set()).add(last.removesuffix("[]"))
    with tempfile.TemporaryDirectory() as root:
        for (file, path), names in sorted(documented.items()):
            if path.endswith(("gateways", "policies", "units", "groups", "years")):
                continue  # keys of the writer's choice
            folder = pathlib.Path(root) / "config"
            configuration(folder, [(file.replace("NAME", "vn").replace("*", "probe"), False, probe(path) + "\n")])
            said = program.run(["check", "--config", "config"], cwd=root).stderr
            shutil.rmtree(folder)
            match = re.search(r"unknown key 'zzzzzzzz'; .*? takes (.*)", said)
            if not match:
                yield 0, f"{file}: {path or 'top'}: check names no keys of this mapping:\n{said}"
                continue
            known = set(match[1].split(", "))
            for key in sorted(known - names):
                yield 0, f"{file}: {path or 'top'}: the key '{key}' is not described"
            for key in sorted(names - known):
                yield 0, f"{file}: {path or 'top'}: '{key}' is described, and refused by check"
    whole = "".join(block for _, _, _, block in yaml_blocks(text))
    for (file, path), names in sorted(documented.items()):
        for key in sorted(names):
            if not re.search(rf"(?:^|[\s{{]){re.escape(key)}:", whole, re.MULTILINE):
                yield 0, f"{file}: {path or 'top'}: no example has the key '{key}'"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("dondoc", type=lambda text: pathlib.Path(text).resolve())
    program = Program(parser.parse_args().dondoc)
    wrong = []
    for name in pages():
        text = (ROOT / name).read_text()
        count = len(text.splitlines())
        found = [*links(name, text), *files(text), *commands(text, program)]
        found += [*examples(name, text, program), *outputs(text, program)]
        if name == REFERENCE:
            found += keys(text, program)
        if name == DEADLINES:
            found += spellings(text, program)
        if count > LONGEST.get(name, count):
            found.append((count, f"this page has {count} lines, at most {LONGEST[name]} are wanted"))
        wrong += [f"{name}:{line}: {what}" for line, what in sorted(found)]
    for line in wrong:
        print(line)
    if wrong:
        sys.exit(f"{len(wrong)} differences between the pages and the program")
    print(f"{len(pages())} pages: every command parses, every link leads somewhere, every example is accepted")


if __name__ == "__main__":
    main()
