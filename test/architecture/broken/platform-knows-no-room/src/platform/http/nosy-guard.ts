import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { rolesMayCall } from '../../domain/access/permissions.js'; // breaks
import { DomainError } from '../../domain/kernel/domain-error.js';
import { IdentityReader } from '../../modules/identity/identity.reader.js'; // breaks
import type { UserRecord } from '../../modules/identity/user.record.js'; // breaks
import { AppModule } from '../../app.module.js'; // breaks
import { UnitOfWork } from '../database/unit-of-work.js';

export type Known = Actor | UserRecord;
export const known = [Injectable, rolesMayCall, DomainError, IdentityReader, AppModule, UnitOfWork];
