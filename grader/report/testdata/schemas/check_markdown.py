#!/usr/bin/env python3
"""check_markdown.py FILE...: renders Markdown by cmark-gfm and checks that nothing in it acts: no link, picture or HTML, no
mention or reference outside code, no heading, list or table that the text of a student made. Prints what is wrong."""
import html.parser
import re
import subprocess
import sys

ALLOWED = {"h2", "h3", "h4", "p", "table", "thead", "tbody", "tr", "th", "td", "blockquote", "strong", "ul", "li", "pre", "code"}
REFERENCE = re.compile(r"[@#!~%$&^][\w\"]|:[a-z]|://|www\.", re.IGNORECASE)
VERDICTS = "✅❌⚠"


class Checker(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.problems, self.heads = [], [], []

    def handle_starttag(self, tag, attributes):
        if tag not in ALLOWED:
            self.problems.append(f"<{tag}>")
        if tag == "ul" and "li" in self.open:
            self.problems.append("a list in a list")
        for name, value in attributes:
            if (tag, name) not in {("code", "class"), ("td", "align"), ("th", "align"), ("pre", "lang")}:
                self.problems.append(f"<{tag} {name}={value}>")
        self.open.append(tag)
        if tag in ("h2", "h3"):
            self.heads.append("")

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.problems.append(f"</{tag}> closes nothing")

    def handle_comment(self, data):
        self.problems.append(f"a comment: {data}")

    def handle_data(self, data):
        if any(tag in ("h2", "h3") for tag in self.open):
            self.heads[-1] += data
        if "code" not in self.open and REFERENCE.search(data):
            self.problems.append(f"a reference: {data.strip()[:80]}")


def problems_of(name):
    with open(name, encoding="utf-8") as file:
        text = file.read()
    run = ["cmark-gfm", "-e", "table", "-e", "autolink", "-e", "strikethrough"]
    checker = Checker()
    checker.feed(subprocess.run(run, input=text, capture_output=True, check=True, text=True).stdout)
    checker.close()
    wrong = checker.problems
    wrong += [f"a heading of somebody's: {head[:80]}" for head in checker.heads[1:] if head[0] not in VERDICTS]
    wrong += [f"a line is a command: {line[:80]}" for line in text.splitlines() if re.match(r"\s*::|.*##[a-z]*\[", line)]
    return wrong


def main():
    bad = [f"{name}: {problem}" for name in sys.argv[1:] for problem in problems_of(name)]
    print("\n".join(bad), end="")
    return 1 if bad else 0


sys.exit(main())
