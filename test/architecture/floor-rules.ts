import ts from 'typescript';
import { isIn, type Rule } from './rule.js';
import { baseName, type Import, type SourceFile, type SourceTree } from './source-tree.js';

/** Earlier is deeper. The list of methods stands before the specification, which speaks of methods in its matrix. */
export const DOMAIN_ORDER = [
  'kernel',
  'access',
  'registration',
  'evidence/evidence-method.ts',
  'specification',
  'evidence',
  'content',
  'complaint',
  'judgement',
  'planning',
  'coverage',
  'appeal',
  'staff',
  'sign-off',
  'sampling',
  'standardisation',
  'visit',
  'certification',
  'portfolio',
  'workload',
  'diary',
];

export const ROOMS = [
  'audit',
  'identity',
  'specifications',
  'registrations',
  'staff',
  'contents',
  'evidence',
  'complaints',
  'witnesses',
  'uploads',
  'redactions',
  'assessment',
  'planning',
  'coverage',
  'appeals',
  'sign-off',
  'verification',
  'standardisation',
  'criterion-trail',
  'visits',
  'certification',
  'portfolio',
  'tracking-sheets',
  'arrivals',
  'packages',
  'workload',
  'diaries',
];

/** Templates that a room draws with. */
const DRAWN_BY: Readonly<Record<string, string>> = {
  portfolio: 'templates/portfolio/',
  packages: 'templates/package/',
};

const TEMPLATES = [...Object.values(DRAWN_BY), 'templates/units/', 'templates/samples/'];

/** Files that every later room may import although they are no door by their name. */
const OPEN_FILES: Readonly<Record<string, string>> = {
  'src/modules/audit/audit-trail.ts': 'a use case writes its event in its own transaction',
  'src/modules/audit/audit-event.ts': 'whoever words the history must know the events',
  'src/modules/registrations/portfolio-lock.ts': 'whatever changes a portfolio waits for its turn under the same name',
};

function domainRank(path: string): number {
  const inDomain = path.replace('src/domain/', '');
  const exact = DOMAIN_ORDER.indexOf(inDomain);
  return exact >= 0 ? exact : DOMAIN_ORDER.indexOf(inDomain.split('/')[0] ?? '');
}

const roomOf = (path: string): string | undefined => /^src\/modules\/([^/]+)\//.exec(path)?.[1];

function hasPlace(path: string): boolean {
  if (path.startsWith('src/domain/')) return domainRank(path) >= 0;
  if (path.startsWith('src/modules/')) return ROOMS.includes(roomOf(path) ?? '');
  // The demo centre is told from outside, like any client: its folder belongs to the entry files.
  const isEntry = /^src\/(demo\/)?[^/]+$/.test(path);
  return isEntry || isIn(path, 'src/platform/', ...TEMPLATES, 'migrations/');
}

/** Judges every import by itself: `mayImport` answers `true` or says what is wrong with it. */
function importRule(
  rule: Omit<Rule, 'check'>,
  appliesTo: (file: SourceFile) => boolean,
  mayImport: (one: Import, file: SourceFile, tree: SourceTree) => true | string,
): Rule {
  return {
    ...rule,
    check(file, tree) {
      if (!appliesTo(file)) return [];
      return file.imports.flatMap((one) => {
        const verdict = mayImport(one, file, tree);
        return verdict === true ? [] : [{ line: one.line, message: `imports ${one.specifier}: ${verdict}` }];
      });
    },
  };
}

/**
 * An abstract class that an earlier room declares for a later one to answer, with nothing else in its file that runs.
 * Recognised by what it is, so that a new question needs no entry in a list.
 */
function declaresQuestion(file: SourceFile | undefined): boolean {
  const running = file?.syntax.statements.filter(
    (statement) =>
      !ts.isImportDeclaration(statement) &&
      !ts.isInterfaceDeclaration(statement) &&
      !ts.isTypeAliasDeclaration(statement),
  );
  if (!running || running.length === 0) return false;
  return running.every(
    (statement) =>
      ts.isClassDeclaration(statement) &&
      statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AbstractKeyword),
  );
}

/**
 * The doors of a room: its readers, doors, mappers and questions; its module, for another module to import; its records
 * as types, or as tables that a reader joins.
 */
function isDoor(target: string, isTypeOnly: boolean, from: string, tree: SourceTree): boolean {
  const name = baseName(target);
  if (/\.(reader|door)\.ts$/.test(name) || /^to-[^.]+\.ts$/.test(name)) return true;
  if (name.endsWith('.module.ts')) return from.endsWith('.module.ts');
  if (name.endsWith('.record.ts')) return isTypeOnly || from.endsWith('.reader.ts');
  return target in OPEN_FILES || declaresQuestion(tree.get(target));
}

export const FLOOR_RULES: readonly Rule[] = [
  {
    name: 'every-file-has-a-place',
    sentence: 'Every source file lies on a floor, in a folder that has its place in the order.',
    check: ({ path }) =>
      hasPlace(path)
        ? []
        : [{ line: 1, message: 'lies in a folder that test/architecture/floor-rules.ts does not know' }],
  },
  importRule(
    {
      name: 'domain-looks-back',
      sentence: 'The domain imports only itself, and there only its own or an earlier subfolder.',
    },
    ({ path }) => path.startsWith('src/domain/'),
    ({ target }, { path }) => {
      if (!target?.startsWith('src/domain/')) return 'the core calls nothing';
      return domainRank(target) <= domainRank(path) || 'comes later in the order of the domain';
    },
  ),
  importRule(
    {
      name: 'platform-knows-no-room',
      sentence: 'The platform imports neither rooms nor templates, and of the domain only types and the kernel.',
      exceptions: [
        {
          where: 'src/platform/http/access.ts',
          what: 'domain/access/permissions.js',
          why: 'deny by default asks the permission matrix, and there is one matrix',
        },
      ],
    },
    ({ path }) => path.startsWith('src/platform/'),
    ({ target, isTypeOnly }) => {
      if (target === null || isIn(target, 'src/platform/', 'src/domain/kernel/')) return true;
      if (!target.startsWith('src/domain/')) return 'is above the platform';
      return isTypeOnly || 'is a rule of assessment, not a type';
    },
  ),
  importRule(
    {
      name: 'rooms-look-back-through-doors',
      sentence: 'A room imports the domain, the platform, itself and the doors of earlier rooms.',
    },
    ({ path }) => path.startsWith('src/modules/'),
    ({ target, isTypeOnly }, { path }, tree) => {
      if (target === null || isIn(target, 'src/domain/', 'src/platform/')) return true;
      const [own, other] = [roomOf(path), roomOf(target)];
      if (other === undefined) {
        const draws = own !== undefined && target.startsWith(DRAWN_BY[own] ?? 'nobody');
        return draws || 'a room draws with its own templates, and entry files import rooms, not the reverse';
      }
      if (other === own) return true;
      if (ROOMS.indexOf(other) > ROOMS.indexOf(own ?? ''))
        return 'is a later room; declare the question as an abstract class';
      return isDoor(target, isTypeOnly, path, tree) || 'is inside an earlier room and no door of it';
    },
  ),
  importRule(
    {
      name: 'records-point-by-id',
      sentence:
        'A record imports Entity, Index, Unique and Check from TypeORM, the portable columns, the domain, and types of ' +
        'the platform.',
    },
    ({ path }) => path.endsWith('.record.ts'),
    ({ target, specifier, names, isTypeOnly }) => {
      if (specifier === 'typeorm') {
        const others = names.filter((name) => !['Entity', 'Index', 'Unique', 'Check'].includes(name));
        if (names.length > 0 && others.length === 0) return true;
        return `${others.join(', ') || 'everything'} is more than a constraint beside portable columns`;
      }
      if (target !== null && isIn(target, 'src/domain/', 'src/platform/database/columns.ts')) return true;
      return (isTypeOnly && target?.startsWith('src/platform/')) || 'a row knows ids of other rows and nothing else';
    },
  ),
  importRule(
    {
      name: 'mappers-are-pure',
      sentence: 'A mapper that later rooms may use (`to-*.ts`) imports only types and the domain.',
    },
    ({ path }) => path.startsWith('src/modules/') && baseName(path).startsWith('to-'),
    ({ target, isTypeOnly }) => isTypeOnly || target?.startsWith('src/domain/') || 'could do more than map',
  ),
  importRule(
    {
      name: 'templates-only-draw',
      sentence:
        'Templates of portfolio and package import the words of the portfolio, the block vocabulary and types of the ' +
        'domain; units and samples import the domain and each other.',
    },
    ({ path }) => path.startsWith('templates/'),
    ({ target, isTypeOnly }, { path }) => {
      if (target === null) return 'a template needs no package';
      const folder = `${path.split('/').slice(0, 2).join('/')}/`;
      if (isIn(target, folder) || (isTypeOnly && target.startsWith('src/domain/'))) return true;
      const draws = Object.values(DRAWN_BY).includes(folder);
      const open = draws
        ? ['src/domain/portfolio/', 'src/platform/pdf/blocks.ts']
        : ['src/domain/', 'templates/units/'];
      return isIn(target, ...open) || (draws ? 'a template decides only how it looks' : 'units and samples are data');
    },
  ),
  importRule(
    {
      name: 'migrations-stand-alone',
      sentence:
        'A migration imports TypeORM and the words of migrations (`database/migration-*`), so that it means the same ' +
        'for ever.',
    },
    ({ path }) => path.startsWith('migrations/'),
    ({ target, specifier }) =>
      specifier === 'typeorm' ||
      target?.startsWith('src/platform/database/migration-') ||
      'may change after the migration has landed',
  ),
  importRule(
    { name: 'imports-end-in-js', sentence: 'Relative imports end in .js, as ES modules run them.' },
    () => true,
    ({ specifier }) => !specifier.startsWith('.') || specifier.endsWith('.js') || 'does not end in .js',
  ),
];
