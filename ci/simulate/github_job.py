"""A GitHub job as far as an action can see it: repositories, the event, the documented variables and files, and the reader of the log.

What is imitated is what GitHub documents (variables, workflow commands, step outputs, summaries, checkouts of merge commits) and what its
runner does with a log: commands of the form ::name key=value::message at the beginning of a line, ##[name]message anywhere, and neither
between ::stop-commands::WORD and ::WORD::.
"""
import json
import os
import re
import shutil
import subprocess
import tempfile

import yaml

LEVELS = ("error", "warning", "notice")


def git(folder, *arguments, date="2026-09-01T12:00:00Z", **more):
    environment = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org",
                   "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org", "GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
    return subprocess.run(["git", "-C", folder, *arguments], check=True, capture_output=True, text=True, env=environment, **more).stdout.strip()


class Repository:
    """A repository with a main branch, and what others propose to it."""

    def __init__(self, folder):
        self.folder = folder
        os.makedirs(folder)
        git(folder, "init", "-q", "-b", "main")
        git(folder, "config", "uploadpack.allowAnySHA1InWant", "true")

    def commit(self, files, message="change", remove=(), links=()):
        """Writes and removes files (bytes or text by path) on the current branch; gives the commit's id."""
        for path in remove:
            git(self.folder, "rm", "-q", "-r", "--", path)
        for path, content in files.items():
            full = os.path.join(self.folder, path)
            os.makedirs(os.path.dirname(full), exist_ok=True)
            with open(full, "wb") as out:
                out.write(content if isinstance(content, bytes) else content.encode())
        for path, target in links:
            os.makedirs(os.path.dirname(os.path.join(self.folder, path)), exist_ok=True)
            os.symlink(target, os.path.join(self.folder, path))
        git(self.folder, "add", "-A")
        git(self.folder, "commit", "-q", "--allow-empty", "-m", message)
        return git(self.folder, "rev-parse", "HEAD")

    def branch(self, name, start="main"):
        git(self.folder, "checkout", "-q", "-b", name, start)

    def switch(self, name):
        git(self.folder, "checkout", "-q", name)

    def propose(self, head, number=1):
        """What GitHub does for a pull request of that branch to main: a merge commit under refs/pull. Gives base, head and merge."""
        base = git(self.folder, "rev-parse", "main")
        tip = git(self.folder, "rev-parse", head)
        git(self.folder, "checkout", "-q", "--detach", "main")
        git(self.folder, "merge", "-q", "--no-ff", "-m", "Merge", tip)
        merge = git(self.folder, "rev-parse", "HEAD")
        git(self.folder, "update-ref", f"refs/pull/{number}/merge", merge)
        git(self.folder, "update-ref", f"refs/pull/{number}/head", tip)
        git(self.folder, "checkout", "-q", "main")
        return base, tip, merge


class Log:
    """Reads a log as GitHub's runner does and remembers what it obeyed."""

    def __init__(self, text):
        self.annotations = []
        self.others = []
        self.stopped_by = None
        self.shown = []
        for line in text.split("\n"):
            self.read(line)

    def read(self, line):
        if self.stopped_by:
            if line.strip() == f"::{self.stopped_by}::":
                self.stopped_by = None
            else:
                self.shown.append(line)
            return
        text = line.lstrip()
        end = text.find("::", 2) if text.startswith("::") else -1
        old = re.search(r"##\[([A-Za-z0-9_-]+)([^\]]*)\](.*)$", line)
        if end > 2:
            name, _, properties = text[2:end].partition(" ")
            self.obey(name, properties, text[end + 2:])
        elif old:
            self.obey(old.group(1), old.group(2), old.group(3))
        else:
            self.shown.append(line)

    def obey(self, name, properties, message):
        if name == "stop-commands":
            self.stopped_by = message
        elif name in LEVELS:
            values = {}
            for pair in filter(None, properties.split(",")):
                key, _, value = pair.partition("=")
                values[key] = unescaped(value, True)
            self.annotations.append({"level": name, "message": unescaped(message, False), **values})
        else:
            self.others.append((name, properties, message))

    def of(self, level):
        return [a for a in self.annotations if a["level"] == level]


def unescaped(text, is_property):
    if is_property:
        text = text.replace("%3A", ":").replace("%2C", ",")
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


class Outcome:
    """How a job ended: status of the failing step (or 0), the log as read, outputs by step, the summary."""

    def __init__(self):
        self.status = 0
        self.text = ""
        self.outputs = {}
        self.summary = ""
        self.results = None
        self.uses = []


class Job:
    """One run of the composite action for one event."""

    def __init__(self, action, repository, event_name, event, commit, ref, depth=0, environment=None, checkout=None):
        self.root = tempfile.mkdtemp(prefix="github-job-")
        self.action = action
        self.workspace = os.path.join(self.root, "work", "course", "course")
        self.temp = os.path.join(self.root, "work", "_temp")
        for folder in (self.workspace, self.temp, os.path.join(self.root, "home")):
            os.makedirs(folder)
        self.check_out(repository, checkout or commit, depth)
        event_path = os.path.join(self.root, "work", "event.json")
        with open(event_path, "w", encoding="utf-8") as out:
            json.dump(event, out)
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": os.path.join(self.root, "home"), "CI": "true", "LANG": "C.UTF-8",
            "GITHUB_ACTIONS": "true", "GITHUB_ACTION_PATH": action, "GITHUB_EVENT_NAME": event_name, "GITHUB_EVENT_PATH": event_path,
            "GITHUB_REPOSITORY": "course/course", "GITHUB_SHA": commit, "GITHUB_REF": ref, "GITHUB_WORKSPACE": self.workspace,
            "GITHUB_SERVER_URL": "https://github.com", "GITHUB_RUN_ID": "1", "GITHUB_JOB": "grade", "GITHUB_ACTOR": "student",
            "RUNNER_OS": "Linux", "RUNNER_ARCH": "X64", "RUNNER_TEMP": self.temp, "RUNNER_ENVIRONMENT": "self-hosted",
            **(environment or {})}

    def check_out(self, repository, commit, depth):
        """As actions/checkout does it: an empty repository, one fetch, a detached head."""
        git(self.workspace, "init", "-q")
        git(self.workspace, "remote", "add", "origin", f"file://{repository.folder}")
        git(self.workspace, "config", "gc.auto", "0")
        if depth:
            git(self.workspace, "fetch", "-q", "--no-tags", "--prune", f"--depth={depth}", "origin", f"+{commit}:refs/remotes/pull/1/merge")
        else:
            git(self.workspace, "fetch", "-q", "--prune", "origin", "+refs/heads/*:refs/remotes/origin/*", f"+{commit}:refs/remotes/pull/1/merge")
        git(self.workspace, "checkout", "-q", "--detach", commit)

    def run(self, inputs):
        """Runs the action's bash steps in order; steps that use other actions are only remembered."""
        with open(os.path.join(self.action, "action.yml"), encoding="utf-8") as source:
            action = yaml.safe_load(source)
        values = {name: str(value.get("default", "")) for name, value in action["inputs"].items()}
        values.update(inputs)
        outcome = Outcome()
        for number, step in enumerate(action["runs"]["steps"]):
            scope = {"inputs": values, "steps": outcome.outputs, "github": {"event_name": self.environment["GITHUB_EVENT_NAME"]}}
            if not wanted(step.get("if", "success()"), scope, outcome.status):
                continue
            if "uses" in step:
                outcome.uses.append(step["uses"].split("@")[0])
                continue
            self.run_step(number, step, scope, outcome)
        log = Log(outcome.text)
        outcome.log = log
        results = os.path.join(self.temp, "threadmark", "results.json")
        if os.path.exists(results):
            with open(results, encoding="utf-8") as source:
                outcome.results = json.load(source)
        return outcome

    def run_step(self, number, step, scope, outcome):
        files = {}
        for name in ("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT", "GITHUB_ENV", "GITHUB_PATH", "GITHUB_STATE"):
            files[name] = os.path.join(self.temp, f"{name.lower()}_{number}")
            open(files[name], "w").close()
        script = os.path.join(self.temp, f"step_{number}.sh")
        with open(script, "w", encoding="utf-8") as out:
            out.write(filled(step["run"], scope))
        more = {name: filled(value, scope) for name, value in step.get("env", {}).items()}
        done = subprocess.run(["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", script], cwd=self.workspace, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env={**self.environment, **files, **more}, timeout=600)
        outcome.text += done.stdout.decode("utf-8", "surrogateescape")
        if done.returncode and not outcome.status:
            outcome.status = done.returncode
        if "id" in step:
            outcome.outputs[step["id"]] = {"outputs": read_outputs(files["GITHUB_OUTPUT"])}
        with open(files["GITHUB_STEP_SUMMARY"], encoding="utf-8", errors="surrogateescape") as source:
            outcome.summary += source.read()

    def remove(self):
        shutil.rmtree(self.root, ignore_errors=True)


def read_outputs(path):
    """GITHUB_OUTPUT: name=value lines, and name<<WORD blocks."""
    outputs = {}
    with open(path, encoding="utf-8") as source:
        lines = iter(source.read().split("\n"))
    for line in lines:
        block = re.match(r"^([^=]+?)<<(.+)$", line)
        if block:
            outputs[block.group(1)] = "\n".join(iter(lambda: next(lines), block.group(2)))
        elif "=" in line:
            name, _, value = line.partition("=")
            outputs[name] = value
    return outputs


def looked_up(expression, scope):
    value = scope
    for key in expression.split("."):
        value = value.get(key, "") if isinstance(value, dict) else ""
    return value if isinstance(value, str) else ""


def filled(text, scope):
    """Replaces ${{ a.b.c }}; other expressions an action of ours does not use."""
    return re.sub(r"\$\{\{\s*([A-Za-z_.-]+)\s*\}\}", lambda match: looked_up(match.group(1), scope), str(text))


def wanted(condition, scope, status):
    """The few forms of `if` that the action uses: comparisons, &&, ||, brackets, always(), success()."""
    tokens = re.findall(r"\(\)|[()]|&&|\|\||==|!=|'[^']*'|[A-Za-z_][A-Za-z0-9_.-]*", condition)
    python = []
    for token in tokens:
        if token in ("&&", "||"):
            python.append({"&&": "and", "||": "or"}[token])
        elif token in ("(", ")", "==", "!=") or token.startswith("'"):
            python.append(token)
        elif token == "()":
            continue
        elif token in ("always", "success"):
            python.append("True" if token == "always" or not status else "False")
        else:
            python.append(repr(looked_up(token, scope)))
    unconditional = "always()" in condition or "failure()" in condition
    return (unconditional or not status) and bool(eval(" ".join(python), {"__builtins__": {}}))  # pylint: disable=eval-used
