import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { UnitVerifiers } from '../appeals/unit-verifiers.js';
import { SignOffReader } from '../sign-off/sign-off.reader.js';
import { IqaActionRecord } from './iqa-action.record.js';
import { IqaSampleRecord } from './iqa-sample.record.js';

/** Answers the appeals room: who signed under a unit, sampled it, or raised or closed an action on it. */
@Injectable()
export class NameUnitVerifiers extends UnitVerifiers {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly signOffs: SignOffReader,
  ) {
    super();
  }

  override async of(registrationId: string): Promise<string[]> {
    const signatures = await this.signOffs.signOffs(registrationId);
    const samples = await this.unitOfWork.reader.find(IqaSampleRecord, {
      select: { id: true, iqaId: true },
      where: { registrationId },
    });
    const actions = await this.unitOfWork.reader.find(IqaActionRecord, {
      select: { id: true, raisedById: true, closedById: true },
      where: { registrationId },
    });
    const people = [
      ...signatures.map(({ personId }) => personId),
      ...samples.map(({ iqaId }) => iqaId),
      ...actions.flatMap(({ raisedById, closedById }) => [raisedById, closedById]),
    ];
    return [...new Set(people.filter((id) => id !== null))];
  }
}
