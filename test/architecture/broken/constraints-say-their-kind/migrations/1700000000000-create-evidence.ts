import { Table, TableForeignKey, TableIndex, TableUnique } from 'typeorm';

const table = 'evidence';

export const evidence = new Table({
  name: 'evidence',
  columns: [{ name: 'id', type: 'varchar', length: '36', isPrimary: true }],
  checks: [
    { name: `ck_${table}_status`, expression: 'status' },
    { expression: 'status' }, // breaks
  ],
  foreignKeys: [
    { name: 'fk_evidence_learner', columnNames: ['learner_id'], referencedTableName: 'users' },
    { name: 'evidence_learner', columnNames: ['learner_id'], referencedTableName: 'users' }, // breaks
  ],
});

export const constraints = [
  new TableForeignKey({ columnNames: ['learner_id'], referencedTableName: 'users', name: `${table}_fk` }), // breaks
  new TableIndex({ name: 'ix_evidence_learner', columnNames: ['learner_id'] }),
  new TableIndex({ name: 'evidence_learner', columnNames: ['learner_id'] }), // breaks
  new TableIndex({ name: 'ix_evidence_token', columnNames: ['token'], isUnique: true }), // breaks
  new TableUnique({ name: 'ix_evidence_number', columnNames: ['number'] }), // breaks
  new TableUnique({ name: 'uq_evidence_number', columnNames: ['number'] }),
];

export const sql = [
  'CREATE UNIQUE INDEX "uq_evidence_open" ON evidence (id) WHERE status = 1',
  'CREATE UNIQUE INDEX IF NOT EXISTS evidence_open ON evidence (id)', // breaks
  `ALTER TABLE ${table} ADD CONSTRAINT "fk_evidence_centre" FOREIGN KEY (centre_id)`,
  'ALTER TABLE evidence ADD CONSTRAINT evidence_centre FOREIGN KEY (centre_id)', // breaks
];
