import { Table } from 'typeorm';
import { columns } from '../src/platform/database/migration-columns.js';
import { table } from '../src/platform/database/migration-tables.js';
import { newId } from '../src/platform/database/new-id.js'; // breaks
import { EVIDENCE_STATUSES } from '../src/domain/evidence/evidence.js'; // breaks
import { EvidenceRecord } from '../src/modules/evidence/evidence.record.js'; // breaks
import { randomUUID } from 'node:crypto'; // breaks

export const known = [Table, columns, table, newId, EVIDENCE_STATUSES, EvidenceRecord, randomUUID];
