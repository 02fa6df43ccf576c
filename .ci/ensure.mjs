// Makes `npm start` and `npm test` work alone on a bare clone: installs when the lockfile is newer than what is
// installed, and (with the word `build`) compiles when a source is newer than what was compiled.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const newest = (path) => {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
};

const run = (...args) => {
  // npm hands its own settings down as environment variables; --silent would otherwise hide a failing install.
  const done = spawnSync(args[0], args.slice(1), { stdio: 'inherit', shell: process.platform === 'win32' });
  if (done.status !== 0) process.exit(done.status ?? 1);
};

const installedAt = newest('node_modules/.package-lock.json');
if (installedAt < Math.max(newest('package-lock.json'), newest('package.json'))) {
  console.log('Installing packages (about a minute: one database driver is compiled)…');
  run('npm', 'ci', '--no-audit', '--no-fund');
}

if (process.argv.includes('build')) {
  const sources = [
    'src',
    'migrations',
    'templates',
    'package-lock.json',
    'nest-cli.json',
    'tsconfig.json',
    'tsconfig.build.json',
  ];
  if (newest('dist/src/main.js') < Math.max(...sources.map(newest))) {
    console.log('Building…');
    run('npx', '--no-install', 'nest', 'build');
  }
}
