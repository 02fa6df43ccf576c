import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import type { IfMatch } from '../../platform/http/etag.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { redactionConfirmed } from './blank-stages.js';
import { authorRoleFor } from './create-evidence.js';
import { assertAuthor, assertDraft, EvidenceDesk } from './evidence-desk.js';
import { EvidenceReader } from './evidence.reader.js';
import type { EvidenceRecord } from './evidence.record.js';
import { EvidenceStore } from './evidence.store.js';
import { checkRecord } from './forms/check-record.js';
import type { Envelope } from './new-draft.js';
import { StaleRevisionPolicy } from './stale-revision.policy.js';

/** Changes the envelope of a draft. `undefined` keeps a field, `null` clears it. */
@Injectable()
export class EditEvidence {
  constructor(
    private readonly desk: EvidenceDesk,
    private readonly reader: EvidenceReader,
    private readonly staleRevision: StaleRevisionPolicy,
    private readonly store: EvidenceStore,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  run(actor: Actor, id: string, expected: IfMatch, input: Partial<Envelope>): Promise<EvidenceRecord> {
    return this.desk.change(actor, id, 'evidence:edit', async (evidence) => {
      assertAuthor(actor, evidence);
      assertDraft(evidence);
      // Without an end of its own the work ends on the day it began.
      const activityFrom = input.activityFrom ?? evidence.activityFrom;
      const sent = input.activityTo === null ? { ...input, activityTo: activityFrom } : input;
      const claims = await this.reader.claims([id]);
      await this.staleRevision.assertCurrent(evidence, claims, expected, sent);
      checkRecord(input.method ?? evidence.method, input.record === undefined ? evidence.record : input.record);
      const given = Object.entries(sent).filter(([, value]) => value !== undefined);
      const change = Object.fromEntries(given) as Partial<EvidenceRecord>;
      if (input.method !== undefined) {
        change.authorRole = authorRoleFor(input.method, actor.userId === evidence.learnerId ? 'learner' : 'assessor');
        change.rplState = input.method === 'rpl_claim' ? 'proposed' : null;
      }
      if (input.redaction !== undefined) {
        Object.assign(change, redactionConfirmed(actor, input.redaction, this.clock.now()));
      }
      const edited = await this.store.change(evidence, change);
      await this.store.keepRevision(edited, claims, actor.userId, this.clock.now());
      await this.trail.record(
        actor,
        'evidence.edited',
        { ref: evidence.ref, fields: given.map(([field]) => field) },
        { learnerId: evidence.learnerId, evidenceId: id },
      );
      return edited;
    });
  }
}
