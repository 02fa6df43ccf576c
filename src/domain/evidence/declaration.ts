/** Words somebody confirms. The text may be improved, the version then rises: what was confirmed is stored with it. */
export interface Declaration {
  readonly version: string;
  readonly text: string;
}

/** What a learner declares with each submission of learner-produced evidence (domain.md §3.4). */
export const AUTHENTICITY_DECLARATION: Declaration = {
  version: '1',
  text:
    'I confirm that this evidence is my own work, that it records real events in which I took part, that any source ' +
    "or tool I used (including AI) is acknowledged, and that customers' personal data has been removed or agreed.",
};

/** What an assessor signs by submitting a record of their own: an observation, a discussion, questions and answers. */
export const AUTHORSHIP_STATEMENT = 'I made this record and it is a true account of what I saw and heard.';

/** What a witness confirms by giving a testimony through a link ([WT-FORM], [CTSI-WIT]). */
export const TESTIMONY_DECLARATION: Declaration = {
  version: '1',
  text:
    'I saw what I describe here myself, and these are my own words. I am not related to the learner. I know that I make ' +
    'no assessment decision, and that an assessor may contact me to confirm who I am.',
};

/** The words signed: always the declaration itself, with what the signer wants to add to it. */
export function withOwnWords(declaration: string, ownWords: string | null | undefined): string {
  const added = ownWords?.trim();
  return added ? `${declaration} In their own words: “${added}”` : declaration;
}

/** What an assessor signs by accepting written questioning (§2.2 WQ). */
export const ACCEPTANCE_STATEMENT = 'I set these questions, have read the answers and accept them as evidence.';
