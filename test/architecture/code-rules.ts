import ts from 'typescript';
import { nodeRule, type Rule } from './rule.js';

/** `Math.random` as text, for a property access on a plain name. */
function memberText(node: ts.Node): string | undefined {
  if (!ts.isPropertyAccessExpression(node) || !ts.isIdentifier(node.expression)) return undefined;
  return `${node.expression.text}.${node.name.text}`;
}

/** Whether `node` reads the variable `name`, and is not a property or parameter that happens to be called so. */
function reads(node: ts.Node, name: string): boolean {
  if (!ts.isIdentifier(node) || node.text !== name) return false;
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isBindingElement(parent)) return parent.initializer === node;
  const isNameOfParent = (parent as { name?: ts.Node }).name === node && !ts.isShorthandPropertyAssignment(parent);
  return !isNameOfParent && !ts.isImportSpecifier(parent);
}

const IMPURE_GLOBALS = ['process', 'globalThis', 'console', 'fetch', 'crypto', 'setTimeout', 'setInterval'];
const IMPURE_MEMBERS = ['Math.random', 'performance.now'];

const isAsync = (node: ts.Node): boolean => node.kind === ts.SyntaxKind.AsyncKeyword || ts.isAwaitExpression(node);

export const CODE_RULES: readonly Rule[] = [
  nodeRule(
    {
      name: 'domain-is-pure',
      sentence: 'The domain is synchronous and knows neither chance nor the machine it runs on.',
    },
    (node) => {
      if (isAsync(node)) return 'the core is synchronous';
      const member = memberText(node);
      if (member && IMPURE_MEMBERS.includes(member)) return `${member} answers differently every time`;
      const global = IMPURE_GLOBALS.find((name) => reads(node, name));
      return global && `${global} belongs to the machine`;
    },
    ({ path }) => path.startsWith('src/domain/'),
  ),
  nodeRule(
    {
      name: 'only-the-clock-knows-now',
      sentence: 'The present comes from the clock: nobody else calls Date.now() or new Date().',
      exceptions: [{ where: 'src/platform/time/clock.ts', what: 'Date.now', why: 'it is the clock' }],
    },
    (node) => {
      if (memberText(node) === 'Date.now') return 'Date.now: take the time from the clock, or as a fact';
      const makesDate = ts.isNewExpression(node) || ts.isCallExpression(node);
      if (!makesDate || !ts.isIdentifier(node.expression) || node.expression.text !== 'Date') return undefined;
      return (node.arguments ?? []).length === 0 && 'new Date(): take the time from the clock, or as a fact';
    },
  ),
  nodeRule(
    {
      name: 'environment-is-read-once',
      sentence: 'The environment is read and checked in platform/config and nowhere else.',
      exceptions: [{ where: 'src/platform/config/env.ts', what: 'process.env', why: 'it is the one reader' }],
    },
    (node) => {
      if (ts.isImportDeclaration(node) && /^.(node:)?process.$/.test(node.moduleSpecifier.getText())) {
        return 'imports process, and with it process.env';
      }
      if (!reads(node, 'process')) return undefined;
      const { parent } = node;
      const isOther = ts.isPropertyAccessExpression(parent) && parent.name.text !== 'env';
      return !isOther && 'process.env: ask platform/config';
    },
  ),
  nodeRule(
    { name: 'no-forward-ref', sentence: 'Rooms stand in a line, so nobody needs forwardRef.' },
    (node) => ts.isIdentifier(node) && node.text === 'forwardRef' && 'forwardRef hides a circle',
  ),
  nodeRule(
    { name: 'no-any', sentence: 'Nothing has the type any.' },
    (node) => node.kind === ts.SyntaxKind.AnyKeyword && 'any: say what it is, or unknown',
  ),
  nodeRule({ name: 'no-default-export', sentence: 'Every export has a name.' }, (node) => {
    const isDefault = node.kind === ts.SyntaxKind.DefaultKeyword && !ts.isDefaultClause(node.parent);
    const isAliased = ts.isExportSpecifier(node) && node.name.text === 'default';
    return (isDefault || isAliased || ts.isExportAssignment(node)) && 'default export';
  }),
];
