import { Injectable } from '@nestjs/common';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { CreateUser } from './create-user.js';
import { IdentityStore } from './identity.store.js';
import type { UserRecord } from './user.record.js';

/** Makes a centre and the first person who can run it. Only the entry files call it: there is nobody to ask yet. */
@Injectable()
export class FoundCentre {
  constructor(
    private readonly store: IdentityStore,
    private readonly createUser: CreateUser,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  run(input: {
    centre: { name: string; number: string | null };
    manager: { email: string; name: string; password: string };
  }): Promise<UserRecord> {
    return this.unitOfWork.run(async () => {
      const centreId = newId();
      await this.store.addCentre({ id: centreId, ...input.centre, createdAt: this.clock.now() });
      const { user } = await this.createUser.run(
        { centreId, userId: null },
        { ...input.manager, email: input.manager.email.toLowerCase(), roles: ['centre_manager'] },
      );
      return user;
    });
  }
}
