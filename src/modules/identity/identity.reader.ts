import { Injectable } from '@nestjs/common';
import { In, MoreThanOrEqual } from 'typeorm';
import type { Role } from '../../domain/access/actor.js';
import { mailboxOf } from '../../domain/access/mailbox.js';
import { escapeLike } from '../../platform/database/escape-like.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { CentreRecord } from './centre.record.js';
import { SignInFailureRecord } from './sign-in-failure.record.js';
import { UserRecord } from './user.record.js';

/** A session and whose it is. */
export interface LiveSession {
  readonly sessionId: string;
  readonly lastSeenAt: string;
  readonly expiresAt: string;
  readonly userId: string;
  readonly centreId: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly isActive: boolean;
}

type SessionRow = Omit<LiveSession, 'roles' | 'isActive'> & {
  readonly roles: string;
  readonly isActive: boolean | number;
};

@Injectable()
export class IdentityReader {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  userByEmail(email: string): Promise<UserRecord | null> {
    return this.unitOfWork.reader.findOneBy(UserRecord, { email });
  }

  /** A person of this centre, or `null`. */
  user(centreId: string, id: string): Promise<UserRecord | null> {
    return this.unitOfWork.reader.findOneBy(UserRecord, { id, centreId });
  }

  /** Everybody at a centre with this mailbox, whatever note their address has after a plus. */
  async accountsOf(centreId: string, email: string): Promise<UserRecord[]> {
    const [name = '', host = ''] = mailboxOf(email).split('@');
    const users = await this.unitOfWork.reader
      .createQueryBuilder(UserRecord, 'person')
      .where('person.centreId = :centreId', { centreId })
      .andWhere(`person.email LIKE :like ESCAPE '\\'`, { like: `${escapeLike(name)}%@${escapeLike(host)}` })
      .getMany();
    return users.filter((user) => mailboxOf(user.email) === mailboxOf(email));
  }

  /** Those of these people who are of this centre, in one query. */
  people(centreId: string, ids: readonly string[]): Promise<UserRecord[]> {
    return this.unitOfWork.reader.findBy(UserRecord, { centreId, id: In([...new Set(ids)]) });
  }

  /** Names by id, for printing; unknown ids are left out. */
  async names(ids: readonly (string | null)[]): Promise<Map<string, string>> {
    const wanted = [...new Set(ids.filter((id) => id !== null))];
    if (wanted.length === 0) return new Map();
    const users = await this.unitOfWork.reader.find(UserRecord, {
      select: { id: true, name: true },
      where: { id: In(wanted) },
    });
    return new Map(users.map((user) => [user.id, user.name]));
  }

  users(centreId: string, role: Role | undefined, limit: number, after: string | null): Promise<UserRecord[]> {
    const query = this.unitOfWork.reader
      .createQueryBuilder(UserRecord, 'person')
      .where('person.centreId = :centreId', { centreId })
      .orderBy('person.id')
      .take(limit);
    if (role !== undefined) query.andWhere('person.roles LIKE :role', { role: `%"${role}"%` });
    if (after !== null) query.andWhere('person.id > :after', { after });
    return query.getMany();
  }

  /** Everybody at the centre who is more than a learner or an external verifier, those who have left included. */
  staff(centreId: string, limit: number, after: string | null): Promise<UserRecord[]> {
    const query = this.unitOfWork.reader
      .createQueryBuilder(UserRecord, 'person')
      .where('person.centreId = :centreId', { centreId })
      .andWhere('person.roles NOT IN (:...others)', { others: ['["learner"]', '["eqa"]'] })
      .orderBy('person.id')
      .take(limit);
    if (after !== null) query.andWhere('person.id > :after', { after });
    return query.getMany();
  }

  hasUsers(): Promise<boolean> {
    return this.unitOfWork.reader.exists(UserRecord);
  }

  /** Every centre of this installation, for its operator. */
  centres(): Promise<CentreRecord[]> {
    return this.unitOfWork.reader.find(CentreRecord, { order: { id: 'ASC' } });
  }

  centre(id: string): Promise<CentreRecord> {
    return this.unitOfWork.reader.findOneByOrFail(CentreRecord, { id });
  }

  /**
   * A session and its person in one query; `null` when there is none. Written by hand, because every request asks it:
   * TypeORM takes several times as long to build this statement as SQLite to answer it.
   */
  async session(tokenSha256: string): Promise<LiveSession | null> {
    const [row] = await this.unitOfWork.reader.sql<SessionRow[]>`
      SELECT session."id" AS "sessionId", session."lastSeenAt", session."expiresAt",
             person."id" AS "userId", person."centreId", person."name", person."roles", person."isActive"
      FROM sessions session JOIN users person ON person."id" = session."userId"
      WHERE session."tokenSha256" = ${tokenSha256}`;
    // Both engines keep roles as JSON text; SQLite has no booleans of its own.
    return row ? { ...row, roles: JSON.parse(row.roles) as Role[], isActive: Boolean(row.isActive) } : null;
  }

  countSignInFailures(sourceSha256: string, since: string): Promise<number> {
    return this.unitOfWork.reader.countBy(SignInFailureRecord, { sourceSha256, at: MoreThanOrEqual(since) });
  }
}
