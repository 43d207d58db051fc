#!/usr/bin/env node
// Plain JavaScript on purpose: this file has to parse on any Node, to be able to say which one is needed.
import { existsSync } from 'node:fs';
import module from 'node:module';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `qmm needs Node 22.18 or newer; this is ${process.version}. In a clone, \`npm ci\` brings Node 24; then run \`npx qmm\`.`,
  );
  process.exit(2);
}
const source = new URL('../cli/main.ts', import.meta.url); // only in a clone: never stale, no build step
const built = new URL('../dist/cli.js', import.meta.url); // only in the published package
if (existsSync(source) && process.env.QMM_BUILT !== '1') {
  if (module.enableCompileCache) module.enableCompileCache();
  await import(source.href);
} else await import(built.href);
