/** Where in an item the proof stands. Any of the members; `from`/`to` are "hh:mm:ss". */
export interface EvidenceLocator {
  readonly page?: number;
  readonly paragraph?: number;
  readonly sheet?: string;
  readonly row?: number;
  readonly from?: string;
  readonly to?: string;
  readonly note?: string;
}
