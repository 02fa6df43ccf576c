import type { FieldError } from './domain-error.js';

/** Takes note of what is wrong with the value at `path`. */
type Note = (path: string, message: string) => void;

/** What a value that somebody else wrote must look like. Members that no shape names pass: a later writer may know more. */
export type Shape = (value: unknown, path: string, note: Note) => void;

/** Nobody mends more at once, and a list of a million wrong values must not become a million messages. */
const MOST_FAULTS = 50;

/** Everything that is wrong with a value, by JSON path below `name`, at most fifty faults. */
export function faultsIn(value: unknown, shape: Shape, name: string): FieldError[] {
  const faults: FieldError[] = [];
  shape(value, name, (path, message) => {
    if (faults.length < MOST_FAULTS) faults.push({ path, message });
  });
  return faults;
}

const when =
  (fits: (value: unknown) => boolean, message: string): Shape =>
  (value, path, note) => {
    if (!fits(value)) note(path, message);
  };

const matching = (form: RegExp, message: string): Shape =>
  when((value) => typeof value === 'string' && form.test(value), message);

const isGroup = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const TEXT = when((value) => typeof value === 'string', 'must be text');
export const BOOLEAN = when((value) => typeof value === 'boolean', 'must be true or false');
export const COUNT = when(
  (value) => Number.isSafeInteger(value) && Number(value) >= 0,
  'must be a whole number, 0 or more',
);
export const GROUP = when(isGroup, 'must be a group of fields');
export const SHA256 = matching(/^[0-9a-f]{64}$/, 'must be a SHA-256 in lower-case hexadecimal');
export const DATE = matching(/^\d{4}-\d{2}-\d{2}$/, 'must be a date as YYYY-MM-DD');
export const INSTANT = matching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/, 'must be an instant in UTC');
export const UUID = matching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'must be an id (UUID in lower case)');

export const oneOf = (words: readonly string[]): Shape =>
  when((value) => typeof value === 'string' && words.includes(value), `must be one of ${words.join(', ')}`);

export const orNull =
  (shape: Shape): Shape =>
  (value, path, note) => {
    if (value !== null) shape(value, path, note);
  };

/** May be left out: it came into the format later, or not everybody writes it. */
export const perhaps =
  (shape: Shape): Shape =>
  (value, path, note) => {
    if (value !== undefined) shape(value, path, note);
  };

export const listOf =
  (shape: Shape): Shape =>
  (value, path, note) => {
    if (!Array.isArray(value)) return note(path, 'must be a list');
    value.forEach((member, index) => shape(member, `${path}[${index}]`, note));
  };

/** A group with these fields; the type names them all, so none can be forgotten here. */
export const fields =
  <Group>(shapes: { readonly [Field in keyof Required<Group>]: Shape }): Shape =>
  (value, path, note) => {
    if (!isGroup(value)) return note(path, 'must be a group of fields');
    for (const [name, shape] of Object.entries<Shape>(shapes)) {
      shape(Object.hasOwn(value, name) ? value[name] : undefined, `${path}.${name}`, note);
    }
  };
