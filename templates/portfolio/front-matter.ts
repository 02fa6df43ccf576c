import type { PortfolioManifest } from '../../src/domain/portfolio/manifest.js';
import type { Block } from '../../src/platform/pdf/blocks.js';
import { keyValues, refLink, toneOf } from './phrases.js';

/** Section 1: whose work it is, for which unit, at which centre, and how far it has come. */
export function cover(manifest: PortfolioManifest): Block[] {
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
      { label: 'Date of this document', value: facts.date },
    ]),
    keyValues('Unit', facts.unit),
    {
      kind: 'callout',
      tone: toneOf(status.mark),
      title: status.mark.label,
      paragraphs: [[status.sentence], [`Portfolio reference ${manifest.reference}`]],
    },
  ];
}

/** Section 0: what exactly this document is and how to check it. */
export function documentControl(manifest: PortfolioManifest, contentSha256: string): Block[] {
  const facts = [...manifest.control, { label: 'Content SHA-256', value: contentSha256 }];
  return [
    {
      kind: 'key-values',
      caption: 'Document control',
      pairs: facts.map(({ label, value }) => ({
        label,
        value: [/^[0-9a-f]{64}$/u.test(value) ? { text: value, mono: true } : value],
      })),
    },
    {
      kind: 'paragraph',
      style: 'small',
      content: [
        'The content hash is taken over the words of this document in their order. Two exports that show the same hash say the same.',
      ],
    },
  ];
}

/** Section 2. */
export function details(manifest: PortfolioManifest): Block[] {
  const { learner, centre, people } = manifest.details;
  return [
    { kind: 'heading', level: 2, text: 'Learner' },
    keyValues('Learner', learner),
    { kind: 'heading', level: 2, text: 'Centre' },
    keyValues('Centre', centre),
    { kind: 'heading', level: 2, text: 'Assessment team' },
    keyValues('Assessment team', people),
  ];
}

/** Section 4. The same words signed for several items are printed once. */
export function declarations(manifest: PortfolioManifest): Block[] {
  if (manifest.declarations.length === 0) {
    return [{ kind: 'paragraph', content: ['No declaration has been made yet.'] }];
  }
  const statements = [...new Set(manifest.declarations.map((declaration) => declaration.statement))];
  return statements.flatMap((statement): Block[] => [
    { kind: 'callout', tone: 'accent', title: 'Declared', paragraphs: [[{ text: statement, italic: true }]] },
    {
      kind: 'table',
      caption: 'Declared for',
      columns: [
        { heading: 'Evidence', share: 14 },
        { heading: 'Title', share: 43 },
        { heading: 'By', share: 18 },
        { heading: 'Signed', share: 25 },
      ],
      rows: manifest.declarations
        .filter((declaration) => declaration.statement === statement)
        .map(({ ref, scope, name, signedAt }) => [
          { content: ref === null ? ['Unit'] : [refLink(ref)] },
          { content: [scope] },
          { content: [name] },
          { content: [signedAt] },
        ]),
    },
  ]);
}
