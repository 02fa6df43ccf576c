import { Injectable } from '@nestjs/common';
import { In, MoreThanOrEqual } from 'typeorm';
import type { Role } from '../../domain/access/actor.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { CentreRecord } from './centre.record.js';
import { SessionRecord } from './session.record.js';
import { SignInFailureRecord } from './sign-in-failure.record.js';
import { UserRecord } from './user.record.js';

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

  /** A session and its person in one query; `null` when there is none. */
  async session(tokenSha256: string): Promise<{ session: SessionRecord; user: UserRecord } | null> {
    const { entities, raw } = await this.unitOfWork.reader
      .createQueryBuilder(SessionRecord, 'session')
      .innerJoin(UserRecord, 'person', 'person.id = session.userId')
      .addSelect(['person.id', 'person.centreId', 'person.name', 'person.roles', 'person.isActive', 'person.email'])
      .where('session.tokenSha256 = :tokenSha256', { tokenSha256 })
      .getRawAndEntities<Record<string, string | number | boolean>>();
    const [session] = entities;
    const [row] = raw;
    if (!session || !row) return null;
    const user = Object.assign(new UserRecord(), {
      id: String(row.person_id),
      centreId: String(row.person_centreId),
      name: String(row.person_name),
      email: String(row.person_email),
      roles: JSON.parse(String(row.person_roles)) as Role[],
      isActive: Boolean(row.person_isActive),
    });
    return { session, user };
  }

  countSignInFailures(sourceSha256: string, since: string): Promise<number> {
    return this.unitOfWork.reader.countBy(SignInFailureRecord, { sourceSha256, at: MoreThanOrEqual(since) });
  }
}
