import type { PortfolioManifest } from '../../src/domain/portfolio/manifest.js';
import type { Block } from '../../src/platform/pdf/blocks.js';
import { cell, keyValues, markCell } from './phrases.js';

/** Section 12: the ledger in time order, superseded rows included. */
export function judgementLog(manifest: Pick<PortfolioManifest, 'judgementLog'>): Block[] {
  if (manifest.judgementLog.length === 0) return [{ kind: 'paragraph', content: ['No judgement has been made yet.'] }];
  return [
    {
      kind: 'table',
      caption: `${manifest.judgementLog.length} judgements in time order`,
      columns: [
        { heading: 'No.', share: 4 },
        { heading: 'When and by whom', share: 14 },
        { heading: 'AC', share: 4 },
        { heading: 'Decision', share: 8 },
        { heading: 'Evidence', share: 11 },
        { heading: 'Rationale', share: 50 },
        { heading: 'Standing', share: 9 },
      ],
      rows: manifest.judgementLog.map((judgement) => [
        cell(String(judgement.sequence)),
        cell(`${judgement.decidedAt}\n${judgement.assessor}`),
        cell(judgement.criterion),
        markCell(judgement.outcome),
        cell(judgement.refs),
        {
          content: [
            judgement.rationale,
            ...(judgement.override === null ? [] : ['\n', { text: 'Override: ', bold: true }, judgement.override]),
            ...(judgement.countersignature === null
              ? []
              : ['\n', { text: 'Countersignature: ', bold: true }, judgement.countersignature]),
          ],
        },
        cell(judgement.standing),
      ]),
    },
  ];
}

/** Section 14, with the IQA's route and decision in the IQA's block. */
export function unitDeclaration(manifest: PortfolioManifest): Block[] {
  return [...unitSignatures(manifest), ...(manifest.kind === 'signed_off' ? [seal(manifest)] : [])];
}

/** The signatures under one unit. */
export function unitSignatures({ signatures }: Pick<PortfolioManifest, 'signatures'>): Block[] {
  return signatures.map(signatureBlock);
}

function signatureBlock(block: PortfolioManifest['signatures'][number]): Block {
  return {
    kind: 'signature',
    title: block.title,
    statement: block.statement,
    signed:
      block.signed === null
        ? null
        : {
            name: block.signed.name,
            role: block.signed.role,
            signedAt: block.signed.signedAt,
            lines: [
              ...block.signed.remarks.map(({ label, value }) => [`${label}: ${value}`]),
              ['Snapshot ', { text: block.signed.snapshotSha256, mono: true }],
            ],
            void: block.signed.void,
          },
  };
}

/** The centre's own signature over the whole file. A draft has none. */
export function seal({
  cover,
  verification,
  reference,
}: Pick<PortfolioManifest, 'cover' | 'verification' | 'reference'>): Block {
  return {
    kind: 'seal',
    title: `Electronic seal of ${cover.centre}`,
    paragraphs: [
      [
        'The centre has signed this file with its key, every byte of it. A PDF reader says whether it has been changed ' +
          'since, and shows the certificate.',
      ],
    ],
    signer: cover.centre,
    reason: `Released portfolio ${reference}${verification === undefined ? '' : `, verification code ${verification.code}`}`,
  };
}

/** Section 15: counts and the key events, not the full log. */
export function auditSummary(manifest: PortfolioManifest): Block[] {
  return [
    { kind: 'heading', level: 2, text: 'Counts' },
    keyValues('Number of events of each kind', manifest.audit.counts),
    { kind: 'heading', level: 2, text: 'Key events' },
    keyEvents(manifest.audit.events),
  ];
}

export function keyEvents(events: PortfolioManifest['audit']['events']): Block {
  return {
    kind: 'table',
    caption: `${events.length} key events`,
    columns: [
      { heading: 'When', share: 26 },
      { heading: 'By', share: 22 },
      { heading: 'Event', share: 52 },
    ],
    rows: events.map(({ at, by, summary }) => [cell(at), cell(by), cell(summary)]),
  };
}

/** Section 16: what is missing in a draft; a signed-off portfolio says that nothing is (§5.1). */
export function gaps(manifest: Pick<PortfolioManifest, 'gaps'>): Block[] {
  if (manifest.gaps === null)
    return [{ kind: 'callout', tone: 'good', title: 'No outstanding criteria', paragraphs: [] }];
  if (manifest.gaps.length === 0) return [{ kind: 'paragraph', content: ['No gaps were found.'] }];
  return manifest.gaps.flatMap((criterion): Block[] => [
    { kind: 'heading', level: 3, text: `${criterion.code}  ${criterion.statement}` },
    {
      kind: 'table',
      caption: `Coverage now: ${criterion.status.label}`,
      columns: [
        { heading: 'Severity', share: 15 },
        { heading: 'What is missing', share: 38 },
        { heading: 'What closes it', share: 34 },
        { heading: 'Whose move', share: 13 },
      ],
      rows: criterion.gaps.map(({ severity, message, closedBy, who }) => [
        markCell(severity),
        cell(message),
        cell(closedBy),
        cell(who),
      ]),
    },
  ]);
}

/** Section 17. */
export function glossary(manifest: Pick<PortfolioManifest, 'glossary'>): Block[] {
  return [
    { kind: 'heading', level: 2, text: 'Methods' },
    keyValues('Codes of the methods', manifest.glossary.methods),
    { kind: 'heading', level: 2, text: 'Terms' },
    keyValues('Terms', manifest.glossary.terms),
  ];
}
