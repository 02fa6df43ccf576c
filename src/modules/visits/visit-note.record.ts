import { Entity, Index } from 'typeorm';
import { CodeColumn, IdColumn, InstantColumn, RefColumn, TextColumn } from '../../platform/database/columns.js';

/** What an external verifier noted: their own until the outcome is issued, and never edited. */
@Entity('visit_notes')
@Index('ix_visit_notes_visit', ['visitId', 'id'])
export class VisitNoteRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'EqaVisitRecord', as: 'fk_visit_notes_visit' })
  visitId: string;

  @RefColumn({ to: 'RegistrationRecord', as: 'fk_visit_notes_registration', nullable: true })
  registrationId: string | null;

  @CodeColumn({ nullable: true })
  criterion: string | null;

  @RefColumn({ to: 'EvidenceRecord', as: 'fk_visit_notes_evidence', nullable: true })
  evidenceId: string | null;

  @RefColumn({ to: 'IqaSampleRecord', as: 'fk_visit_notes_sample', nullable: true })
  sampleId: string | null;

  @TextColumn()
  text: string;

  @InstantColumn()
  writtenAt: string;
}
