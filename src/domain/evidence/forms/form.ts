interface Described {
  /** What stands before the field, on a screen and in the portfolio. */
  readonly label: string;
  /** What an author should know who fills it in. */
  readonly hint?: string;
  /** The card of the method (domain.md §2.2) lives by it: left blank, author and assessor are told. Never a blocker. */
  readonly isEssential?: true;
  /** Says when, where or how, never what was done or known: alone it gives nobody anything to judge. */
  readonly isCircumstance?: true;
}

/**
 * What a field holds.
 * `line` a name or a few words; `text` one text or a list of them; `paragraphs` the same where locators count the
 * paragraphs from 1;
 * `day` YYYY-MM-DD; `time` hh:mm; `count` a whole number from 1; `code` one criterion, `codes` several, or facets;
 * `paragraph_numbers` of the form's main text; `place` a time in a recording (hh:mm:ss) or a paragraph number.
 */
export const FIELD_KINDS = [
  ...([
    'line',
    'text',
    'paragraphs',
    'day',
    'time',
    'flag',
    'count',
    'code',
    'codes',
    'paragraph_numbers',
    'place',
  ] as const),
  ...(['choice', 'group', 'rows'] as const),
] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];

export type FormField = Described &
  (
    | { readonly kind: Exclude<FieldKind, 'choice' | 'group' | 'rows'> }
    | { readonly kind: 'choice'; readonly choices: Readonly<Record<string, string>> }
    | {
        readonly kind: 'group' | 'rows';
        readonly fields: FormFields;
        /** Plain words will do instead, as one string or a list. */
        readonly mayBeWords?: true;
      }
  );

/** Fields by name, in the order in which they are read. */
export type FormFields = Readonly<Record<string, FormField>>;

/** The form of one method. */
export interface MethodForm {
  /** Name of its record in OpenAPI. */
  readonly recordName: string;
  /** The field that carries the evidence when there is no file; its paragraphs are what locators count. */
  readonly mainField: string;
  readonly fields: FormFields;
}

type WordsOf<Field> = Field extends { readonly mayBeWords: true } ? string | readonly string[] : never;
type ValueOf<Field extends FormField> = Field extends { kind: 'rows'; fields: infer Fields extends FormFields }
  ? readonly RecordOf<Fields>[] | WordsOf<Field>
  : Field extends { kind: 'group'; fields: infer Fields extends FormFields }
    ? RecordOf<Fields> | WordsOf<Field>
    : Field extends { kind: 'choice'; choices: infer Choices }
      ? keyof Choices
      : Field extends { kind: 'flag' }
        ? boolean
        : Field extends { kind: 'count' }
          ? number
          : Field extends { kind: 'paragraph_numbers' }
            ? readonly number[]
            : Field extends { kind: 'place' }
              ? string | number
              : Field extends { kind: 'text' | 'paragraphs' | 'codes' }
                ? string | readonly string[]
                : string;

/** A form filled in. Everything may be left blank in a draft. */
export type RecordOf<Fields extends FormFields> = { readonly [Name in keyof Fields]?: ValueOf<Fields[Name]> | null };
