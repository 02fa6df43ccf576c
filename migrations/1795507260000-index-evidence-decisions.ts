import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

const BY_ASSESSOR = new TableIndex({ name: 'ix_evidence_decisions_assessor', columnNames: ['assessorId', 'id'] });

/** Once an appeal finds a failure, the like decisions of the same assessor are looked for. */
export class IndexEvidenceDecisions1795507260000 implements MigrationInterface {
  name = 'IndexEvidenceDecisions1795507260000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createIndex('evidence_decisions', BY_ASSESSOR);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('evidence_decisions', BY_ASSESSOR);
  }
}
