#!/usr/bin/env python3
"""platform_test.py PROGRAM [--build]: the packages for Gradescope and Classroom 50, made, unpacked into the documented layout and run in a clean
environment.

The package's build is PROGRAM's own; with --build it is made as the platform makes it, from nothing but what is in the zip, which takes minutes.
"""
import datetime
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
import zipfile

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PROGRAM = ""
FIXED = ""
CLEAN_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


def solution(kind, name):
    return os.path.join(TOP, "reference", "counter-race", kind, name)


RIGHT = solution("accepted", "atomic_number.cpp")
RACY = solution("rejected", "plain_int.cpp")


class PlatformCase(unittest.TestCase):
    def setUp(self):
        self.root = tempfile.mkdtemp(prefix="platform-case-")
        if FIXED:
            # Compilers' caches know files by their whole names, so each has the same; what it compiles stays for the next.
            os.rmdir(self.root)
            self.root = os.path.join(FIXED, "root")
            os.makedirs(self.root)

    def tearDown(self):
        shutil.rmtree(self.root, ignore_errors=True)

    def clean(self, **more):
        """What a container starts a program with, and the precompiled headers of earlier tests."""
        cache = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
        if FIXED:
            return {"PATH": CLEAN_PATH, "HOME": self.root, "CCACHE_DIR": os.path.join(FIXED, "ccache"), **more}
        return {"PATH": CLEAN_PATH, "HOME": self.root, "XDG_CACHE_HOME": cache, **more}

    def package(self, target, lessons, into, *options, build=False):
        """Makes a package and unpacks it as `unzip` does; its build is ours, unless the platform is to make it."""
        archive = os.path.join(self.root, "package.zip")
        subprocess.run([PROGRAM, "package", target, *lessons, "-o", archive, "--quiet", *options], check=True)
        with zipfile.ZipFile(archive) as source:
            names = source.namelist()
            for entry in source.infolist():
                path = source.extract(entry, into)
                os.chmod(path, (entry.external_attr >> 16) & 0o777)
        self.assertFalse([n for n in names if "/reference/" in n or n.startswith("reference")], "no solutions of ours")
        for lesson in lessons if target != "github" else []:
            self.assertIn(f"threadmark/exercises/{lesson}/spec.yaml", names)
        if target != "github" and not build:
            os.makedirs(os.path.join(into, "threadmark", "build"))
            os.symlink(PROGRAM, os.path.join(into, "threadmark", "build", "threadmark"))
        return names


class Gradescope(PlatformCase):
    BUILD = False

    def lay_out(self, lessons=("counter-race",), *options):
        self.autograder = os.path.join(self.root, "autograder")
        for folder in ("source", "submission", "results"):
            os.makedirs(os.path.join(self.autograder, folder))
        names = self.package("gradescope", list(lessons), os.path.join(self.autograder, "source"), *options, build=self.BUILD)
        self.assertIn("setup.sh", names)
        shutil.copy(os.path.join(self.autograder, "source", "run_autograder"), self.autograder)

    def submit(self, path, name="solution.cpp"):
        shutil.copy(path, os.path.join(self.autograder, "submission", name))

    def metadata(self, title="counter-race", previous=()):
        about = {"id": 1, "created_at": "2026-09-10T12:00:00.000000-07:00", "assignment": {"title": title, "total_points": "10.0"},
                 "users": [{"name": "Student", "email": "s@example.org", "id": 1}], "previous_submissions": list(previous)}
        with open(os.path.join(self.autograder, "submission_metadata.json"), "w", encoding="utf-8") as out:
            json.dump(about, out)

    def run_it(self, **environment):
        done = subprocess.run([os.path.join(self.autograder, "run_autograder")], cwd=self.autograder, capture_output=True, text=True,
                              env=self.clean(AUTOGRADER_ROOT=self.autograder, **environment))
        self.assertEqual(done.returncode, 0, done.stderr)
        return self.results()

    def results(self):
        with open(os.path.join(self.autograder, "results", "results.json"), encoding="utf-8") as source:
            results = json.load(source)
        self.assertEqual(os.listdir(os.path.join(self.autograder, "results")), ["results.json"])
        for test in results.get("tests", []):
            self.assertLessEqual(set(test), {"name", "name_format", "score", "max_score", "status", "number", "output", "output_format",
                                             "visibility", "tags", "extra_data"})
            self.assertIn(test["status"], ("passed", "failed"))
        return results

    def assert_not_graded(self, results):
        self.assertNotIn("score", results)
        self.assertNotIn("tests", results)
        self.assertIn("tell your instructor", results["output"])

    def test_right_wrong_empty_and_unbuildable(self):
        self.lay_out()
        self.metadata()
        self.submit(RIGHT)
        right = self.run_it()
        self.assertEqual(right["score"], 10)
        self.assertEqual({test["status"] for test in right["tests"]}, {"passed"})
        self.assertGreater(right["execution_time"], 0)
        self.submit(RACY)
        wrong = self.run_it()
        self.assertLess(wrong["score"], 10)
        self.assertEqual(sum(test.get("score", 0) for test in wrong["tests"]), wrong["score"])
        self.assertTrue(any("data race" in test.get("output", "") for test in wrong["tests"]))
        self.submit("/dev/null")
        self.assertEqual(self.run_it()["score"], 0)
        with open(os.path.join(self.autograder, "submission", "solution.cpp"), "w", encoding="utf-8") as out:
            out.write("int main() { return missing; }\n")
        self.assertEqual(self.run_it()["score"], 0)

    def test_setup_leaves_precompiled_headers_in_the_image(self):
        self.lay_out()
        self.metadata()
        source = os.path.join(self.autograder, "source")
        # Packages and build are there; they have a test of their own.
        for script in ("setup", "build"):
            with open(os.path.join(source, "threadmark", "ci", script), "w", encoding="utf-8") as out:
                out.write("#!/bin/sh\n")
        environment = self.clean(AUTOGRADER_ROOT=self.autograder)
        del environment["XDG_CACHE_HOME"]
        done = subprocess.run(["bash", os.path.join(source, "setup.sh")], capture_output=True, text=True, env=environment, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        headers = os.path.join(source, "cache", "threadmark", "headers")
        made = sorted(os.listdir(headers))
        self.assertTrue(made)
        shutil.copy(os.path.join(source, "threadmark", "exercises", "counter-race", "starter", "solution.cpp"),
                    os.path.join(self.autograder, "submission"))
        done = subprocess.run([os.path.join(self.autograder, "run_autograder")], cwd=self.autograder, capture_output=True, text=True,
                              env=environment, check=False)
        self.assertIn("score", self.results(), done.stderr)
        self.assertEqual(sorted(os.listdir(headers)), made, "nothing had to be made again")

    def test_our_own_fault_is_no_zero(self):
        self.lay_out()
        self.metadata()
        self.submit(RIGHT)
        self.assert_not_graded(self.run_it(TMPDIR="/proc"))
        os.unlink(os.path.join(self.autograder, "source", "autograder.json"))
        self.assert_not_graded(self.run_it())

    def test_killed_it_leaves_words_and_no_score(self):
        self.lay_out()
        self.submit(RIGHT)
        process = subprocess.Popen([os.path.join(self.autograder, "run_autograder")], cwd=self.autograder, start_new_session=True,
                                   env=self.clean(AUTOGRADER_ROOT=self.autograder))
        results = os.path.join(self.autograder, "results", "results.json")
        while not os.path.exists(results):
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for left in os.listdir(os.path.dirname(results)):
            if left != "results.json":
                os.unlink(os.path.join(os.path.dirname(results), left))
        self.assert_not_graded(self.results())

    def test_limits_count_only_what_was_graded(self):
        self.lay_out(("counter-race",), "--limit", "2", "--hours", "24")
        with open(os.path.join(self.autograder, "submission", "solution.cpp"), "w", encoding="utf-8") as out:
            out.write("int main() { return missing; }\n")

        def earlier(hours, score, graded=True):
            at = datetime.datetime(2026, 9, 10, 12, tzinfo=datetime.timezone(datetime.timedelta(hours=-7))) - datetime.timedelta(hours=hours)
            return {"submission_time": at.isoformat(), "score": score, "results": {"extra_data": {"threadmark": {"graded": graded}}}}

        self.metadata(previous=[earlier(30, 9), earlier(5, 7), earlier(3, 3, graded=False), earlier(2, None)])
        self.assertEqual(self.run_it()["score"], 0, "one counted: graded")
        self.metadata(previous=[earlier(5, 7), earlier(4, 4)])
        refused = self.run_it()
        self.assertEqual(refused["score"], 7)
        self.assertIn("Not graded again", refused["output"])
        self.assertFalse(refused["extra_data"]["threadmark"]["graded"])

    def test_the_title_says_which_of_several_lessons(self):
        self.lay_out(("counter-race", "thread-join"))
        with open(os.path.join(self.autograder, "submission", "solution.cpp"), "w", encoding="utf-8") as out:
            out.write("int main() { return missing; }\n")
        self.metadata(title="Week 2: Counter-Race")
        self.assertEqual(self.run_it()["extra_data"]["lesson"], "counter-race")
        self.metadata(title="Week 3")
        self.assert_not_graded(self.run_it())


class Classroom50(PlatformCase):
    BUILD = False

    def lay_out(self, path):
        # The same place as Gradescope's, so that the second build finds what the first one compiled.
        self.bundle = os.path.join(self.root, "autograder", "source")
        self.checkout = os.path.join(self.root, "checkout")
        os.makedirs(self.checkout)
        names = self.package("classroom50", ["counter-race"], self.bundle, build=self.BUILD)
        self.assertIn("runtime.json", names)
        shutil.copy(path, os.path.join(self.checkout, "solution.cpp"))

    def run_it(self, **environment):
        url = "https://github.com/org/cs-counter-race-alice"
        return subprocess.run([sys.executable, os.path.join(self.bundle, "autograder.py")], cwd=self.checkout, capture_output=True, text=True,
                              env=self.clean(CLASSROOM="cs", ASSIGNMENT="counter-race", SUBMISSION_TAG="submit/2026-09-01T14-32-05Z-a1b2c3d",
                                             USERNAME="alice", OWNER="alice", ASSIGNMENT_TYPE="individual", COMMIT_URL=url + "/commit/a1b2c3d",
                                             RELEASE_URL=url + "/releases/tag/submit", REVIEW_URL=url + "/compare/1...2",
                                             PAGES_BASE_URL="https://org.github.io/classroom50", CLASSROOM50_BUNDLE_DIR=self.bundle,
                                             GITHUB_ACTIONS="true", **environment), check=False)

    def result(self):
        with open(os.path.join(self.checkout, "result.json"), encoding="utf-8") as source:
            result = json.load(source)
        self.assertEqual(set(result), {"schema", "classroom", "assignment", "submission", "commit", "release", "review", "datetime", "score",
                                       "max-score", "tests"})
        self.assertEqual(result["schema"], "classroom50/result/v1")
        datetime.datetime.strptime(result["datetime"], "%Y-%m-%dT%H:%M:%SZ")
        for test in result["tests"]:
            self.assertLessEqual({"test-name", "passed", "score", "max-score"}, set(test))
            self.assertIsInstance(test["passed"], bool)
            self.assertIs(type(test["score"]), int)
        for key in ("score", "max-score"):
            self.assertIs(type(result[key]), int)
            self.assertEqual(result[key], sum(test[key] for test in result["tests"]))
        return result

    def test_a_wrong_solution_ran_to_its_end(self):
        self.lay_out(RACY)
        done = self.run_it()
        self.assertEqual((done.returncode, done.stdout), (0, ""), done.stderr)
        result = self.result()
        self.assertLess(result["score"], 10)
        self.assertEqual(result["max-score"], 10)
        with open(os.path.join(self.checkout, "release-body.md"), encoding="utf-8") as source:
            self.assertIn("sequenceDiagram", source.read())

    def test_where_nothing_is_installed_it_builds_what_lies_beside_it(self):
        self.lay_out(RACY)
        ours = os.path.join(self.bundle, "threadmark")
        shutil.rmtree(os.path.join(ours, "build"))
        with open(os.path.join(ours, "ci", "setup"), "w", encoding="utf-8") as out:
            out.write("#!/bin/sh\necho noise\n")
        # Compiling has a test of its own.
        with open(os.path.join(ours, "ci", "build"), "w", encoding="utf-8") as out:
            out.write(f'#!/bin/sh\nmkdir -p "$1"\nln -s "{PROGRAM}" "$1/threadmark"\n')
        done = self.run_it()
        self.assertEqual((done.returncode, done.stdout), (0, ""), done.stderr)
        self.assertLess(self.result()["score"], 10)

    def test_a_build_error_has_the_whole_maximum(self):
        self.lay_out("/dev/null")
        with open(os.path.join(self.checkout, "solution.cpp"), "w", encoding="utf-8") as out:
            out.write("int main() { return missing; }\n")
        self.assertEqual(self.run_it().returncode, 0)
        result = self.result()
        self.assertEqual((result["score"], result["max-score"]), (0, 10))

    def test_our_own_fault_leaves_no_result(self):
        self.lay_out(RIGHT)
        with open(os.path.join(self.checkout, "result.json"), "w", encoding="utf-8") as out:
            out.write('{"score": 10}')
        self.assertEqual(self.run_it(TMPDIR="/proc").returncode, 3)
        self.assertFalse(os.path.exists(os.path.join(self.checkout, "result.json")))


class GradescopeFromNothing(Gradescope):
    BUILD = True

    def test_right_and_wrong(self):
        self.lay_out()
        self.metadata()
        # Windows' zip programs lose these.
        os.chmod(os.path.join(self.autograder, "source", "threadmark", "ci", "setup"), 0o644)
        done = subprocess.run(["bash", os.path.join(self.autograder, "source", "setup.sh")], cwd="/", capture_output=True, text=True,
                              env=self.clean(AUTOGRADER_ROOT=self.autograder))
        self.assertEqual(done.returncode, 0, done.stdout[-3000:] + done.stderr[-3000:])
        self.assertIn("sandbox", done.stdout)
        for path, score in ((RIGHT, 10), (RACY, None)):
            self.submit(path)
            result = self.run_it()
            self.assertIn("score", result)
            self.assertTrue(result["score"] == 10 if score else result["score"] < 10, result["score"])


class Classroom50FromNothing(Classroom50):
    BUILD = True

    def test_it_builds_itself_and_grades(self):
        self.lay_out(RACY)
        done = self.run_it()
        self.assertEqual((done.returncode, done.stdout), (0, ""), done.stderr[-3000:])
        self.assertEqual(self.result()["max-score"], 10)
        self.assertLess(self.result()["score"], 10)


class Github(PlatformCase):
    def test_the_template_has_workflow_starter_and_text(self):
        names = self.package("github", ["counter-race", "thread-join"], os.path.join(self.root, "template"))
        with open(os.path.join(self.root, "template", ".github", "workflows", "autograde.yml"), encoding="utf-8") as workflow:
            self.assertIn("YOUR-ORGANISATION/threadmark/ci/github@" + "0" * 40, workflow.read())
        for name in (".github/workflows/autograde.yml", ".threadmark.yml", "README.md", "counter-race/solution.cpp", "thread-join/README.md"):
            self.assertIn(name, names)

    def test_the_workflow_names_the_copy_that_the_course_trusts(self):
        commit = "3f1c" * 10
        self.package("github", ["counter-race"], os.path.join(self.root, "template"), "--threadmark", "my-school/tm.copy@" + commit)
        with open(os.path.join(self.root, "template", ".github", "workflows", "autograde.yml"), encoding="utf-8") as workflow:
            text = workflow.read()
        self.assertIn(f"- uses: my-school/tm.copy/ci/github@{commit}\n", text)
        self.assertNotIn("YOUR-ORGANISATION", text)
        for wrong in ("my-school/threadmark@main", "threadmark@" + commit, "a/b@" + commit + "\nrun: x"):
            done = subprocess.run([PROGRAM, "package", "github", "counter-race", "-o", os.path.join(self.root, "x.zip"), "--threadmark", wrong],
                                  capture_output=True, text=True, check=False)
            self.assertEqual(done.returncode, 2, wrong)
            self.assertIn("all 40 digits", done.stderr)


if __name__ == "__main__":
    PROGRAM = os.path.abspath(sys.argv.pop(1))
    # The two that build are asked for by name, alone, one after the other, in one place.
    slow = {"GradescopeFromNothing": "test_right_and_wrong", "Classroom50FromNothing": "test_it_builds_itself_and_grades"}
    if sys.argv[1:2] == ["--build"]:
        FIXED = tempfile.mkdtemp(prefix="platform-build-")
        try:
            unittest.main(argv=[sys.argv[0], *(f"{case}.{test}" for case, test in slow.items())], verbosity=2)
        finally:
            shutil.rmtree(FIXED, ignore_errors=True)
    for case in slow:
        del globals()[case]
    unittest.main(verbosity=2)
