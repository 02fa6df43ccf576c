import type { FormField, FormFields, MethodForm } from './form.js';

/** A form as it was filled in, known or unknown boxes alike. */
export type FilledForm = Readonly<Record<string, unknown>>;

export const isFilledGroup = (value: unknown): value is FilledForm =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The field of this name, or `undefined` for a box of the centre's own. */
export const fieldOf = (fields: FormFields, name: string): FormField | undefined =>
  Object.hasOwn(fields, name) ? fields[name] : undefined;

/** The fields inside a field: of a group, or of each of its rows. */
export const innerFields = (field: FormField | undefined): FormFields =>
  field !== undefined && 'fields' in field ? field.fields : {};

/** Whether a value says anything: ticks and numbers alone let nobody judge the quality of performance (§2.2). */
export function holdsWords(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() !== '';
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsWords);
}

/** Paragraphs as locators count them: one per entry of a list, and one per line of a text. */
export function paragraphsIn(value: unknown): string[] {
  const texts: unknown[] = Array.isArray(value) ? value : [value];
  return texts
    .filter((text) => typeof text === 'string')
    .flatMap((text) => text.split(/\n+/u))
    .filter((paragraph) => paragraph.trim() !== '');
}

const WORDLESS: readonly FormField['kind'][] = ['day', 'time', 'code', 'codes', 'choice', 'place'];

/**
 * Whether a form tells what was done, said or known, and not only when, where and under which conditions: questions
 * without an answer and a place with a time give nobody anything to judge. A box of the centre's own is taken at its word.
 */
export function tellsSomething(fields: FormFields, form: FilledForm): boolean {
  return Object.entries(form).some(([name, value]) => {
    const field = fieldOf(fields, name);
    if (field === undefined) return holdsWords(value);
    if (field.isCircumstance || WORDLESS.includes(field.kind)) return false;
    const entries: unknown[] = Array.isArray(value) ? value : [value];
    return entries.some((entry) =>
      isFilledGroup(entry) ? tellsSomething(innerFields(field), entry) : holdsWords(entry),
    );
  });
}

/** How many paragraphs the main text has; 0 when it is blank, or when the method's main field is no such text. */
export function countParagraphs(form: MethodForm, record: FilledForm | null): number {
  if (form.fields[form.mainField]?.kind !== 'paragraphs') return 0;
  return paragraphsIn(record?.[form.mainField]).length;
}
