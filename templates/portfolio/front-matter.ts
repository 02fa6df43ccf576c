import type { PortfolioManifest } from '../../src/domain/portfolio/manifest.js';
import type { Block } from '../../src/platform/pdf/blocks.js';
import { cell, keyValues, refLink, toneOf } from './phrases.js';

/** Section 1: whose work it is, for which unit, at which centre, how far it has come and how to check it. */
export function cover(manifest: Pick<PortfolioManifest, 'cover' | 'status' | 'howToCheck' | 'verification'>): Block[] {
  const { cover: facts, status } = manifest;
  return [
    {
      kind: 'banner',
      overline: facts.centre,
      title: 'Portfolio of evidence',
      subtitle: `${facts.learner}\n${facts.unitTitle}`,
      badge: { text: status.mark.label, tone: toneOf(status.mark) },
    },
    keyValues('Learner and qualification', [
      { label: 'Learner', value: facts.learner },
      { label: 'Centre', value: facts.centre },
      { label: 'Qualification', value: facts.qualification },
    ]),
    keyValues('Unit', facts.unit),
    keyValues('This document', facts.document),
    {
      kind: 'callout',
      tone: toneOf(status.mark),
      title: status.mark.label,
      paragraphs: [[status.sentence]],
    },
    ...howToCheck(manifest),
  ];
}

function howToCheck({
  howToCheck: words,
  verification,
}: Pick<PortfolioManifest, 'howToCheck' | 'verification'>): Block[] {
  if (words === null) return [];
  if (verification === undefined) return [{ kind: 'paragraph', content: [words] }];
  return [
    {
      kind: 'qr-code',
      content: verification.address,
      alt: `QR code of the address ${verification.address}`,
      title: 'Is this document genuine, and does it still stand?',
      paragraphs: [[{ text: verification.code, mono: true, bold: true }], [words]],
    },
  ];
}

/** Section 0: what exactly this document is. */
export function documentControl(manifest: Pick<PortfolioManifest, 'control'>, contentSha256: string): Block[] {
  return [
    keyValues('Document control', [...manifest.control, { label: 'Content SHA-256', value: contentSha256 }]),
    {
      kind: 'paragraph',
      style: 'small',
      content: [
        'The content hash is taken over the words of this document in their order, which are attached to it as portfolio-manifest.json: it is the SHA-256 of that file. Two exports that show the same hash say the same.',
      ],
    },
  ];
}

/** Section 2. */
export function details(manifest: Pick<PortfolioManifest, 'details'>): Block[] {
  const { learner, centre, people } = manifest.details;
  return [
    { kind: 'heading', level: 3, text: 'Learner' },
    keyValues('Learner', learner),
    { kind: 'heading', level: 3, text: 'Centre' },
    keyValues('Centre', centre),
    { kind: 'heading', level: 3, text: 'Assessment team' },
    keyValues('Assessment team', people),
  ];
}

/** Section 3. */
export function declarations(manifest: Pick<PortfolioManifest, 'declarations'>): Block[] {
  if (manifest.declarations.length === 0) {
    return [{ kind: 'paragraph', content: ['No declaration has been made yet.'] }];
  }
  return manifest.declarations.flatMap(({ statement, given }): Block[] => [
    { kind: 'callout', tone: 'accent', title: 'Declared', paragraphs: [[{ text: statement, italic: true }]] },
    {
      kind: 'table',
      caption: 'Declared for',
      columns: [
        { heading: 'Ref', share: 8 },
        { heading: 'Title', share: 54 },
        { heading: 'Declared by', share: 15 },
        { heading: 'When', share: 23 },
      ],
      rows: given.map(({ ref, title, name, signedAt }) => [
        { content: ref === null ? ['Unit'] : [refLink(ref)] },
        cell(title),
        cell(name),
        cell(signedAt),
      ]),
    },
  ]);
}

/** Section 4: the list of witnesses at the front of the portfolio. */
export function witnesses(manifest: Pick<PortfolioManifest, 'witnesses'>): Block[] {
  if (manifest.witnesses.length === 0) {
    return [{ kind: 'paragraph', content: ['This portfolio contains no testimony of a witness.'] }];
  }
  const isCentreCopy = manifest.witnesses.some(({ contact }) => contact !== undefined);
  return [
    {
      kind: 'table',
      caption: 'Witnesses and their testimonies',
      columns: [
        { heading: 'Witness', share: 13 },
        { heading: 'Job and organisation', share: 20 },
        { heading: 'Relationship', share: 14 },
        { heading: 'Status', share: 15 },
        { heading: 'Ref', share: 8 },
        { heading: 'Signed', share: 14 },
        { heading: 'Identity', share: 16 },
        ...(isCentreCopy ? [{ heading: 'Contact', share: 18 }] : []),
      ],
      rows: manifest.witnesses.map(({ name, role, relationship, status, ref, signed, check, contact }) => [
        cell(name),
        cell(role),
        cell(relationship),
        cell(status),
        { content: [refLink(ref)] },
        cell(signed),
        cell(check),
        ...(isCentreCopy ? [cell(contact ?? '')] : []),
      ]),
    },
    {
      kind: 'paragraph',
      style: 'small',
      content: [
        isCentreCopy
          ? 'This is the centre’s own copy: contact details of witnesses must not leave the centre.'
          : 'A witness says what they saw and makes no assessment decision. The centre keeps their contact details.',
      ],
    },
  ];
}
