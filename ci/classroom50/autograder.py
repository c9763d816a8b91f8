#!/usr/bin/env python3
"""Grades one submission for Classroom 50: calls threadmark and writes ./result.json (classroom50/result/v1) and ./release-body.md.

Exit 0: it ran to its end, whatever the grade. Anything else is a fault of ours, and there is no result.json, so no score either.
"""
import datetime
import json
import math
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
NEEDED = ("CLASSROOM", "ASSIGNMENT", "SUBMISSION_TAG", "COMMIT_URL", "RELEASE_URL")


def program():
    """A threadmark that is installed, or the one that lies beside us, built where it is not yet."""
    installed = os.environ.get("THREADMARK") or shutil.which("threadmark")
    if installed:
        return installed
    built = HERE / "threadmark" / "build" / "threadmark"
    if not built.exists():
        environment = {**os.environ, "CI": "true"}
        for script in (("ci/setup",), ("ci/build", str(built.parent), "-DTHREADMARK_TESTS=OFF", "--", "threadmark_all")):
            subprocess.run(["bash", str(HERE / "threadmark" / script[0]), *script[1:]], check=True, env=environment, stdout=sys.stderr)
    return str(built)


def lesson(settings):
    """The lesson that the settings give for this assignment, or the only one."""
    by_assignment = settings.get("assignments", {})
    name = os.environ["ASSIGNMENT"]
    if name in by_assignment:
        return by_assignment[name]
    if name in settings["lessons"]:
        return name
    if len(settings["lessons"]) == 1:
        return settings["lessons"][0]
    raise LookupError(f"no lesson for the assignment {name}")


def tests_of(result):
    """Whole numbers: points are rounded down, maxima up; what gives no points and holds is not told."""
    tests = []
    for check in result["checks"]:
        most = 0 if check["bonus"] else math.ceil(check["max_points"])
        if not check["max_points"] and check["status"] == "passed":
            continue
        test = {"test-name": check["id"], "passed": check["status"] == "passed", "score": math.floor(check["points"]), "max-score": most}
        if check["hint"] and check["status"] == "failed":
            test["hint"] = check["hint"]
        tests.append(test)
    if not tests:
        tests.append({"test-name": result["verdict"], "passed": False, "score": 0, "max-score": math.ceil(result["max_score"])})
    return tests


def document(result):
    tests = tests_of(result)
    environment = os.environ
    return {
        "schema": "classroom50/result/v1",
        "classroom": environment["CLASSROOM"],
        "assignment": environment["ASSIGNMENT"],
        "submission": environment["SUBMISSION_TAG"],
        "commit": environment["COMMIT_URL"],
        "release": environment["RELEASE_URL"],
        "review": environment.get("REVIEW_URL") or environment["COMMIT_URL"],
        "datetime": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "score": sum(test["score"] for test in tests),
        "max-score": sum(test["max-score"] for test in tests),
        "tests": tests,
    }


def put(path, text):
    fresh = path + ".new"
    with open(fresh, "w", encoding="utf-8") as out:
        out.write(text)
    os.replace(fresh, path)


def main():
    missing = [name for name in NEEDED if not os.environ.get(name)]
    if missing:
        print("threadmark: the runner did not set " + ", ".join(missing), file=sys.stderr)
        return 3
    # A result that the student's repository brings is not ours.
    for stale in ("result.json", "release-body.md"):
        if os.path.lexists(stale):
            os.unlink(stale)
    with open(HERE / "threadmark.json", encoding="utf-8") as source:
        settings = json.load(source)
    with tempfile.TemporaryDirectory() as folder:
        made, body = os.path.join(folder, "result.json"), os.path.join(folder, "body.md")
        # What the program says may hold the student's words; on GitHub the log is read for commands, so none of it goes there.
        done = subprocess.run([program(), "grade", lesson(settings), os.getcwd(), "--format", "json", "--output", made,
                               "--report", "markdown=" + body, "--sandbox", settings.get("sandbox", "no-cgroup"), "--quiet"],
                              stdin=subprocess.DEVNULL, capture_output=True, check=False)
        if done.returncode not in (0, 1):
            print(f"threadmark: could not grade, status {done.returncode}", file=sys.stderr)
            return 3
        with open(made, encoding="utf-8") as source:
            result = json.load(source)
        with open(body, encoding="utf-8") as source:
            put("release-body.md", source.read())
    put("result.json", json.dumps(document(result), indent=2) + "\n")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Exception as error:  # pylint: disable=broad-except
        print(f"threadmark: could not grade: {type(error).__name__}", file=sys.stderr)
        sys.exit(3)
