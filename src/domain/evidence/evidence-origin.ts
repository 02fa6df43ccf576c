/** Where the words of an item were first written, when they came here with a package of another centre. */
export interface EvidenceOrigin {
  /** Name of the centre. */
  readonly centre: string;
  /** What the item was called there. */
  readonly ref: string;
  readonly packageId: string;
}
