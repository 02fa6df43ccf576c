import { Entity, Index } from 'typeorm';
import { IdColumn, InstantColumn, RefColumn } from '../../platform/database/columns.js';

/** A person on the panel over one appeal. */
@Entity('appeal_panel_members')
@Index('ix_appeal_panel_members_appeal', ['appealId', 'id'])
@Index('ix_appeal_panel_members_member', ['memberId', 'appealId'])
export class AppealPanelMemberRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'AppealRecord', as: 'fk_appeal_panel_members_appeal' })
  appealId: string;

  @RefColumn({ to: 'UserRecord', as: 'fk_appeal_panel_members_member' })
  memberId: string;

  @RefColumn({ to: 'UserRecord', as: 'fk_appeal_panel_members_appointer' })
  appointedById: string;

  @InstantColumn()
  appointedAt: string;

  /** Since then they are nobody to the appeal any more: somebody else took their place. */
  @InstantColumn({ nullable: true })
  stoodDownAt: string | null;
}
