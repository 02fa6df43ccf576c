import ts from 'typescript';
import { nodeRule, type Rule } from './rule.js';
import { baseName } from './source-tree.js';

/** `insert`, `update` and `delete` of the unit of work, or of a manager that it handed out. */
function writesRows(node: ts.Node): string | undefined {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const { name, expression } = node.expression;
  const isWrite = ['insert', 'update', 'upsert', 'delete', 'softDelete', 'increment', 'decrement'].includes(name.text);
  return isWrite && /\b(unitOfWork|manager)\b/.test(expression.getText())
    ? `${name.text}() belongs in a store`
    : undefined;
}

/** What an injected class of a room may be besides a use case, as its last word says. */
const PARTS = ['Store', 'Reader', 'Door', 'Presenter', 'Policy', 'Desk', 'Trail', 'Renderer'];

/** Nest calls these, nobody else does. */
const LIFECYCLE_HOOKS = [
  'onModuleInit',
  'onApplicationBootstrap',
  'onModuleDestroy',
  'beforeApplicationShutdown',
  'onApplicationShutdown',
];

const publicMethods = (declaration: ts.ClassDeclaration): string[] =>
  declaration.members
    .filter((member) => ts.isMethodDeclaration(member) || ts.isAccessor(member))
    .filter((member) => {
      const isHidden = ts.getCombinedModifierFlags(member) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected);
      return !isHidden && !ts.isPrivateIdentifier(member.name);
    })
    .map((member) => member.name.getText())
    .filter((name) => !LIFECYCLE_HOOKS.includes(name));

const kebab = (name: string): string => name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase();

function isUseCase(node: ts.Node): node is ts.ClassDeclaration & { readonly name: ts.Identifier } {
  if (!ts.isClassDeclaration(node) || !node.name) return false;
  const { text } = node.name;
  const isInjected = ts.getDecorators(node)?.some((decorator) => /^@Injectable\b/.test(decorator.getText()));
  // A class that extends another answers the questions of that one and has the methods it was asked for.
  const isAnswer = node.heritageClauses?.some(({ token }) => token === ts.SyntaxKind.ExtendsKeyword);
  return Boolean(isInjected) && !isAnswer && !PARTS.some((part) => text.endsWith(part));
}

/** What a use case has by nature. */
const EVERYWHERE = ['UnitOfWork', 'AuditTrail', 'Clock'];

export const ROOM_RULES: readonly Rule[] = [
  nodeRule(
    {
      name: 'unit-of-work-owns-writes',
      sentence:
        'All writes go through the unit of work: nobody takes a repository, saves an entity or holds the writer.',
      exceptions: [
        {
          where: 'src/platform/database/',
          what: 'writer',
          why: 'the unit of work and its opening and closing live here',
        },
        { where: 'src/platform/pdf/', what: 'save()', why: 'save and restore are PDFKit’s graphics state' },
      ],
    },
    (node) => {
      if (ts.isIdentifier(node) && ['getRepository', 'InjectRepository', 'InjectDataSource'].includes(node.text)) {
        return `${node.text} goes past the unit of work`;
      }
      const isTakenOut = ts.isBindingElement(node) && (node.propertyName ?? node.name).getText() === 'writer';
      if (isTakenOut) return 'writer belongs to the unit of work';
      if (!ts.isPropertyAccessExpression(node)) return undefined;
      if (node.name.text === 'writer') return 'writer belongs to the unit of work';
      const isCalled = ts.isCallExpression(node.parent) && node.parent.expression === node;
      return isCalled && node.name.text === 'save' && 'save() goes past the unit of work';
    },
    ({ path }) => path.startsWith('src/'),
  ),
  nodeRule(
    {
      name: 'only-stores-write',
      sentence: 'In a room only its store adds, changes or deletes rows.',
      exceptions: [
        {
          where: 'src/modules/audit/audit-trail.ts',
          what: 'belongs in a store',
          why: 'the trail is the audit room’s store, and it only appends',
        },
      ],
    },
    writesRows,
    ({ path }) => path.startsWith('src/modules/') && !path.endsWith('.store.ts'),
  ),
  nodeRule(
    {
      name: 'few-collaborators',
      sentence:
        'A class is given at most six collaborators besides the unit of work, the trail and the clock; controllers are ' +
        'wiring and may have more.',
    },
    (node) => {
      if (!ts.isConstructorDeclaration(node)) return undefined;
      const given = node.parameters.filter(({ type }) => !EVERYWHERE.includes(type?.getText() ?? ''));
      return given.length > 6 && `${node.parent.name?.text ?? 'a class'} is given ${given.length} collaborators`;
    },
    ({ path }) => path.startsWith('src/') && !path.endsWith('.controller.ts'),
  ),
  nodeRule(
    {
      name: 'use-cases-run',
      sentence:
        'An injected class of a room is a named part of its furniture, answers an abstract class, or is a use case: ' +
        'named like its file, with `run` as its only public method.',
    },
    (node, file) => {
      if (!isUseCase(node)) return undefined;
      const { text } = node.name;
      const isOwnFile = [`${kebab(text)}.ts`, `${kebab(text)}.job.ts`].includes(baseName(file.path));
      if (!isOwnFile) return `${text} is not in a file of its own name`;
      const methods = publicMethods(node);
      return methods.join() !== 'run' && `${text} offers ${methods.join(', ') || 'nothing'} instead of run`;
    },
    ({ path }) => path.startsWith('src/modules/'),
  ),
];
