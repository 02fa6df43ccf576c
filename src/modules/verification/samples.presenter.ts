import { Injectable } from '@nestjs/common';
import { groupBy } from '../../domain/kernel/group-by.js';
import { IdentityReader } from '../identity/identity.reader.js';
import type { IqaActionRecord } from './iqa-action.record.js';
import type { IqaSampleRecord } from './iqa-sample.record.js';
import { type IqaActionView, type SampleView, toActionView, toSampleView } from './sample-view.dto.js';
import { SamplesReader } from './samples.reader.js';

const peopleOf = ({ ownerId, raisedById, closedById }: IqaActionRecord) => [ownerId, raisedById, closedById];

/** Shows samples and actions with the names of the people in them. */
@Injectable()
export class SamplesPresenter {
  constructor(
    private readonly reader: SamplesReader,
    private readonly identity: IdentityReader,
  ) {}

  async samples(rows: readonly IqaSampleRecord[]): Promise<SampleView[]> {
    const actions = await this.reader.actionsOf(rows.map(({ id }) => id));
    const names = await this.identity.names([
      ...rows.flatMap(({ iqaId, decisions }) => [iqaId, ...(decisions ?? []).map(({ assessorId }) => assessorId)]),
      ...actions.flatMap(peopleOf),
    ]);
    const actionsOf = groupBy(actions, ({ sampleId }) => sampleId);
    return rows.map((row) => toSampleView(row, actionsOf.get(row.id) ?? [], names));
  }

  async actions(rows: readonly IqaActionRecord[]): Promise<IqaActionView[]> {
    const names = await this.identity.names(rows.flatMap(peopleOf));
    return rows.map((row) => toActionView(row, names));
  }
}
