import ts from 'typescript';
import { at, isIn, nodeRule, type Rule } from './rule.js';
import { baseName } from './source-tree.js';

const MOST_LINES = 250;

/** Words that fit everything and so say nothing. */
const EMPTY_WORDS = ['item', 'data', 'info', 'manager', 'helper', 'util', 'process'];

/** `EvidenceItems` and `evidence-items` are both evidence and item. */
const emptyWordIn = (name: string): string | undefined =>
  name
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-')
    .toLowerCase()
    .split(/[^a-z]+/)
    .flatMap((word) => [word, word.replace(/s$/, '')])
    .find((word) => EMPTY_WORDS.includes(word));

const isTypeName = (node: ts.Node): node is ts.DeclarationStatement & { readonly name: ts.Identifier } =>
  (ts.isClassDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isEnumDeclaration(node)) &&
  node.name !== undefined;

/** The beginning of a text, as far as it is known before the program runs. */
function literalHead(node: ts.Node | undefined): string | undefined {
  if (node && ts.isStringLiteralLike(node)) return node.text;
  return node && ts.isTemplateExpression(node) ? node.head.text : undefined;
}

function propertyOf(node: ts.Expression | undefined, name: string): ts.Expression | undefined {
  if (!node || !ts.isObjectLiteralExpression(node)) return undefined;
  const property = node.properties.find((one) => one.name?.getText() === name);
  return property && ts.isPropertyAssignment(property) ? property.initializer : undefined;
}

const misnamed = (what: string, prefix: string, name: ts.Node | undefined): string | false =>
  !literalHead(name)?.startsWith(prefix) && `${what} must have a name that starts with ${prefix}`;

/** `@Unique('uq_…')`, `@Check('ck_…')`, `@Index('ix_…')` on a record. */
function misnamedOnRecord(node: ts.Node): string | false {
  if (!ts.isDecorator(node) || !ts.isCallExpression(node.expression)) return false;
  const [name] = node.expression.arguments;
  const isUnique = propertyOf(node.expression.arguments.at(-1), 'unique')?.kind === ts.SyntaxKind.TrueKeyword;
  const decorator = node.expression.expression.getText();
  const prefix = { Unique: 'uq_', Check: 'ck_', Index: isUnique ? 'uq_' : 'ix_' }[decorator];
  return prefix !== undefined && misnamed(`@${decorator}`, prefix, name);
}

/** The options TypeORM's migrations take, told apart by the key that only one kind of constraint has. */
function misnamedInMigration(node: ts.Node): string | false {
  if (!ts.isObjectLiteralExpression(node)) return false;
  const keys = node.properties.map((property) => property.name?.getText());
  const isUnique =
    keys.includes('isUnique') ||
    (ts.isNewExpression(node.parent) && node.parent.expression.getText() === 'TableUnique');
  const name = propertyOf(node, 'name');
  if (keys.includes('referencedTableName')) return misnamed('a foreign key', 'fk_', name);
  if (keys.includes('expression')) return misnamed('a check', 'ck_', name);
  if (!keys.includes('columnNames')) return false;
  return isUnique ? misnamed('a unique index', 'uq_', name) : misnamed('an index', 'ix_', name);
}

/** Constraints and indices that a migration writes as SQL. */
function misnamedInSql(node: ts.Node): string | undefined {
  const text = ts.isStringLiteralLike(node) || ts.isTemplateHead(node) ? node.text : '';
  const named = /\b(?:INDEX|CONSTRAINT)\s+(?:IF NOT EXISTS\s+)?"?([a-z]\w*)/.exec(text)?.[1];
  return named && !/^(fk|uq|ck|ix|pk)_/.test(named) ? `${named} does not say what it is` : undefined;
}

export const NAMING_RULES: readonly Rule[] = [
  {
    name: 'names-say-something',
    sentence: 'Files, folders and types are not named item, data, info, manager, helper, util or process.',
    exceptions: [
      { where: 'src/platform/database/data-sources.ts', what: 'data-sources.ts', why: 'DataSource is TypeORM’s word' },
      { where: 'src/platform/database/data-sources.ts', what: 'DataSources:', why: 'DataSource is TypeORM’s word' },
    ],
    check(file) {
      const inPath = emptyWordIn(file.path);
      const types = file.nodes.filter(isTypeName).flatMap((node) => {
        const word = emptyWordIn(node.name.text);
        return word ? [at(file, node, `${node.name.text}: ${word} fits everything`)] : [];
      });
      return [...(inPath ? [{ line: 1, message: `${file.path}: ${inPath} fits everything` }] : []), ...types];
    },
  },
  {
    name: 'no-service-files',
    sentence: 'There are use cases instead of services.',
    check: ({ path }) => (path.endsWith('.service.ts') ? [{ line: 1, message: 'a service grows without end' }] : []),
  },
  {
    name: 'no-barrels',
    sentence: 'Nothing is exported a second time: no index.ts and no export from another file.',
    check(file) {
      const again = file.nodes.filter((node) => ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined);
      return [
        ...(baseName(file.path) === 'index.ts' ? [{ line: 1, message: 'is a barrel' }] : []),
        ...again.map((node) => at(file, node, 'exports what another file exports')),
      ];
    },
  },
  {
    name: 'files-stay-short',
    sentence: `A file has at most ${MOST_LINES} lines; migrations, units and samples are data and as long as their subject.`,
    check({ path, syntax }) {
      if (isIn(path, 'migrations/', 'templates/units/', 'templates/samples/')) return [];
      const lines = syntax.text.trimEnd().split('\n').length;
      return lines > MOST_LINES ? [{ line: MOST_LINES + 1, message: `has ${lines} lines` }] : [];
    },
  },
  nodeRule(
    {
      name: 'constraints-say-their-kind',
      sentence: 'Every constraint and index has a name that starts with fk_, uq_, ck_ or ix_, whichever it is.',
    },
    (node) => misnamedOnRecord(node) || misnamedInMigration(node) || misnamedInSql(node),
    ({ path }) => path.endsWith('.record.ts') || path.startsWith('migrations/'),
  ),
];
