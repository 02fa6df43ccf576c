/** The five questions an assessor answers before accepting an item (domain.md §3.4). */
export const VARCS_LETTERS = ['valid', 'authentic', 'reliable', 'current', 'sufficient'] as const;
export type VarcsLetter = (typeof VARCS_LETTERS)[number];

export type VarcsCheck = Readonly<Record<VarcsLetter, boolean>>;

/** The letters not answered yes; all five when the record is missing. */
export function failedVarcs(check: VarcsCheck | null): VarcsLetter[] {
  return VARCS_LETTERS.filter((letter) => check?.[letter] !== true);
}
