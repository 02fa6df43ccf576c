import { Injectable } from '@nestjs/common';
import { type Merge, mergeRevisions } from '../../domain/evidence/merge-revisions.js';
import { claimPath, fieldsByPath, type RevisionContent, revisionContent } from '../../domain/evidence/revision.js';
import type { Json } from '../../domain/kernel/canonical-json.js';
import { ExtendedRefusal } from '../../domain/kernel/domain-error.js';
import { assertRevision, etagOf, type IfMatch } from '../../platform/http/etag.js';
import { IdentityReader } from '../identity/identity.reader.js';
import type { EvidenceClaimRecord } from './evidence-claim.record.js';
import type { EvidenceRecord } from './evidence.record.js';
import { EvidenceRevisionsReader } from './revisions/evidence-revisions.reader.js';

type Sent = { readonly [Field in keyof RevisionContent]?: RevisionContent[Field] | null };

/** Whoever changes the words of an item starts from the words that are kept; otherwise they are shown both versions. */
@Injectable()
export class StaleRevisionPolicy {
  constructor(
    private readonly revisions: EvidenceRevisionsReader,
    private readonly identity: IdentityReader,
  ) {}

  /**
   * The caller has made sure that `sent` comes from somebody who may read the item.
   * @throws DomainError IF_MATCH_STALE; for a revision that was once the latest an ExtendedRefusal with `conflict`: what
   * differs field by field, and what of it needs no choice
   */
  async assertCurrent(
    evidence: EvidenceRecord,
    claims: readonly EvidenceClaimRecord[],
    expected: IfMatch,
    sent: Sent,
  ): Promise<void> {
    if (expected === 'any' || expected.revision >= evidence.revision) {
      // A revision still to come is no ETag of ours: there is nothing that it could have started from.
      assertRevision(evidence.revision, expected);
      return;
    }
    // Once an item is handed in, its words are frozen and only an assessor's additional claims can cross each other.
    const isDraft = evidence.status === 'draft';
    const base = isDraft ? await this.revisions.asOf(evidence.id, expected.revision) : null;
    const latest = isDraft ? await this.revisions.asOf(evidence.id, evidence.revision) : null;
    const isLater = latest !== null && latest.revision > expected.revision;
    const names = await this.identity.names(isLater ? [latest.changedById] : []);

    const current = revisionContent(evidence, claims);
    const merge = mergeRevisions({
      base: base && fieldsByPath(base.content),
      current: fieldsByPath(current),
      yours: fieldsByPath(sent as Partial<RevisionContent>),
      replaced: replacedBy(sent),
    });
    const conflict = {
      base: base?.revision ?? null,
      current: evidence.revision,
      currentEtag: etagOf(evidence.revision),
      changedBy: isLater ? (names.get(latest.changedById) ?? null) : null,
      changedAt: isLater ? latest.changedAt : null,
      fields: merge.fields,
      mergeable: mergeableBody(merge, current, sent),
    };
    throw new ExtendedRefusal(
      'IF_MATCH_STALE',
      'This was changed after you opened it. Compare both versions, then send what shall stand under the new ETag.',
      { conflict },
    );
  }
}

/** What a request replaces as a whole: there a field that is missing was removed. What was cleared counts as sent. */
function replacedBy(sent: Sent): string[] {
  return Object.entries(sent).flatMap(([field, value]) => {
    if (value === undefined) return [];
    if (field === 'record' || field === 'claims') return [`${field}.`];
    return value === null ? [field] : [];
  });
}

/** The mergeable part as a body that can be sent as it stands: what nobody else touched, on top of what is kept. */
function mergeableBody({ mergeable }: Merge, current: RevisionContent, sent: Sent): Record<string, unknown> {
  const paths = [...mergeable.keys()];
  const body: Record<string, unknown> = Object.fromEntries([...mergeable].filter(([path]) => !path.includes('.')));
  if (paths.some((path) => path.startsWith('record.'))) {
    const record = new Map<string, Json | undefined>(Object.entries(current.record ?? {}));
    for (const [path, value] of mergeable) if (path.startsWith('record.')) record.set(path.slice(7), value);
    body['record'] = Object.fromEntries([...record].filter(([, value]) => value !== null));
  }
  if (paths.some((path) => path.startsWith('claims.'))) {
    const kept = current.claims.filter((claim) => !mergeable.has(claimPath(claim)));
    const mine = revisionContent(current, sent.claims ?? []).claims.filter((claim) => mergeable.has(claimPath(claim)));
    body['claims'] = [...kept, ...mine];
  }
  return body;
}
