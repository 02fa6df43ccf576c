import { createHash } from 'node:crypto'; // breaks
import { Injectable } from '@nestjs/common'; // breaks
import { In } from 'typeorm'; // breaks
import { effectiveJudgement } from '../judgement/ledger.js';
import { isSignedOff } from '../sign-off/unit-state.js'; // breaks
import { Clock } from '../../platform/time/clock.js'; // breaks
import type { EvidenceRecord } from '../../modules/evidence/evidence.record.js'; // breaks
import { gapsOf } from './gaps.js';

export type Row = EvidenceRecord;
export type Lazy = import('../portfolio/manifest.js').PortfolioManifest; // breaks
export const later = () => import('../portfolio/build-manifest.js'); // breaks
export const known = [createHash, Injectable, In, effectiveJudgement, isSignedOff, Clock, gapsOf];
