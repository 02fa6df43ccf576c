// `npm run preview -- portfolio [MANIFEST] [--once]`: draws a manifest, by default the one of the golden test, as PDF and as
// HTML, and again whenever a template or the renderer changes. The page reloads itself.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, watch } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const words = process.argv.slice(2).filter((word) => word !== '--once');
const isOnce = process.argv.includes('--once');
const [what, manifest = join(root, 'test/portfolio/signed-off-manifest.golden.json')] = words;
if (what !== 'portfolio') {
  console.error('There is one preview: npm run preview -- portfolio [MANIFEST] [--once]');
  process.exit(2);
}
const folder = join(root, 'data', 'preview');
/** A build of its own: the one that is served has parts that this one leaves out, and is deleted while it is made anew. */
const build = join(folder, 'build');
mkdirSync(folder, { recursive: true });

const compiler = [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json', '--outDir', build];
const draw = () =>
  spawnSync(process.execPath, [join(root, 'test/preview/draw.mjs'), manifest, build, folder], { stdio: 'inherit' })
    .status ?? 1;

const compiled = spawnSync(process.execPath, compiler, { cwd: root, stdio: 'inherit' });
const status = compiled.status === 0 ? draw() : 1;
if (isOnce || status !== 0) process.exit(status);

const watcher = spawn(process.execPath, [...compiler, '--watch', '--preserveWatchOutput'], {
  cwd: root,
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    watcher.kill();
    process.exit(0);
  });
}
/** A compilation writes many files; one drawing follows the last of them. */
const SETTLED_MS = 300;
/** @type {NodeJS.Timeout | undefined} */
let timer;
for (const part of ['templates', 'src/platform/pdf', 'src/domain/portfolio']) {
  watch(join(build, part), { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(draw, SETTLED_MS);
  });
}
