import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { groupBy } from '../../domain/kernel/group-by.js';
import { decodeCursor, DEFAULT_PAGE, toPage } from '../../platform/http/paging.js';
import { ContentSearchReader, MOST_HITS } from '../contents/content-search.reader.js';
import { EvidencePage, SearchHitView, toEvidenceSummaryView } from './evidence-view.dto.js';
import type { ListEvidenceQuery } from './evidence.dto.js';
import { EvidenceListReader } from './evidence-list.reader.js';
import { EvidenceReader } from './evidence.reader.js';

/** Lists the evidence in somebody's scope; of a search it says where in the files the words stand. */
@Injectable()
export class FindEvidence {
  constructor(
    private readonly list: EvidenceListReader,
    private readonly reader: EvidenceReader,
    private readonly contentSearch: ContentSearchReader,
  ) {}

  async run(actor: Actor, { limit = DEFAULT_PAGE, cursor, ...filter }: ListEvidenceQuery): Promise<EvidencePage> {
    const rows = await this.list.page(actor, filter, limit + 1, decodeCursor(cursor));
    const { items, nextCursor } = toPage(rows, limit, toEvidenceSummaryView);
    const hits = await this.hits(
      filter.q ?? '',
      items.map(({ id }) => id),
    );
    return { items: items.map((one) => ({ ...one, hits: hits.get(one.id) ?? [] })), nextCursor };
  }

  /** At most three for each item, of its first files that have any. */
  private async hits(q: string, evidenceIds: readonly string[]): Promise<Map<string, SearchHitView[]>> {
    if (q.trim() === '') return new Map();
    const files = (await this.reader.files(evidenceIds)).filter(({ sealedAt }) => sealedAt === null);
    const found = await this.contentSearch.hits(
      q,
      files.map(({ sha256 }) => sha256),
    );
    const byItem = groupBy(files, ({ evidenceId }) => evidenceId);
    return new Map(
      Array.from(byItem, ([evidenceId, own]) => [
        evidenceId,
        own
          .flatMap(({ id, sha256 }) => (found.get(sha256) ?? []).map((hit) => ({ fileId: id, ...hit })))
          .slice(0, MOST_HITS),
      ]),
    );
  }
}
