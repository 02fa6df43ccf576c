import { METHOD_CARDS } from '../evidence/evidence-method.js';
import { RISK_LEVELS, type RiskLevel } from '../sampling/sampling-policy.js';
import type { EqaPackFacts, PlanForPack } from './eqa-pack-facts.js';
import type { CentreRecord } from './eqa-pack-manifest.js';
import { formatDate, formatInstant } from './wording.js';

const RISK_WORDS: Readonly<Record<RiskLevel, string>> = { high: 'High', medium: 'Medium', low: 'Low' };

/** The strategy in force, and what the plans of the visit's units say. */
export function samplingRecords({ strategy, plans }: EqaPackFacts): CentreRecord[] {
  return [strategyRecord(strategy), ...plans.map(planRecord)];
}

function strategyRecord({ version, policy, createdAt }: EqaPackFacts['strategy']): CentreRecord {
  return {
    title: version === 0 ? 'Standard sampling strategy' : `Sampling strategy, version ${version}`,
    parts: [
      {
        kind: 'facts',
        label: 'In force',
        facts: [
          { label: 'Version', value: version === 0 ? '0: the standard strategy, unchanged' : String(version) },
          ...(createdAt === null ? [] : [{ label: 'Since', value: formatInstant(createdAt) }]),
          { label: 'Learners at least', value: `${policy.learnersMinimum} for each assessor and plan` },
          {
            label: 'High risk once settled',
            value: `${policy.settledLearnersPercent} % of learners after ${policy.settlingAccepts} samples accepted in a row`,
          },
        ],
      },
      {
        kind: 'rows',
        label: 'Shares by the risk of an assessor',
        headings: ['Risk', 'Learners', 'Criteria', 'Criteria at least', 'Interim', 'Observations a year'],
        rows: RISK_LEVELS.map((level) => {
          const { learnersPercent, criteriaPercent, criteriaMinimum, interimPercent, observationsPerYear } =
            policy[level];
          return [
            ...[RISK_WORDS[level], `${learnersPercent} %`, `${criteriaPercent} %`, String(criteriaMinimum)],
            ...[`${interimPercent} %`, String(observationsPerYear)],
          ];
        }),
      },
    ],
  };
}

function planRecord(plan: PlanForPack): CentreRecord {
  const others = plan.planned - plan.ofChosen.length;
  return {
    title: `Sampling plan of ${plan.unit}, ${formatDate(plan.from)} to ${formatDate(plan.to)}`,
    parts: [
      {
        kind: 'facts',
        label: 'About the plan',
        facts: [
          {
            label: 'Drawn from',
            value: plan.iqaName === null ? 'the whole centre' : `the learners of ${plan.iqaName}`,
          },
          { label: 'Version in force', value: `${plan.version}, drawn ${formatInstant(plan.drawnAt)}` },
          { label: 'Under strategy', value: `version ${plan.policyVersion}` },
          { label: 'Population', value: `${plan.population} learners with decisions` },
          { label: 'Chosen by the plan', value: `${plan.planned} learners, ${plan.signed} of them sampled and signed` },
          { label: 'Of these not in this pack', value: String(others) },
          { label: 'Seed', value: plan.seed },
          { label: 'Population SHA-256', value: plan.populationSha256 },
        ],
      },
      ...(plan.ofChosen.length === 0
        ? []
        : [
            {
              kind: 'rows' as const,
              label: 'What the plan says of the learners in this pack',
              headings: ['Learner', 'Stage', 'Criteria', 'Methods', 'Risk', 'Why', 'Planned', 'IQA', 'Signed'],
              rows: plan.ofChosen.map((one) => [
                one.learnerName,
                one.stage === 'interim' ? 'Interim' : 'Summative',
                one.criteria.join(', '),
                one.methods.map((method) => METHOD_CARDS[method].code).join(', '),
                RISK_WORDS[one.riskLevel],
                [...new Set(one.reasons)].join(' '),
                formatDate(one.plannedOn),
                one.iqaName,
                one.signedOn === null ? 'not yet' : formatDate(one.signedOn),
              ]),
            },
          ]),
    ],
  };
}
