import type { Block } from '../../src/platform/pdf/blocks.js';

/** Where blocks that were made for a document of one unit come to stand in a document of several. */
export interface Placement {
  /** Put before each anchor that the blocks define, because two units define the same. */
  readonly prefix: string;
  /** Anchors of the rest of the document, which links may lead to as they are. */
  readonly elsewhere: ReadonlySet<string>;
  /** Where a link leads whose own place this document does not have; `null` makes it plain text. */
  readonly otherwise: string | null;
}

/** Every anchor that the blocks define. */
export function anchorsIn(blocks: readonly Block[]): Set<string> {
  return new Set(
    blocks.flatMap((block) => (block.kind === 'heading' && block.anchor !== undefined ? [block.anchor] : [])),
  );
}

/** The blocks one heading lower, below the heading of their unit, with anchors and links that hold in the whole document. */
export function placeBlocks(blocks: readonly Block[], placement: Placement): Block[] {
  return relinkBlocks(blocks, placement).map((block) =>
    block.kind === 'heading' ? { ...block, level: block.level === 1 ? 2 : 3, listed: false } : block,
  );
}

/** The blocks with anchors and links that hold in the whole document. */
export function relinkBlocks(blocks: readonly Block[], { prefix, elsewhere, otherwise }: Placement): Block[] {
  const own = anchorsIn(blocks);
  const leadsTo = (anchor: string): string | null =>
    own.has(anchor) ? prefix + anchor : elsewhere.has(anchor) ? anchor : otherwise;

  /** Walks through whatever a block consists of: anchors, links and page numbers are the same everywhere. */
  function placed(part: unknown): unknown {
    if (Array.isArray(part)) return part.map(placed);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(
      Object.entries(part).flatMap(([name, value]: [string, unknown]) => {
        if (typeof value !== 'string') return [[name, placed(value)]];
        if (name === 'anchor') return [[name, prefix + value]];
        if (name !== 'link' && name !== 'pageOf') return [[name, value]];
        const target = leadsTo(value);
        return target === null ? [] : [[name, target]];
      }),
    );
  }

  return blocks.map((block) => placed(block) as Block);
}
