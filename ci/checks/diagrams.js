// diagrams.js FILE…: Mermaid's own parser over every mermaid block of Markdown files. No block at all is a failure too.
import { readFile } from "node:fs/promises";
import { JSDOM } from "jsdom";

const { window } = new JSDOM("");
globalThis.window = window;
globalThis.document = window.document;
const { default: mermaid } = await import("mermaid");

let passed = 0;
let failed = 0;
for (const file of process.argv.slice(2)) {
  const text = await readFile(file, "utf8");
  for (const [, fence, diagram] of text.matchAll(/^(`{3,})mermaid\n([\s\S]*?)^\1$/gm)) {
    try {
      const kind = await mermaid.parse(diagram);
      if (kind.diagramType !== "sequence") throw new Error(`a ${kind.diagramType} diagram`);
      passed += 1;
    } catch (error) {
      console.log(`${file}: ${error.message}\n${fence}\n${diagram}${fence}`);
      failed += 1;
    }
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed || !passed ? 1 : 0);
