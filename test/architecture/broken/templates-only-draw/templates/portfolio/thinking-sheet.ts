import { readFileSync } from 'node:fs'; // breaks
import type { EvidenceMethod } from '../../src/domain/evidence/evidence-method.js';
import { computeCoverage } from '../../src/domain/coverage/compute-coverage.js'; // breaks
import { describeMethod } from '../../src/domain/portfolio/wording.js';
import { paragraph } from '../../src/platform/pdf/blocks.js';
import { measure } from '../../src/platform/pdf/text-measure.js'; // breaks
import type { EvidenceRecord } from '../../src/modules/evidence/evidence.record.js'; // breaks
import { u40 } from '../units/u40.js'; // breaks
import { phrases } from './phrases.js';

export type Known = EvidenceMethod | EvidenceRecord;
export const known = [readFileSync, computeCoverage, describeMethod, paragraph, measure, u40, phrases];
