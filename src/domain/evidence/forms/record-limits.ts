import type { FieldError } from '../../kernel/domain-error.js';
import type { FormFields } from './form.js';
import { fieldOf, type FilledForm, innerFields, isFilledGroup } from './record-words.js';

export const MAX_TEXT = 10_000;
/** Lists and groups inside a box of the centre's own. */
export const MAX_OWN_DEPTH = 3;
/** Answers in all boxes of the centre's own together. */
export const MAX_OWN_ENTRIES = 100;
const MAX_NAME = 100;

/**
 * What in a record is larger than a form may be. Boxes that the form of the method does not know are welcome, for a
 * centre has its own, but they stay small: they are printed whole in the portfolio. Paths start at `record`.
 */
export function findBeyondLimits(fields: FormFields, record: FilledForm): FieldError[] {
  const errors: FieldError[] = [];
  let ownEntries = 0;

  const visit = (value: unknown, path: string, inside: FormFields | null, depth: number): void => {
    if (typeof value === 'string' && value.length > MAX_TEXT) {
      errors.push({ path, message: `must be at most ${MAX_TEXT} characters` });
    }
    if (Array.isArray(value)) {
      if (inside === null && depth > MAX_OWN_DEPTH) errors.push(tooDeep(path));
      else value.forEach((entry, index) => visitOwn(entry, `${path}[${index}]`, inside, depth));
    } else if (isFilledGroup(value)) {
      if (inside === null && depth > MAX_OWN_DEPTH) errors.push(tooDeep(path));
      else visitGroup(value, path, inside, depth);
    }
  };
  const visitOwn = (value: unknown, path: string, inside: FormFields | null, depth: number): void => {
    if (inside === null) ownEntries += 1;
    visit(value, path, inside, inside === null ? depth + 1 : 1);
  };
  const visitGroup = (group: FilledForm, path: string, inside: FormFields | null, depth: number): void => {
    for (const [name, value] of Object.entries(group)) {
      const place = `${path}.${name}`;
      const field = inside === null ? undefined : fieldOf(inside, name);
      if (name.length > MAX_NAME) errors.push({ path, message: `has a name of more than ${MAX_NAME} characters` });
      else visitOwn(value, place, field === undefined ? null : innerFields(field), field === undefined ? depth : 1);
    }
  };

  visitGroup(record, 'record', fields, 0);
  if (ownEntries > MAX_OWN_ENTRIES) {
    errors.push({ path: 'record', message: `must hold at most ${MAX_OWN_ENTRIES} answers beside those of its form` });
  }
  return errors;
}

function tooDeep(path: string): FieldError {
  return { path, message: `must not hold lists and groups more than ${MAX_OWN_DEPTH} levels deep` };
}
