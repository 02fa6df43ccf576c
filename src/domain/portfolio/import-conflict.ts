/** What stands between a package and a portfolio here. `blocks`: nothing is taken in while it stands. */
export const IMPORT_CONFLICTS = {
  UNIT_UNKNOWN: { blocks: true, says: 'This installation does not know the unit.' },
  SPECIFICATION_UNKNOWN: {
    blocks: false,
    says: 'This version of the unit is not known here; claims on what the version here does not have stay history.',
  },
  SPECIFICATION_DIFFERS: {
    blocks: false,
    says: 'The version of this name says something else here; please compare before the learner submits.',
  },
  ALREADY_IMPORTED: { blocks: true, says: 'This package has been taken in already.' },
  SAME_CONTENT: { blocks: true, says: 'A package with the same evidence and decisions has been taken in already.' },
  REGISTRATION_EXISTS: { blocks: false, says: 'Somebody with this learner’s number is registered on the unit here.' },
  OTHER_UNIT: { blocks: true, says: 'The registration is on another unit.' },
  ULN_DIFFERS: { blocks: true, says: 'The registration is of a learner with another number.' },
  NAME_DIFFERS: {
    blocks: true,
    says: 'The learner of the registration has another name; say isSameLearner if you have made sure who it is.',
  },
  INTEREST_DECLARED: { blocks: true, says: 'SOD6: you have a declared interest in this learner.' },
  FILE_ABSENT: { blocks: false, says: 'The bytes of this file are not in the package, so it cannot come along.' },
  FILE_IN_OTHER_PORTFOLIO: { blocks: false, says: 'The very same file is in another learner’s portfolio here.' },
  CLAIM_UNKNOWN: { blocks: false, says: 'The unit here has no such criterion or facet; the claim stays history.' },
  METHOD_UNKNOWN: { blocks: false, says: 'This method is not known here; the item stays history.' },
  CASE_LABEL_IN_USE: {
    blocks: false,
    says: 'The learner has a complaint case of this label here; the drafts would seem to speak of it.',
  },
} as const satisfies Readonly<Record<string, { readonly blocks: boolean; readonly says: string }>>;

export type ImportConflictCode = keyof typeof IMPORT_CONFLICTS;

export interface ImportConflict {
  readonly code: ImportConflictCode;
  readonly blocks: boolean;
  readonly message: string;
  /** What it is about: a reference, a path in the package, a label; `null` for the whole. */
  readonly about: string | null;
}

export const importConflict = (code: ImportConflictCode, about: string | null = null): ImportConflict => ({
  code,
  blocks: IMPORT_CONFLICTS[code].blocks,
  message: IMPORT_CONFLICTS[code].says,
  about,
});
