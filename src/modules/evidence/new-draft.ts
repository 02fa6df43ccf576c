import type { AuthorRole, EvidenceMethod } from '../../domain/evidence/evidence-method.js';
import type { EvidenceOrigin } from '../../domain/evidence/evidence-origin.js';
import { evidenceRef } from '../../domain/evidence/evidence-ref.js';
import type { Channel, CustomerType, Redaction, Setting, Storage } from '../../domain/evidence/evidence.js';
import { newId } from '../../platform/database/new-id.js';
import { NOT_SUBMITTED, UNDECIDED } from './blank-stages.js';
import type { EvidenceRecord, MethodRecord } from './evidence.record.js';

/** What an author says about an item, beside its files and claims. */
export interface Envelope {
  readonly method: EvidenceMethod;
  readonly title: string;
  readonly contextStatement: string;
  readonly activityFrom: string;
  readonly activityTo?: string | null;
  readonly setting: Setting;
  readonly workplaceContext?: boolean;
  readonly channel?: Channel | null;
  readonly customerType?: CustomerType | null;
  readonly caseRefs?: string[];
  readonly storage?: Storage;
  readonly redaction?: Redaction;
  readonly record?: MethodRecord | null;
}

/** Where a new item goes and whose it is. */
export interface DraftPlace {
  readonly centreId: string;
  readonly learnerId: string;
  /** The next free one of the portfolio. */
  readonly number: number;
  readonly authorId: string;
  readonly authorRole: AuthorRole;
  readonly origin: EvidenceOrigin | null;
  readonly now: string;
}

/** Methods whose files came out of contact with customers: somebody must say that personal data is gone (§6.4). */
const CUSTOMER_BEARING: readonly EvidenceMethod[] = ['work_product', 'complaint_record'];

/** The first version of an item, as it is before anybody has attached, claimed or said anything more. */
export function newDraft(place: DraftPlace, said: Envelope): EvidenceRecord {
  const { centreId, learnerId, number, authorId, authorRole, origin, now } = place;
  return {
    ...{ id: newId(), centreId, learnerId, number, version: 1, ref: evidenceRef(number, 1), replacesId: null },
    ...{ method: said.method, status: 'draft', onHold: false, heldById: null },
    ...{ title: said.title, contextStatement: said.contextStatement },
    ...{ activityFrom: said.activityFrom, activityTo: said.activityTo ?? said.activityFrom },
    ...{ setting: said.setting, workplaceContext: said.workplaceContext ?? said.setting === 'workplace' },
    ...{ channel: said.channel ?? null, customerType: said.customerType ?? null, caseRefs: said.caseRefs ?? [] },
    storage: said.storage ?? 'embedded',
    redaction: said.redaction ?? (CUSTOMER_BEARING.includes(said.method) ? 'pending' : 'not_needed'),
    ...{ redactionConfirmedById: null, redactionConfirmedAt: null },
    record: said.record ?? null,
    ...{ authorId, authorRole, hasAudioVisualFile: false },
    ...NOT_SUBMITTED,
    ...UNDECIDED,
    ...{ rplState: said.method === 'rpl_claim' ? 'proposed' : null, aoReference: null, withdrawalReason: null },
    ...{ origin, revision: 1, createdAt: now },
  };
}
