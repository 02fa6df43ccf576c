import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

/** The register of a visit is read unit by unit. */
export class IndexRegistrationsByUnit1795514460000 implements MigrationInterface {
  name = 'IndexRegistrationsByUnit1795514460000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createIndex(
      'registrations',
      new TableIndex({ name: 'ix_registrations_unit', columnNames: ['centreId', 'unitKey', 'id'] }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('registrations', 'ix_registrations_unit');
  }
}
