import { Column, type ColumnOptions, ForeignKey, PrimaryColumn } from 'typeorm';

/*
 * Portable columns: text, integer, boolean, JSON as text, UTC instants as ISO text. One meaning on both engines; a
 * `Date` column was seen to move four hours when the server's time zone changed. No column has a database default:
 * code gives every value, so both engines store the same.
 */

const json = {
  to: (value: unknown) => (value === null || value === undefined ? null : JSON.stringify(value)),
  from: (value: unknown) => (typeof value === 'string' ? (JSON.parse(value) as unknown) : null),
};

interface Nullable {
  readonly nullable?: boolean;
}

/** The id of a row. With `to`, of a row that continues another one and shares its id. */
export const IdColumn = (options: { to?: string; as?: `fk_${string}` } = {}): PropertyDecorator => {
  const { to, as: name } = options;
  return (target, property) => {
    PrimaryColumn('varchar', { length: 36 })(target, property);
    if (to !== undefined) ForeignKey(to, { name })(target, property);
  };
};
export const NaturalKeyColumn = (): PropertyDecorator => PrimaryColumn('varchar', { length: 200 });
/** A file by its content; on its own or with another key column the key of a row. */
export const Sha256KeyColumn = (): PropertyDecorator => PrimaryColumn('varchar', { length: 64 });
/** A number that is the key of a row, or a part of it. */
export const NumberKeyColumn = (): PropertyDecorator => PrimaryColumn('integer');
/** A code that is a part of a key. */
export const CodeKeyColumn = (): PropertyDecorator => PrimaryColumn('varchar', { length: 64 });
/**
 * The id of another row. `to` names the record it points at (by name: rows of other rooms are not imported), `as` the
 * foreign key. Without them the id may outlive what it named, as in the audit trail.
 */
export const RefColumn = (options: Nullable & { to?: string; as?: `fk_${string}` } = {}): PropertyDecorator => {
  const { to, as: name, ...column } = options;
  return (target, property) => {
    Column('varchar', { length: 36, ...column })(target, property);
    if (to !== undefined) ForeignKey(to, { name })(target, property);
  };
};
export const CodeColumn = (options: Nullable = {}): PropertyDecorator => Column('varchar', { length: 64, ...options });
export const TextColumn = (options: Nullable = {}): PropertyDecorator => Column('text', { ...options });
export const IntegerColumn = (options: Nullable = {}): PropertyDecorator => Column('integer', { ...options });
/** Whole numbers beyond 2³¹, such as file sizes; PostgreSQL's driver hands them over as text. */
export const BigIntegerColumn = (): PropertyDecorator =>
  Column('bigint', { transformer: { to: (value: unknown) => value, from: (value: unknown) => Number(value) } });
export const BooleanColumn = (options: Nullable = {}): PropertyDecorator => Column('boolean', { ...options });
export const Sha256Column = (options: Nullable = {}): PropertyDecorator =>
  Column('varchar', { length: 64, ...options });
/** ISO 8601 UTC with milliseconds: 24 characters that sort, hash and sign identically everywhere. */
export const InstantColumn = (options: Nullable = {}): PropertyDecorator =>
  Column('varchar', { length: 24, ...options });
export const DateColumn = (options: Nullable = {}): PropertyDecorator => Column('varchar', { length: 10, ...options });
export const JsonColumn = (options: Nullable = {}): PropertyDecorator =>
  Column('text', { transformer: json, ...options } satisfies ColumnOptions);
