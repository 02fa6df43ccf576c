import type { TableColumnOptions } from 'typeorm';

/** The columns of `columns.ts` as migrations write them: the one source of the schema for both engines. */
type Column = TableColumnOptions;

const nullable = (column: Column): Column => ({ ...column, isNullable: true });

export const columns = {
  id: (name = 'id'): Column => ({ name, type: 'varchar', length: '36', isPrimary: true }),
  naturalKey: (name: string): Column => ({ name, type: 'varchar', length: '200', isPrimary: true }),
  sha256Key: (name: string): Column => ({ name, type: 'varchar', length: '64', isPrimary: true }),
  numberKey: (name: string): Column => ({ name, type: 'integer', isPrimary: true }),
  codeKey: (name: string): Column => ({ name, type: 'varchar', length: '64', isPrimary: true }),
  ref: (name: string): Column => ({ name, type: 'varchar', length: '36' }),
  code: (name: string): Column => ({ name, type: 'varchar', length: '64' }),
  text: (name: string): Column => ({ name, type: 'text' }),
  integer: (name: string): Column => ({ name, type: 'integer' }),
  bigInteger: (name: string): Column => ({ name, type: 'bigint' }),
  boolean: (name: string): Column => ({ name, type: 'boolean' }),
  sha256: (name: string): Column => ({ name, type: 'varchar', length: '64' }),
  instant: (name: string): Column => ({ name, type: 'varchar', length: '24' }),
  date: (name: string): Column => ({ name, type: 'varchar', length: '10' }),
  json: (name: string): Column => ({ name, type: 'text' }),
  nullable,
} as const;
