import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import ts from 'typescript';

export interface Import {
  /** As written: `typeorm`, `../kernel/domain-error.js`. */
  readonly specifier: string;
  /** The file a relative import means, such as `src/domain/kernel/domain-error.ts`; `null` for a package. */
  readonly target: string | null;
  /** Whether nothing of it is left when the program runs. */
  readonly isTypeOnly: boolean;
  /** What is imported by name, under the name it was exported with. */
  readonly names: readonly string[];
  readonly line: number;
}

export interface SourceFile {
  /** From the top of the tree, with slashes: `src/domain/kernel/domain-error.ts`. */
  readonly path: string;
  readonly syntax: ts.SourceFile;
  /** Every node, parents before children, so that a rule is a filter and no rule walks the tree by itself. */
  readonly nodes: readonly ts.Node[];
  readonly imports: readonly Import[];
}

export type SourceTree = ReadonlyMap<string, SourceFile>;

export const SOURCE_FOLDERS = ['src', 'templates', 'migrations'];

/** Parses the TypeScript below the source folders of `root`; specs are tests and follow no floor. */
export function readTree(root: URL): SourceTree {
  const paths = SOURCE_FOLDERS.flatMap((folder) => pathsBelow(root, folder));
  return new Map(paths.map((path) => [path, parse(path, readFileSync(new URL(path, root), 'utf8'))]));
}

export const lineOf = (file: SourceFile, node: ts.Node): number =>
  file.syntax.getLineAndCharacterOfPosition(node.getStart(file.syntax)).line + 1;

export const baseName = (path: string): string => posix.basename(path);

function pathsBelow(root: URL, folder: string): string[] {
  let entries;
  try {
    entries = readdirSync(new URL(`${folder}/`, root), { recursive: true, encoding: 'utf8' });
  } catch (error) {
    // A broken example holds only the folders it needs.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  return entries
    .map((entry) => `${folder}/${entry.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts'))
    .sort();
}

function parse(path: string, text: string): SourceFile {
  const syntax = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
  const nodes: ts.Node[] = [];
  const collect = (node: ts.Node): void => {
    nodes.push(node);
    node.forEachChild(collect);
  };
  collect(syntax);
  const imports = nodes.flatMap((node) => {
    const found = importIn(node);
    if (!found) return [];
    const line = syntax.getLineAndCharacterOfPosition(node.getStart(syntax)).line + 1;
    return [{ ...found, target: targetOf(path, found.specifier), line }];
  });
  return { path, syntax, nodes, imports };
}

/** All the ways one file can name another: import, re-export, `import()` and the type `import('…').T`. */
function importIn(node: ts.Node): Pick<Import, 'specifier' | 'isTypeOnly' | 'names'> | null {
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
    const { importClause } = node;
    const bindings = importClause?.namedBindings;
    const named = bindings && ts.isNamedImports(bindings) ? [...bindings.elements] : [];
    const onlyTypes = named.length > 0 && !importClause?.name && named.every(({ isTypeOnly }) => isTypeOnly);
    return {
      specifier: node.moduleSpecifier.text,
      isTypeOnly: importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword || onlyTypes,
      names: named.map(({ name, propertyName }) => (propertyName ?? name).text),
    };
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
    return { specifier: node.moduleSpecifier.text, isTypeOnly: node.isTypeOnly, names: [] };
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal)) {
    return { specifier: node.argument.literal.text, isTypeOnly: true, names: [] };
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const [argument] = node.arguments;
    if (argument && ts.isStringLiteral(argument)) return { specifier: argument.text, isTypeOnly: false, names: [] };
  }
  return null;
}

function targetOf(path: string, specifier: string): string | null {
  if (!specifier.startsWith('.')) return null;
  return posix.normalize(posix.join(posix.dirname(path), specifier)).replace(/\.js$/, '.ts');
}
