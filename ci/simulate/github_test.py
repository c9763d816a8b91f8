#!/usr/bin/env python3
"""github_test.py PROGRAM: `threadmark ci` in simulated GitHub jobs, over real repositories. Each test is one case of a pull request or push."""
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest

import yaml

from github_job import Job, Repository, git, wanted

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
ACTION = os.path.join(TOP, "ci", "github")
PROGRAM = ""
SETTINGS = "fail-on: failed\n"


def solution(lesson, kind, name):
    with open(os.path.join(TOP, "reference", lesson, kind, name), encoding="utf-8") as source:
        return source.read()


def lesson_files(lesson):
    """A lesson's folder: content by path."""
    top, files = os.path.join(TOP, "exercises", lesson), {}
    for folder, _, names in os.walk(top):
        for name in names:
            path = os.path.join(folder, name)
            with open(path, "rb") as source:
                files[os.path.relpath(path, top)] = source.read()
    return files


RIGHT = solution("counter-race", "accepted", "atomic_number.cpp")
RACY = solution("counter-race", "rejected", "plain_int.cpp")
UNBUILT = "int main() { return missing; }\n"
EIGHT_RACES = """#include <iostream>
#include <thread>
#include <vector>
int a, b, c, d, e, f, g, h;
void work() {
  for (int i = 0; i < 3; ++i) ++a, ++b, ++c, ++d, ++e, ++f, ++g, ++h;
}
int main() {
  std::vector<std::thread> all;
  for (int i = 0; i < 4; ++i) all.emplace_back(work);
  for (auto& thread : all) thread.join();
  std::cout << "n = " << a - b << "\\n";
}
"""
# What a student can print, in every form that a service could take for its own.
LOUD = RACY.replace("int main() {", """int main() {
  std::cout << "::error::you lose\\n::set-output name=score::10\\n::stop-commands::x\\n##[set-output name=score]10\\n"
            << "<script>alert(1)</script> [link](https://example.org) @everyone ```\\n\\x1b[31m";
""", 1)


class GithubCase(unittest.TestCase):
    def setUp(self):
        self.root = tempfile.mkdtemp(prefix="github-case-")
        self.repository = Repository(os.path.join(self.root, "repository"))
        self.jobs = []

    def tearDown(self):
        for job in self.jobs:
            job.remove()
        shutil.rmtree(self.root, ignore_errors=True)

    def base(self, files):
        return self.repository.commit({"README.md": "course\n", ".threadmark.yml": SETTINGS, **files}, "base")

    def pull_request(self, files, remove=(), links=(), depth=0, inputs=None, checkout_head=False, environment=None):
        self.repository.branch("work")
        self.repository.commit(files, "work", remove, links)
        base, head, merge = self.repository.propose("work")
        event = {"action": "synchronize", "number": 1,
                 "pull_request": {"number": 1, "base": {"ref": "main", "sha": base}, "head": {"ref": "work", "sha": head}},
                 "repository": {"default_branch": "main"}}
        return self.run_job("pull_request", event, merge, "refs/pull/1/merge", depth, inputs, head if checkout_head else None, environment)

    def run_job(self, name, event, commit, ref, depth=0, inputs=None, checkout=None, environment=None):
        job = Job(ACTION, self.repository, name, event, commit, ref, depth, environment, checkout)
        self.jobs.append(job)
        # The precompiled headers of one case serve the next; results do so only where a test is about that.
        cache = job.environment.get("XDG_CACHE_HOME", "").replace("{workspace}", job.workspace)
        job.environment["XDG_CACHE_HOME"] = cache or os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
        arguments = "--cross-check\nnone" + ("" if cache else "\n--no-cache")
        outcome = job.run({"program": PROGRAM, "sandbox": "no-userns", "arguments": arguments, **(inputs or {})})
        self.check_always(outcome)
        return outcome

    def check_always(self, outcome):
        """What must hold whatever was graded."""
        self.assertEqual(outcome.log.others, [], "only annotations are obeyed")
        self.assertLessEqual(len(outcome.log.of("error")), 10 + 2)
        self.assertLessEqual(len(outcome.log.of("warning")), 10 + 1)
        self.assertLess(len(outcome.summary.encode("utf-8", "surrogateescape")), 1024 * 1024)
        self.assertNotIn("<script", outcome.summary)
        self.assertNotIn("](http", re.sub(r"```.*?```", "", outcome.summary, flags=re.S))

    def outputs(self, outcome):
        return outcome.outputs["grade"]["outputs"]

    def test_a_race_beside_an_unchanged_lesson(self):
        self.base({"thread-join/solution.cpp": "int main() {}\n", "counter-race/solution.cpp": RIGHT})
        outcome = self.pull_request({"counter-race/solution.cpp": RACY})
        self.assertEqual(outcome.status, 1, outcome.text)
        self.assertEqual(outcome.results["verdict"], "failed")
        self.assertEqual(outcome.results["submission"]["name"], "counter-race")
        outputs = self.outputs(outcome)
        self.assertEqual((outputs["verdict"], outputs["submissions"], outputs["max-score"]), ("failed", "1", "10"))
        self.assertEqual(float(outputs["score"]), outcome.results["score"])
        first = outcome.log.of("error")[0]
        self.assertEqual(first["file"], "counter-race/solution.cpp")
        self.assertEqual(first["title"], "data race")
        self.assertEqual(int(first["line"]), outcome.results["findings"][0]["line"])
        self.assertEqual(first["line"], first["endLine"])
        self.assertIn("sequenceDiagram", outcome.summary)
        self.assertIn(outcome.results["findings"][0]["replay"], outcome.summary)
        self.assertIn("1 submission not changed", outcome.text)
        self.assertIn("sandbox level `" + outcome.results["sandbox"] + "`", outcome.summary)
        self.same_everywhere(outcome.results)

    def same_everywhere(self, result):
        """`grade`, `check` and `batch` say the same of the same bytes."""
        folder = os.path.join(self.root, "class", "counter-race")
        common = ["--format", "json", "--quiet", "--cross-check", "none", "--sandbox", "no-userns"]
        os.makedirs(folder)
        for name, content in (("solution.cpp", RACY), (".threadmark", "lesson: counter-race\n")):
            with open(os.path.join(folder, name), "w", encoding="utf-8") as out:
                out.write(content)
        environment = {**os.environ, "XDG_STATE_HOME": os.path.join(self.root, "state")}
        stored = os.path.join(self.root, "class.db")
        done = subprocess.run([PROGRAM, "batch", os.path.dirname(folder), "--lesson", "counter-race", "--shape", "folder", "--out", stored, *common[2:]],
                              capture_output=True, text=True, env=environment)
        self.assertEqual(done.returncode, 0, done.stderr)
        for command in (["grade", "counter-race", folder, *common], ["check", folder, *common], ["report", stored, "--format", "json"]):
            done = subprocess.run([PROGRAM, *command], capture_output=True, text=True, env=environment)
            self.assertEqual(done.returncode, 0 if command[0] == "report" else 1, done.stderr)
            other = json.loads(done.stdout)
            other = other[0] if isinstance(other, list) else other
            for key in ("verdict", "score", "max_score", "checks", "findings", "toolchain", "seed"):
                self.assertEqual(result[key], other[key], f"{key} of {command[0]}")
            self.assertEqual(result["submission"]["sha256"], other["submission"]["sha256"])
        found = result["findings"][0]
        again = subprocess.run([PROGRAM, "replay", found["replay"], folder, "--format", "json", "--quiet", "--sandbox", "no-userns"],
                               capture_output=True, text=True, env=environment)
        self.assertEqual(again.returncode, 1, again.stderr)
        replayed = json.loads(again.stdout)
        self.assertIn((found["kind"], found["line"]), [(one["kind"], one["line"]) for one in replayed["findings"]])
        self.assertEqual(replayed["sandbox"], result["sandbox"])

    def test_a_right_solution_in_a_renamed_folder(self):
        self.base({"counter-race/solution.cpp": RIGHT, "counter-race/notes.txt": "mine\n"})
        outcome = self.pull_request({"my-first-race/solution.cpp": RIGHT + "\n// better named\n", "my-first-race/notes.txt": "mine\n"},
                                    remove=["counter-race"])
        self.assertEqual(outcome.status, 0, outcome.text)
        self.assertEqual(self.outputs(outcome)["verdict"], "passed")
        self.assertEqual(self.outputs(outcome)["score"], self.outputs(outcome)["max-score"])
        self.assertEqual(outcome.log.of("error"), [])
        self.assertIn("was `counter-race` before", outcome.text)

    def test_what_a_student_prints_stays_text(self):
        folder = "odd, 100%: \n::error::folder/counter-race"
        self.base({})
        outcome = self.pull_request({folder + "/so,lu:ti%o\nn.cpp": LOUD})
        self.assertEqual(outcome.status, 1, outcome.text)
        files = {a.get("file") for a in outcome.log.of("error")}
        self.assertEqual(files, {folder + "/so,lu:ti%o\nn.cpp"})
        self.assertNotEqual(self.outputs(outcome)["score"], "10")
        self.assertEqual(set(self.outputs(outcome)), {"score", "max-score", "verdict", "submissions", "results-file"})

    def test_a_build_error_has_its_line(self):
        self.base({})
        outcome = self.pull_request({"counter-race/solution.cpp": "\n\n" + UNBUILT})
        self.assertEqual(outcome.status, 1, outcome.text)
        self.assertEqual(outcome.results["verdict"], "build-error")
        self.assertEqual(self.outputs(outcome)["score"], "0")
        self.assertEqual({(a["file"], a["line"]) for a in outcome.log.of("error")}, {("counter-race/solution.cpp", "3")})

    def test_nothing_to_grade_is_said(self):
        self.base({"counter-race/solution.cpp": RIGHT})
        outcome = self.pull_request({"README.md": "other words\n"})
        self.assertEqual(outcome.status, 0, outcome.text)
        self.assertIn("Nothing to grade", outcome.text)
        self.assertIn("Nothing to grade", outcome.summary)
        self.assertEqual(self.outputs(outcome)["verdict"], "nothing")
        self.assertNotIn("score", self.outputs(outcome))
        self.assertEqual(outcome.results, [])

    def test_shallow_clones_get_what_they_lack(self):
        self.base({"thread-join/solution.cpp": UNBUILT})
        for number in range(3):
            self.repository.commit({"README.md": f"{number}\n"})
        outcome = self.pull_request({"counter-race/solution.cpp": UNBUILT}, depth=1)
        self.assertEqual(outcome.results["submission"]["name"], "counter-race", outcome.text)
        self.assertNotIn("thread-join (", outcome.text)

    def test_a_shallow_clone_of_the_proposed_branch_itself(self):
        self.base({"thread-join/solution.cpp": UNBUILT})
        outcome = self.pull_request({"counter-race/solution.cpp": UNBUILT}, depth=1, checkout_head=True)
        self.assertEqual(outcome.results["submission"]["name"], "counter-race", outcome.text)

    def test_the_rules_are_the_old_ones(self):
        files = {"exercises/counter-race/" + path: content for path, content in lesson_files("counter-race").items()}
        self.base({**files, ".github/workflows/autograde.yml": "on: pull_request\n",
                   ".threadmark.yml": "exercises: exercises\nlessons: {hw1: counter-race}\n"})
        cheap = files["exercises/counter-race/spec.yaml"].replace(b"points: 4", b"points: 4000")
        outcome = self.pull_request({"hw1/solution.cpp": UNBUILT, "exercises/counter-race/spec.yaml": cheap,
                                     ".github/workflows/autograde.yml": "on: push\n",
                                     ".threadmark.yml": "fail-on: never\nlesons: {}\n"})
        self.assertEqual(outcome.status, 1, outcome.text)
        self.assertEqual(self.outputs(outcome)["max-score"], "10")
        self.assertIn("The old ones held", outcome.summary)
        self.assertIn("unknown key `lesons`", outcome.text)
        warning = outcome.log.of("warning")[0]["message"]
        for path in (".github/workflows/autograde.yml", ".threadmark.yml", "exercises/counter-race/spec.yaml"):
            self.assertIn(path, warning)

    def test_a_merge_made_by_the_student_is_no_base(self):
        self.base({"counter-race/solution.cpp": RIGHT})
        self.repository.branch("side")
        self.repository.commit({".threadmark.yml": "fail-on: never\n"})
        self.repository.branch("work", "main")
        self.repository.commit({"counter-race/solution.cpp": UNBUILT})
        git(self.repository.folder, "checkout", "-q", "side")
        git(self.repository.folder, "merge", "-q", "--no-ff", "-m", "mine", "work")
        base, head, merge = self.repository.propose("side")
        event = {"pull_request": {"number": 1, "base": {"ref": "main", "sha": base}, "head": {"ref": "side", "sha": head}}}
        outcome = self.run_job("pull_request", event, merge, "refs/pull/1/merge", checkout=head)
        self.assertEqual(outcome.status, 1, outcome.text)

    def test_broken_settings_are_said_with_their_place(self):
        self.repository.commit({"README.md": "x\n", ".threadmark.yml": "fail-on: soon\nlessons:\n  hw1: counter-rase\n"})
        outcome = self.pull_request({"hw1/solution.cpp": RIGHT})
        self.assertEqual(outcome.status, 2, outcome.text)
        self.assertIn(".threadmark.yml:1:10: `fail-on` must be one of", outcome.text)
        self.assertIn(".threadmark.yml:3:8: there is no lesson `counter-rase`; did you mean `counter-race`?", outcome.text)
        self.assertNotIn("score", self.outputs(outcome))

    def test_sixty_findings_are_bounded_and_counted(self):
        self.base({})
        errors = "".join(f"int f{n}() {{ return missing_{n}; }}\n" for n in range(60))
        outcome = self.pull_request({f"group{n}/counter-race/solution.cpp": f"// {n}\n{errors}" for n in range(13)})
        found = sum(len(result["findings"]) for result in outcome.results)
        self.assertGreaterEqual(found, 60)
        shown = outcome.log.of("error")
        self.assertEqual(len(shown), 10)
        self.assertEqual(len({a["file"].split("/")[0] for a in shown}), 10, "nobody has two before others have one")
        self.assertIn(f"{found - 10} more finding", outcome.log.of("notice")[0]["message"])

    def test_a_summary_beyond_a_mebibyte_is_cut_interleavings_first(self):
        self.base({})
        # All alike, so that one is graded and the others have its result.
        names = [f"{n:03}/counter-race/solution.cpp" for n in range(198)]
        outcome = self.pull_request({name: EIGHT_RACES for name in names}, environment={"XDG_CACHE_HOME": os.path.join(self.root, "cache")})
        self.assertEqual(outcome.status, 1, outcome.text)
        self.assertEqual(len(outcome.results), len(names))
        self.assertEqual({result["verdict"] for result in outcome.results}, {"failed"})
        one = os.path.join(self.root, "solution.cpp")
        with open(one, "w", encoding="utf-8") as out:
            out.write(EIGHT_RACES)
        alone = subprocess.run([PROGRAM, "grade", "counter-race", one, "--format", "markdown", "--quiet", "--cross-check", "none",
                                "--sandbox", "no-userns"], capture_output=True, check=False).stdout
        self.assertGreater(len(names) * len(alone), 1024 * 1024, "these would not fill a summary")
        self.assertGreater(len(outcome.summary.encode()), 500 * 1024, "it is filled as far as it goes")
        self.assertEqual(outcome.summary.count("/counter-race | counter-race | "), len(names), "everybody is in the table")
        self.assertIn("sequenceDiagram", outcome.summary)
        self.assertLess(outcome.summary.count("sequenceDiagram"), sum(len(result["findings"]) for result in outcome.results))

    def test_what_was_graded_before_is_not_graded_again(self):
        self.base({})
        cache = {"XDG_CACHE_HOME": os.path.join(self.root, "cache")}
        first = self.pull_request({"counter-race/solution.cpp": RACY}, environment=cache)
        self.assertNotIn("by an earlier run", first.text)
        # The student pushes again, another lesson this time.
        git(self.repository.folder, "checkout", "-q", "work")
        self.repository.commit({"thread-join/solution.cpp": UNBUILT})
        base, head, merge = self.repository.propose("work", 1)
        event = {"pull_request": {"number": 1, "base": {"ref": "main", "sha": base}, "head": {"ref": "work", "sha": head}}}
        second = self.run_job("pull_request", event, merge, "refs/pull/1/merge", environment=cache)
        self.assertIn("1 submission was graded by an earlier run", second.summary)
        again = [result for result in second.results if result["lesson"] == "counter-race"]
        self.assertEqual(again, [first.results], "the very same result, timings and all")
        self.assertEqual(second.outputs["grade"]["outputs"]["submissions"], "2")

    def test_a_cache_that_the_branch_brings_is_not_believed(self):
        self.base({})
        made = os.path.join(self.root, "cache")
        first = self.pull_request({"counter-race/solution.cpp": RACY}, environment={"XDG_CACHE_HOME": made})
        self.assertEqual(first.results["verdict"], "failed")
        results = os.path.join(made, "threadmark", "results", "results.db")
        with sqlite3.connect(results) as forged:
            forged.execute("UPDATE outcome SET verdict = 'passed', score = max_score")
        forged.close()
        with open(results, "rb") as file:
            content = file.read()
        git(self.repository.folder, "checkout", "-q", "work")
        self.repository.commit({".cache/threadmark/results/results.db": content})
        base, head, merge = self.repository.propose("work", 1)
        event = {"pull_request": {"number": 1, "base": {"ref": "main", "sha": base}, "head": {"ref": "work", "sha": head}}}
        outcome = self.run_job("pull_request", event, merge, "refs/pull/1/merge", environment={"XDG_CACHE_HOME": "{workspace}/.cache"})
        self.assertEqual(outcome.results["verdict"], "failed", outcome.text)
        self.assertIn("nothing in it was used", outcome.summary)

    def test_links_and_submodules_are_not_followed(self):
        self.base({})
        with open(os.path.join(self.root, "secret.cpp"), "w", encoding="utf-8") as out:
            out.write(RIGHT)
        outcome = self.pull_request({}, links=[("counter-race/solution.cpp", os.path.join(self.root, "secret.cpp"))])
        self.assertEqual(outcome.status, 1, outcome.text)
        self.assertEqual(outcome.results["verdict"], "rejected")
        self.assertIn("no plain file", outcome.text)

    def test_a_first_push_grades_everything_by_the_installed_rules(self):
        commit = self.base({"counter-race/solution.cpp": UNBUILT, ".threadmark.yml": "fail-on: never\n"})
        event = {"before": "0" * 40, "after": commit, "ref": "refs/heads/main", "repository": {"default_branch": "main"}}
        outcome = self.run_job("push", event, commit, "refs/heads/main")
        self.assertEqual(outcome.status, 1, outcome.text)
        self.assertEqual(outcome.results["verdict"], "build-error")
        self.assertIn("nothing to compare with yet", outcome.text)

    def test_a_push_grades_what_it_changed(self):
        before = self.base({"counter-race/solution.cpp": RIGHT, "thread-join/solution.cpp": UNBUILT})
        commit = self.repository.commit({"counter-race/solution.cpp": UNBUILT})
        event = {"before": before, "after": commit, "ref": "refs/heads/main", "repository": {"default_branch": "main"}}
        outcome = self.run_job("push", event, commit, "refs/heads/main")
        self.assertEqual(outcome.results["submission"]["name"], "counter-race", outcome.text)

    def test_a_merge_queue_grades_what_the_group_changed(self):
        base = self.base({"thread-join/solution.cpp": UNBUILT})
        self.repository.branch("queue")
        commit = self.repository.commit({"counter-race/solution.cpp": UNBUILT})
        event = {"merge_group": {"base_sha": base, "head_sha": commit}}
        outcome = self.run_job("merge_group", event, commit, "refs/heads/gh-readonly-queue/main/pr-1", depth=1)
        self.assertEqual(outcome.results["submission"]["name"], "counter-race", outcome.text)

    def test_a_required_lesson_that_is_missing_fails_the_job(self):
        self.base({".threadmark.yml": "require: [counter-race]\n"})
        outcome = self.pull_request({"README.md": "other words\n"})
        self.assertEqual(outcome.status, 1, outcome.text)
        self.assertIn("counter-race is required", outcome.summary)
        self.assertEqual(self.outputs(outcome)["verdict"], "failed")

    def test_our_own_fault_gives_no_score_anywhere(self):
        self.base({})
        outcome = self.pull_request({"counter-race/solution.cpp": RIGHT}, environment={"RUNNER_TEMP": "/proc"})
        self.assertEqual(outcome.status, 3, outcome.text)
        self.assertEqual(self.outputs(outcome), {"verdict": "grader-error"})
        self.assertIsNone(outcome.results)
        self.assertIn("not the student's fault", outcome.summary)
        self.assertNotRegex(outcome.summary, r"\d+ */ *\d+|of \d+ points")
        self.assertEqual(len(outcome.log.of("error")), 1)

    def test_a_fault_of_ours_is_status_3_whatever_the_course_lives_with(self):
        # A lesson whose own checker does not compile: that is no student's fault.
        files = {"exercises/counter-race/" + path: content for path, content in lesson_files("counter-race").items()}
        files["exercises/counter-race/spec.yaml"] += b"  - {id: own, title: Own, type: checker, program: checker.cpp}\n"
        files["exercises/counter-race/checker.cpp"] = b"int broken( {\n"
        self.base({**files, ".threadmark.yml": "exercises: exercises\nfail-on: never\n"})
        outcome = self.pull_request({"counter-race/solution.cpp": RIGHT})
        self.assertEqual(outcome.status, 3, outcome.text)
        self.assertEqual((outcome.results["verdict"], outcome.results["score"]), ("grader-error", None))
        self.assertEqual(self.outputs(outcome)["verdict"], "grader-error")
        self.assertNotIn("score", self.outputs(outcome))
        self.assertNotRegex(outcome.summary, r"\d+ */ *\d+|of \d+ points")

    def test_when_a_job_fails_is_the_courses_to_say(self):
        for fail_on, code, status in (("never", UNBUILT, 0), ("error", UNBUILT, 1), ("error", RACY, 0), ("failed", RACY, 1)):
            self.repository = Repository(os.path.join(self.root, f"{fail_on}-{status}"))
            self.base({".threadmark.yml": f"fail-on: {fail_on}\n"})
            # The same work twice is graded once.
            outcome = self.pull_request({"counter-race/solution.cpp": code}, environment={"XDG_CACHE_HOME": os.path.join(self.root, "cache")})
            self.assertEqual(outcome.status, status, f"{fail_on}: {outcome.text}")

    def test_another_toolchain_than_the_lessons_is_warned_about(self):
        files = {"exercises/counter-race/" + path: content for path, content in lesson_files("counter-race").items()}
        files["exercises/counter-race/spec.yaml"] += b"toolchain: gcc-4.9\n"
        self.base({**files, ".threadmark.yml": "exercises: exercises\n"})
        outcome = self.pull_request({"counter-race/solution.cpp": UNBUILT})
        self.assertIn("is written for the toolchain gcc-4.9", outcome.summary)
        self.assertIn("is written for the toolchain gcc-4.9", outcome.log.of("warning")[0]["message"])

    def test_a_strangers_event_with_secrets_is_refused(self):
        commit = self.base({"counter-race/solution.cpp": RIGHT})
        outcome = self.run_job("pull_request_target", {}, commit, "refs/heads/main")
        self.assertEqual(outcome.status, 2, outcome.text)
        self.assertIn("pull_request_target", outcome.text)


class ActionCaches(unittest.TestCase):
    """Which caches the action reads and writes, and when."""

    def caches(self, event="pull_request", hit="", verdict="failed", **inputs):
        with open(os.path.join(ACTION, "action.yml"), encoding="utf-8") as source:
            action = yaml.safe_load(source)
        values = {name: str(value.get("default", "")) for name, value in action["inputs"].items()}
        values.update({name.replace("_", "-"): value for name, value in inputs.items()})
        steps = {"cache": {"outputs": {"cache-hit": hit}}, "grade": {"outputs": {"verdict": verdict}}}
        scope = {"inputs": values, "steps": steps, "github": {"event_name": event}}
        return {step["name"] for step in action["runs"]["steps"]
                if "actions/cache" in step.get("uses", "") and wanted(step.get("if", "success()"), scope, 0)}

    def test_a_pull_request_keeps_results_and_no_build(self):
        self.assertEqual(self.caches(), {"Take what an earlier run built", "Take the results of unchanged submissions",
                                         "Keep the results of unchanged submissions"})

    def test_a_push_keeps_the_build_once(self):
        self.assertIn("Keep what was built", self.caches(event="push"))
        self.assertNotIn("Keep what was built", self.caches(event="push", hit="true"))

    def test_nothing_is_taken_or_kept_where_the_cache_is_off_or_of_no_use(self):
        self.assertEqual(self.caches(event="push", cache="false", save_cache="true"), set())
        self.assertEqual(self.caches(event="push", program="/usr/bin/threadmark"), set())
        self.assertEqual(self.caches(event="push", save_cache="false"), {"Take what an earlier run built", "Take the results of unchanged submissions"})
        self.assertNotIn("Keep the results of unchanged submissions", self.caches(verdict=""))

    def test_the_workflow_whose_verdict_counts_takes_no_cache(self):
        with open(os.path.join(ACTION, "workflows", "threadmark.yml"), encoding="utf-8") as source:
            workflow = yaml.safe_load(source)
        # YAML 1.1 reads `on` as a truth value.
        self.assertIs(workflow[True]["workflow_call"]["inputs"]["cache"]["default"], False)
        self.assertEqual(workflow["jobs"]["grade"]["steps"][-1]["with"]["cache"], "${{ inputs.cache }}")


if __name__ == "__main__":
    PROGRAM = os.path.abspath(sys.argv.pop(1))
    unittest.main(verbosity=2)
