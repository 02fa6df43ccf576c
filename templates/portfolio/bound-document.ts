import type { Block, BlockDocument, BlockSection } from '../../src/platform/pdf/blocks.js';

interface BoundManifest {
  readonly title: string;
  readonly reference: string;
  readonly exportedAt: string;
  readonly kind?: string;
  readonly cover: { readonly centre: string };
}

/** What every document of ours is bound in: its cover, the contents, and what runs along its pages. */
export function boundDocument(
  manifest: BoundManifest,
  contentSha256: string,
  cover: readonly Block[],
  sections: readonly BlockSection[],
): BlockDocument {
  return {
    title: manifest.title,
    subject: manifest.reference,
    author: manifest.cover.centre,
    producer: 'Verifolio',
    language: 'en-GB',
    createdAt: manifest.exportedAt,
    reference: manifest.reference,
    imprint: `content ${contentSha256.slice(0, 12)}`,
    watermark: manifest.kind === 'draft' ? 'DRAFT' : null,
    sections: [
      { orientation: 'portrait', runningTitle: null, blocks: cover },
      {
        orientation: 'portrait',
        runningTitle: 'Contents',
        blocks: [{ kind: 'heading', level: 1, text: 'Contents' }, { kind: 'contents' }],
      },
      ...sections,
    ],
  };
}
