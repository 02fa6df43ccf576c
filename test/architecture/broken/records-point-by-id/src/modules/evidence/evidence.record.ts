import { Entity, Index } from 'typeorm';
import { Column, ManyToOne as Belongs } from 'typeorm'; // breaks
import * as everything from 'typeorm'; // breaks
import { EVIDENCE_STATUSES } from '../../domain/evidence/evidence.js';
import { IdColumn } from '../../platform/database/columns.js';
import { newId } from '../../platform/database/new-id.js'; // breaks
import type { MediaKind } from '../../platform/files/media-type.js';
import { RegistrationRecord } from '../registrations/registration.record.js'; // breaks
import type { EvidenceFileRecord } from './evidence-file.record.js'; // breaks
import { Injectable } from '@nestjs/common'; // breaks

export type Known = MediaKind | EvidenceFileRecord;
export const known = [Entity, Index, Column, Belongs, everything, EVIDENCE_STATUSES, IdColumn, newId, RegistrationRecord, Injectable];
