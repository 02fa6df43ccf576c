import { groupBy } from '../../domain/kernel/group-by.js';
import type { PortfolioSample } from '../../domain/portfolio/portfolio-facts.js';
import type { IqaActionRecord } from '../verification/iqa-action.record.js';
import type { IqaSampleRecord } from '../verification/iqa-sample.record.js';

/** Signed samples with their actions and the names of the people in them; what is not signed yet is left out. */
export function toPortfolioSamples(
  samples: readonly IqaSampleRecord[],
  actions: readonly IqaActionRecord[],
  nameOf: (id: string) => string,
): PortfolioSample[] {
  const actionsOf = groupBy(actions, ({ sampleId }) => sampleId);
  return samples.flatMap((sample): PortfolioSample[] => {
    const { stage, selectionReason, frozenAt, snapshotSha256, signedAt, checks } = sample;
    if (signedAt === null || checks === null) return [];
    const { learnerInterview, witnessContacted } = sample;
    return [
      {
        ...{ stage, selectionReason, frozenAt, signedAt, snapshotSha256, checks, learnerInterview, witnessContacted },
        iqaName: nameOf(sample.iqaId),
        evidenceRefs: sample.evidenceRefs ?? [],
        recordsSeen: sample.recordsSeen ?? [],
        feedback: sample.feedback ?? '',
        decisions: (sample.decisions ?? []).map(({ criterion, decision, note, assessorId }) => ({
          ...{ criterion, decision, note },
          assessorName: assessorId && nameOf(assessorId),
        })),
        actions: (actionsOf.get(sample.id) ?? []).map((action) => {
          const { severity, against, subject, text, dueDate, response, respondedAt, closureNote, closedAt } = action;
          return {
            ...{ severity, against, subject, text, dueDate, response, respondedAt, closureNote, closedAt },
            ownerName: nameOf(action.ownerId),
            closedByName: action.closedById && nameOf(action.closedById),
          };
        }),
      },
    ];
  });
}
