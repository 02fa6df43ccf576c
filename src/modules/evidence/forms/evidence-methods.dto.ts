import { ApiProperty } from '@nestjs/swagger';
import {
  AUTHOR_ROLES,
  type AuthorRole,
  EVIDENCE_METHODS,
  type EvidenceMethod,
  METHOD_CARDS,
} from '../../../domain/evidence/evidence-method.js';
import { FIELD_KINDS, type FieldKind, type FormFields } from '../../../domain/evidence/forms/form.js';
import { formOf } from '../../../domain/evidence/forms/method-forms.js';

export class FieldChoiceView {
  code: string;
  label: string;
}

export class FormFieldView {
  name: string;
  label: string;
  /**
   * `line`: a name or a few words. `text`: one text or a list. `paragraphs`: the same, with paragraphs that locators count
   * from 1. `day`: YYYY-MM-DD. `time`: hh:mm. `count`: a whole number from 1. `code`: a criterion; `codes`: several, or
   * facets. `paragraph_numbers`: of the main field. `place`: a time in a recording (hh:mm:ss) or a paragraph number.
   */
  @ApiProperty({ enum: FIELD_KINDS })
  kind: FieldKind;
  /** Left blank, the item gets advice. Nothing is refused for it. */
  isEssential: boolean;
  /** A group or rows that may be sent as plain words instead. */
  mayBeWords: boolean;
  hint: string | null;
  /** What a `choice` chooses from; empty for the others. */
  choices: FieldChoiceView[];
  /** What a `group`, or each of `rows`, consists of; empty for the others. */
  @ApiProperty({ type: () => [FormFieldView] })
  fields: FormFieldView[];
}

export class EvidenceMethodView {
  @ApiProperty({ enum: EVIDENCE_METHODS })
  method: EvidenceMethod;
  /** Short code printed in matrices: OBS, PD, WP … */
  code: string;
  label: string;
  /** Who may create an item of it. */
  @ApiProperty({ enum: AUTHOR_ROLES, isArray: true })
  authors: AuthorRole[];
  /** Whose signature it needs beside its author's before it counts. */
  @ApiProperty({ enum: AUTHOR_ROLES, nullable: true })
  coSigner: AuthorRole | null;
  /** The assessor's acceptance is their signature under it too. */
  isSignedByAcceptance: boolean;
  /** The learner declares it their own work on submission. */
  needsDeclaration: boolean;
  /** The assessor evaluates it in words before it counts (U40-R6). */
  needsAssessorComment: boolean;
  /** Name of the schema of `record` in this document. */
  recordName: string;
  /** The field that carries the evidence when there is no file; locators count its paragraphs. */
  mainField: string;
  /** The form, in reading order. */
  fields: FormFieldView[];
}

export class EvidenceMethodPage {
  items: EvidenceMethodView[];
  nextCursor: string | null;
}

function toFieldViews(fields: FormFields): FormFieldView[] {
  return Object.entries(fields).map(([name, field]) => ({
    name,
    label: field.label,
    kind: field.kind,
    isEssential: field.isEssential ?? false,
    mayBeWords: 'mayBeWords' in field,
    hint: field.hint ?? null,
    choices: 'choices' in field ? Object.entries(field.choices).map(([code, label]) => ({ code, label })) : [],
    fields: 'fields' in field ? toFieldViews(field.fields) : [],
  }));
}

export function toEvidenceMethodView(method: EvidenceMethod): EvidenceMethodView {
  const { authors, ...card } = METHOD_CARDS[method];
  const { recordName, mainField, fields } = formOf(method);
  return { method, ...card, authors: [...authors], recordName, mainField, fields: toFieldViews(fields) };
}
