import { Entity, Index, Unique } from 'typeorm';
import { IdColumn, RefColumn } from '../../platform/database/columns.js';

/** A unit in a document over several: with the release that a signed-off portfolio binds it at. */
@Entity('portfolio_export_units')
@Unique('uq_portfolio_export_units_registration', ['exportId', 'registrationId'])
@Index('ix_portfolio_export_units_registration', ['registrationId', 'exportId'])
export class PortfolioExportUnitRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'PortfolioExportRecord', as: 'fk_portfolio_export_units_export' })
  exportId: string;

  @RefColumn({ to: 'RegistrationRecord', as: 'fk_portfolio_export_units_registration' })
  registrationId: string;

  @RefColumn({ nullable: true, to: 'SignOffRecord', as: 'fk_portfolio_export_units_release' })
  releaseId: string | null;
}
