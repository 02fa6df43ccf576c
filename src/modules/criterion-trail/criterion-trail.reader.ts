import { Injectable } from '@nestjs/common';
import { type Actor, isVisitor } from '../../domain/access/actor.js';
import { allowedOperations } from '../../domain/access/permissions.js';
import { computeCoverage } from '../../domain/coverage/compute-coverage.js';
import { notFound } from '../../domain/kernel/domain-error.js';
import { findCriterion } from '../../domain/specification/find-criterion.js';
import { Clock } from '../../platform/time/clock.js';
import { CoverageFactsReader } from '../assessment/coverage-facts.reader.js';
import { JudgementsReader } from '../assessment/judgements.reader.js';
import { EvidenceReader } from '../evidence/evidence.reader.js';
import type { ScopedRegistration } from '../registrations/registrations.reader.js';
import { isVerifier, SamplesReader } from '../verification/samples.reader.js';
import type { CriterionTrail } from './to-criterion-trail.js';

/** Gathers the one path from a criterion to everything behind it, in as many queries for a thick portfolio as for a thin one. */
@Injectable()
export class CriterionTrailReader {
  constructor(
    private readonly facts: CoverageFactsReader,
    private readonly evidence: EvidenceReader,
    private readonly judgements: JudgementsReader,
    private readonly samples: SamplesReader,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError NOT_FOUND when the unit has no such criterion */
  async of(actor: Actor, { registration, relations }: ScopedRegistration, code: string): Promise<CriterionTrail> {
    const { facts, evidence: rows } = await this.facts.withRows(registration, this.clock.now());
    const criterion = findCriterion(facts.unit, code);
    if (!criterion) throw notFound();
    const claimed = facts.evidence
      .filter(({ claims }) => claims.some((claim) => claim.criterion === code))
      .map(({ id }) => id);
    // What is not handed in yet is nothing that somebody from outside looks at.
    const evidence = rows.filter(({ id, submittedAt }) => {
      return claimed.includes(id) && (submittedAt !== null || !isVisitor(actor));
    });
    const ids = evidence.map(({ id }) => id);
    const [claims, files, decisions, judgements, samples] = await Promise.all([
      this.evidence.claims(ids),
      this.evidence.files(ids),
      this.evidence.decisions(ids),
      this.judgements.ofRegistration(registration.id),
      allowedOperations(relations).includes('sample:read')
        ? this.samples.ofRegistration(registration.id, isVerifier(relations))
        : [],
    ]);
    const lookedAt = samples.filter(({ criteria }) => criteria.includes(code));
    return {
      ...{ registration, criterion, evidence, files, decisions, samples: lookedAt },
      coverage: computeCoverage(facts).criteria.find((one) => one.code === code),
      claims: claims.filter((claim) => claim.registrationId === registration.id && claim.criterion === code),
      judgements: judgements.filter((judgement) => judgement.criterion === code),
      actions: await this.samples.actionsOf(lookedAt.map(({ id }) => id)),
    };
  }
}
