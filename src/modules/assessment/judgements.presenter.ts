import { Injectable } from '@nestjs/common';
import { IdentityReader } from '../identity/identity.reader.js';
import { type JudgementView, toJudgementView } from './assessment.dto.js';
import type { JudgementEntry } from './judgements.reader.js';

/** Shows judgements with the names of the people in them. */
@Injectable()
export class JudgementsPresenter {
  constructor(private readonly identity: IdentityReader) {}

  async judgements(entries: readonly JudgementEntry[]): Promise<JudgementView[]> {
    const names = await this.identity.names(
      entries.flatMap(({ assessorId, countersignature }) => [assessorId, countersignature?.countersignerId ?? null]),
    );
    return entries.map((entry) => toJudgementView(entry, names));
  }
}
