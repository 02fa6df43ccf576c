import { resolve } from 'node:path';

/** What the process was told by its environment, checked before Nest starts (api.md "Configuration"). */
export interface Env {
  readonly port: number;
  /** Absolute folder of the SQLite database, the files and the keys. */
  readonly dataDir: string;
  /** `postgres://…`, or `null` for SQLite in `dataDir`. */
  readonly databaseUrl: string | null;
  /** Load the demo centre when the database is empty. */
  readonly demo: boolean;
  readonly isProduction: boolean;
  /** The first centre manager and the name of the centre, made when there is no user. */
  readonly bootstrap: { readonly email: string; readonly password: string; readonly centre: string } | null;
}

/** Something only an operator can mend; its message says how, and a stack would help nobody. */
export class OperatorError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'OperatorError';
  }
}

/** Reads and checks the environment. The only place that knows the names of the variables. */
export function readEnv(source: NodeJS.ProcessEnv = process.env): Env {
  const faults: string[] = [];

  const port = Number(source.PORT ?? '3000');
  if (!Number.isInteger(port) || port < 0 || port > 65_535) faults.push('PORT must be a whole number from 0 to 65535');

  const databaseUrl = source.DATABASE_URL || null;
  if (databaseUrl !== null && !/^postgres(ql)?:\/\//.test(databaseUrl)) {
    faults.push('DATABASE_URL must start with postgres:// (leave it out for SQLite)');
  }

  // Serving from the wrong store would look like lost evidence, so an unknown one stops the start.
  if (source.FILES_URL) faults.push('FILES_URL is not supported yet: leave it out to keep files under DATA_DIR');

  const isProduction = source.NODE_ENV === 'production';
  if (source.DEMO !== undefined && !['true', 'false'].includes(source.DEMO)) faults.push('DEMO must be true or false');
  const demo = source.DEMO === undefined ? !isProduction : source.DEMO === 'true';

  const email = source.BOOTSTRAP_EMAIL;
  const password = source.BOOTSTRAP_PASSWORD;
  if (Boolean(email) !== Boolean(password)) faults.push('BOOTSTRAP_EMAIL and BOOTSTRAP_PASSWORD go together');

  if (faults.length > 0) {
    const list = faults.map((fault) => `  - ${fault}`).join('\n');
    throw new OperatorError(`The environment is not usable:\n${list}`);
  }
  return {
    port,
    dataDir: resolve(source.DATA_DIR || './data'),
    databaseUrl,
    demo,
    isProduction,
    bootstrap: email && password ? { email, password, centre: source.BOOTSTRAP_CENTRE || 'Our centre' } : null,
  };
}
