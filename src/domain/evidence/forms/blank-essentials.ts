import type { FieldError } from '../../kernel/domain-error.js';
import type { FormField, FormFields, MethodForm } from './form.js';
import { type FilledForm, holdsWords, innerFields, isFilledGroup } from './record-words.js';

/**
 * What the card of a method lives by and this record leaves blank: advice to author and assessor, never a refusal (P1).
 * Paths are those of the request: `record.questions[2].answer`.
 */
export function blankEssentials(form: MethodForm, record: FilledForm | null): FieldError[] {
  return blankIn(form.fields, record ?? {}, 'record');
}

function blankIn(fields: FormFields, group: FilledForm, path: string): FieldError[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    const place = `${path}.${name}`;
    const value = group[name];
    if (isBlankValue(value)) return field.isEssential ? [{ path: place, message: blankMessage(field) }] : [];
    if (Array.isArray(value)) {
      return value.flatMap((entry, index) =>
        isFilledGroup(entry) ? blankIn(innerFields(field), entry, `${place}[${index}]`) : [],
      );
    }
    return isFilledGroup(value) ? blankIn(innerFields(field), value, place) : [];
  });
}

function isBlankValue(value: unknown): boolean {
  if (typeof value === 'boolean' || typeof value === 'number') return false;
  if (Array.isArray(value)) return value.every(isBlankValue);
  return isFilledGroup(value) ? Object.values(value).every(isBlankValue) : !holdsWords(value);
}

function blankMessage({ label, hint }: FormField): string {
  return hint === undefined ? `“${label}” is blank.` : `“${label}” is blank. ${hint}`;
}
