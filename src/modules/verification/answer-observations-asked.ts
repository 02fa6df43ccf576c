import { Injectable } from '@nestjs/common';
import { RISK_LEVELS } from '../../domain/sampling/sampling-policy.js';
import { ObservationsAsked } from '../staff/observations-asked.js';
import { SamplingReader } from './sampling.reader.js';

/** Answers the staff register: how often a year any assessor is to be observed at least, by the policy in force. */
@Injectable()
export class AnswerObservationsAsked extends ObservationsAsked {
  constructor(private readonly reader: SamplingReader) {
    super();
  }

  override async leastPerYear(centreId: string): Promise<number> {
    const { policy } = await this.reader.policy(centreId);
    return Math.min(...RISK_LEVELS.map((level) => policy[level].observationsPerYear));
  }
}
