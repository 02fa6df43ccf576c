import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { DOMAIN_ORDER, ROOMS } from './floor-rules.js';
import { staleExceptions, violationsOf } from './rule.js';
import { RULES } from './rules.js';
import { readTree, SOURCE_FOLDERS, type SourceTree } from './source-tree.js';

const PROJECT = new URL('../../', import.meta.url);
const BROKEN = new URL('./broken/', import.meta.url);
const MARK = /\/\/ breaks$/;

const project = readTree(PROJECT);

/** The lines of a broken example that end in `// breaks`: the rule must find these and no others. */
function markedLines(tree: SourceTree): string[] {
  return [...tree.values()].flatMap(({ path, syntax }) =>
    syntax.text.split('\n').flatMap((line, index) => (MARK.test(line) ? [`${path}:${index + 1}`] : [])),
  );
}

describe('the architecture', () => {
  it.each(RULES.map((rule) => ({ rule, sentence: rule.sentence })))('$sentence', ({ rule }) => {
    expect(violationsOf(rule, project).map(({ path, line, message }) => `${path}:${line} ${message}`)).toEqual([]);
  });

  it('is judged on every source folder', () => {
    const read = new Set([...project.keys()].map((path) => path.split('/')[0]));

    expect([...read]).toEqual(SOURCE_FOLDERS);
  });

  it('excuses only what still breaks its rule', () => {
    expect(RULES.flatMap((rule) => staleExceptions(rule, project))).toEqual([]);
  });

  it('is told by src/README.md in the same order', () => {
    const readme = readFileSync(new URL('src/README.md', PROJECT), 'utf8');
    const told = (subject: string) => new RegExp(`^Order ${subject}: (.*)\\.$`, 'm').exec(readme)?.[1]?.split(', ');

    expect(told('inside `domain`')).toEqual(DOMAIN_ORDER.filter((place) => !place.endsWith('.ts')));
    expect(told('of rooms')).toEqual(ROOMS);
  });
});

describe('a rule of the architecture', () => {
  it('has a broken example by its name, and every example has its rule', () => {
    expect(readdirSync(BROKEN).sort()).toEqual(RULES.map(({ name }) => name).sort());
  });

  it.each(RULES.map((rule) => ({ rule, name: rule.name })))('can fail: $name', ({ rule, name }) => {
    const broken = readTree(new URL(`${name}/`, BROKEN));
    const marked = markedLines(broken);

    expect(marked).not.toEqual([]);
    expect(violationsOf(rule, broken).map(({ path, line }) => `${path}:${line}`)).toEqual(marked);
  });
});
