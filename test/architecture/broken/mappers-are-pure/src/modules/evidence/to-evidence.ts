import type { EntityManager } from 'typeorm';
import { evidenceRef } from '../../domain/evidence/evidence-ref.js';
import { newId } from '../../platform/database/new-id.js'; // breaks
import { createHash } from 'node:crypto'; // breaks
import { EvidenceReader } from './evidence.reader.js'; // breaks
import type { EvidenceRecord } from './evidence.record.js';

export type Known = EntityManager | EvidenceRecord;
export const toEvidence = () => [evidenceRef, newId, createHash, EvidenceReader];
