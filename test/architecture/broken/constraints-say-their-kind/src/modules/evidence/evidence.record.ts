import { Check, Entity, Index, Unique } from 'typeorm';

const status = 'submitted';

@Entity('evidence')
@Unique(['learnerId', 'number']) // breaks
@Unique('evidence_learner_number', ['learnerId', 'number']) // breaks
@Unique('uq_evidence_learner_number', ['learnerId', 'number'])
@Index('idx_evidence_learner', ['learnerId']) // breaks
@Index('ix_evidence_token', ['token'], { unique: true }) // breaks
@Index('uq_evidence_token', ['token'], { unique: true })
@Index('ix_evidence_centre', ['centreId'])
@Check(`"status" = '${status}'`) // breaks
@Check('ck_evidence_status', `"status" = '${status}'`)
export class EvidenceRecord {}
