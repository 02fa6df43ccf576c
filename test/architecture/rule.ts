import type ts from 'typescript';
import { lineOf, type SourceFile, type SourceTree } from './source-tree.js';

export interface Violation {
  readonly line: number;
  readonly message: string;
}

/** A place where a rule is broken on purpose. It is dropped as soon as the rule is no longer broken there. */
export interface Exception {
  /** A path, or a folder that ends in `/`. */
  readonly where: string;
  /** Part of the message, so that a place may break a rule in one way and in no other. */
  readonly what: string;
  readonly why: string;
}

export interface Rule {
  /** Also the name of the folder below `broken/` that breaks it. */
  readonly name: string;
  readonly sentence: string;
  readonly exceptions?: readonly Exception[];
  check(file: SourceFile, tree: SourceTree): readonly Violation[];
}

export const at = (file: SourceFile, node: ts.Node, message: string): Violation => ({
  line: lineOf(file, node),
  message,
});

export const isIn = (path: string, ...places: readonly string[]): boolean =>
  places.some((place) => (place.endsWith('/') ? path.startsWith(place) : path === place));

/** Every node that `isBroken` recognises, each with the same message. */
export function nodeRule(
  rule: Omit<Rule, 'check'>,
  isBroken: (node: ts.Node, file: SourceFile) => string | false | undefined,
  appliesTo: (file: SourceFile) => boolean = () => true,
): Rule {
  return {
    ...rule,
    check(file): Violation[] {
      if (!appliesTo(file)) return [];
      return file.nodes.flatMap((node) => {
        const message = isBroken(node, file);
        return message ? [at(file, node, message)] : [];
      });
    },
  };
}

interface Finding extends Violation {
  readonly path: string;
}

const isExcused = ({ path, message }: Finding, { where, what }: Exception): boolean =>
  isIn(path, where) && message.includes(what);

function findings(rule: Rule, tree: SourceTree): Finding[] {
  return [...tree.values()].flatMap((file) =>
    rule.check(file, tree).map((violation) => ({ path: file.path, ...violation })),
  );
}

/** What breaks the rule and is not excused, in reading order. */
export function violationsOf(rule: Rule, tree: SourceTree): Finding[] {
  return findings(rule, tree).filter((finding) => !rule.exceptions?.some((excuse) => isExcused(finding, excuse)));
}

/** Exceptions that excuse nothing any more. */
export function staleExceptions(rule: Rule, tree: SourceTree): Exception[] {
  const all = findings(rule, tree);
  return (rule.exceptions ?? []).filter((excuse) => !all.some((finding) => isExcused(finding, excuse)));
}
