import { Injectable } from '@nestjs/common';
import { LessThan, Not } from 'typeorm';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { CentreRecord } from './centre.record.js';
import { SessionRecord } from './session.record.js';
import { SignInFailureRecord } from './sign-in-failure.record.js';
import { UserRecord } from './user.record.js';

@Injectable()
export class IdentityStore {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async addCentre(centre: CentreRecord): Promise<void> {
    await this.unitOfWork.insert(CentreRecord, centre);
  }

  async addUser(user: UserRecord): Promise<void> {
    await this.unitOfWork.insert(UserRecord, user);
  }

  async changeUser(id: string, change: Partial<UserRecord>): Promise<void> {
    await this.unitOfWork.update(UserRecord, { id }, change);
  }

  async addSession(session: SessionRecord): Promise<void> {
    await this.unitOfWork.insert(SessionRecord, session);
  }

  async touchSession(id: string, lastSeenAt: string): Promise<void> {
    await this.unitOfWork.update(SessionRecord, { id }, { lastSeenAt });
  }

  async endSession(tokenSha256: string): Promise<void> {
    await this.unitOfWork.delete(SessionRecord, { tokenSha256 });
  }

  /** Ends every session of a person, but for the one whose token hash is kept. */
  async endSessionsOf(userId: string, exceptTokenSha256 = ''): Promise<void> {
    await this.unitOfWork.delete(SessionRecord, { userId, tokenSha256: Not(exceptTokenSha256) });
  }

  async forgetExpiredSessions(now: string): Promise<void> {
    await this.unitOfWork.delete(SessionRecord, { expiresAt: LessThan(now) });
  }

  async addSignInFailure(failure: SignInFailureRecord): Promise<void> {
    await this.unitOfWork.insert(SignInFailureRecord, failure);
  }

  async forgetSignInFailures(before: string): Promise<void> {
    await this.unitOfWork.delete(SignInFailureRecord, { at: LessThan(before) });
  }
}
