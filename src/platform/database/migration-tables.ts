import { Table, type TableColumnOptions, TableForeignKey, TableIndex } from 'typeorm';

/** What a table consists of, as migrations write it. Constraint names are those of the records. */
export interface TableShape {
  readonly columns: readonly TableColumnOptions[];
  /** Name → columns. */
  readonly unique?: Readonly<Record<`uq_${string}`, readonly string[]>>;
  readonly indexes?: Readonly<Record<`ix_${string}`, readonly string[]>>;
  readonly uniqueIndexes?: Readonly<Record<`uq_${string}`, readonly string[]>>;
  /** Name → expression. */
  readonly checks?: Readonly<Record<`ck_${string}`, string>>;
  /** Name → column and the table whose id it holds. */
  readonly references?: Readonly<Record<`fk_${string}`, readonly [column: string, table: string]>>;
}

export function table(name: string, shape: TableShape): Table {
  const index =
    (isUnique: boolean) =>
    ([indexName, columnNames]: [string, readonly string[]]) =>
      new TableIndex({ name: indexName, columnNames: [...columnNames], isUnique });
  return new Table({
    name,
    columns: [...shape.columns],
    uniques: Object.entries(shape.unique ?? {}).map(([unique, columnNames]) => ({
      name: unique,
      columnNames: [...columnNames],
    })),
    indices: [
      ...Object.entries(shape.indexes ?? {}).map(index(false)),
      ...Object.entries(shape.uniqueIndexes ?? {}).map(index(true)),
    ],
    checks: Object.entries(shape.checks ?? {}).map(([check, expression]) => ({ name: check, expression })),
    foreignKeys: Object.entries(shape.references ?? {}).map(
      ([key, [column, target]]) =>
        new TableForeignKey({
          name: key,
          columnNames: [column],
          referencedTableName: target,
          referencedColumnNames: ['id'],
        }),
    ),
  });
}

/** The check that a column holds one of these codes, written as the records write it. */
export const oneOf = (column: string, codes: readonly string[]): string =>
  `"${column}" IN (${codes.map((code) => `'${code}'`).join(', ')})`;
