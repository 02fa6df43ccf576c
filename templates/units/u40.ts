import { parseSuitabilityTable } from '../../src/domain/specification/suitability.js';
import type { AssessmentCriterion, CriterionKind, UnitSpecification } from '../../src/domain/specification/unit.js';

/**
 * Pearson Unit 40, R/506/2151. Wording is verbatim from the published text, misprints included (domain.md §1.2: "complaint"
 * in 2.1 stays singular). Facets and the re-attached amplification are §1.2 and §1.3; the matrix is §2.3; the numbers,
 * which nobody publishes, are §3.4 and §3.6.
 */

/** domain.md §2.3. The marks are explained in `parseSuitabilityTable`. */
const SUITABILITY = parseSuitabilityTable(`
  AC   OBS  PD  WP  CL  RA  WT  EW  OQ  WQ  ASG  RPL  SIM
  1.1  –    P   c   c   A   –   –   s   s   s*   s    ✗
  1.2  –    P   c   c   A   –   –   s   s   s*   s    ✗
  1.3  –    P   c   c   A   –   –   s   s   s*   s    ✗
  1.4  –    P   c   c   A   –   –   s   s   s*   s    ✗
  1.5  –    P   c   c   A   –   –   s   s   s*   s    ✗
  1.6  –    P   c   c   A   –   –   s   s   s*   s    ✗
  1.7  –    P   c   c   A   –   –   s   s   s*   s    ✗
  1.8  –    P   c   c   A   –   –   s   s   s*   s    ✗
  2.1  P    c   Aw  s   c   c   c   c   –   –    s    ✗
  2.2  s    P   s   s   c   c   c   c   –   –    s    ✗
  2.3  P    c   Aw  c   c   c   c   –   –   –    s    ✗
  2.4  s    P   s   c   A   c   c   s   s   s*   s    ✗
  2.5  c    P   s   c   A   c   c   s   s   s*   s    ✗
  2.6  P    c   Aw  s   c   c   c   –   –   –    s    ✗
  2.7  P    c   Aw  s   c   c   c   c   –   –    s    ✗
  2.8  s    c   P   P   c   c   c   –   –   –    s    ✗
  2.9  s    s   s   s   c   c   c   c   –   –    s    ✗
`);

type Amplification = AssessmentCriterion['amplification'][number];

/** The operative verb is the first word of every criterion of this unit. */
function criterion(
  code: string,
  kind: CriterionKind,
  statement: string,
  facetLabels: Readonly<Record<string, string>>,
  amplification: readonly Amplification[] = [],
): AssessmentCriterion {
  const [verb = ''] = statement.split(' ');
  const methods = SUITABILITY.get(code);
  if (methods === undefined) throw new Error(`the suitability table has no line for criterion ${code}`);
  const facets = Object.entries(facetLabels).map(([facet, label]) => ({ code: facet, label }));
  return { code, statement, verb, kind, facets, methods, amplification };
}

function example(text: string): Amplification {
  return { text, rule: false };
}

function rule(text: string): Amplification {
  return { text, rule: true };
}

export const U40: UnitSpecification = {
  key: 'U40',
  version: 'R/506/2151-seed-1',
  title: 'Unit 40: Resolve Customers’ Complaints',
  awardingOrganisation: 'Pearson',
  unitReference: 'R/506/2151',
  qualification: { title: null, number: null },
  level: 3,
  creditValue: 4,
  guidedLearningHours: 22,
  unitType: 'Competence',
  criteriaSource: 'published',
  rules: { simulation: 'prohibited', workplaceRequired: true, assessorCommentOnProducts: true },
  outcomes: [
    {
      code: '1',
      title: 'Understand the monitoring and resolution of customers’ complaints',
      criteria: [
        criterion(
          '1.1',
          'K',
          'Assess the suitability of a range of monitoring techniques for customers’ complaints',
          { range: 'a range of monitoring techniques', suitability: 'how suitable each technique is' },
          [
            example(
              'Monitoring techniques: e.g. customer feedback cards, web-based customer satisfaction surveys, mystery shopping, social media feedback, mentions by external media',
            ),
            example(
              'Suitability: factors, e.g. fit with customer service strategy, ease of use of metrics, selection of relevant measures',
            ),
          ],
        ),
        criterion(
          '1.2',
          'K',
          'Explain how to identify those complaints that should prompt a review of the service offer and service delivery',
          {
            service_offer: 'complaints that should prompt a review of the service offer',
            service_delivery: 'complaints that should prompt a review of service delivery',
          },
          [
            example(
              'Identifying complaints: based on types of complaints, e.g. indicates breakdowns in service delivery, potential to damage the reputation of the organisation, cause potential financial damage, regarding products faults and quality, linked to health and safety products and/or services',
            ),
          ],
        ),
        criterion(
          '1.3',
          'K',
          'Explain negotiating techniques used to resolve customers’ complaints',
          { techniques: 'negotiating techniques' },
          [
            example(
              'Basis of negotiating or bargaining power: large customer, e.g. greater bargaining power; small customer, e.g. less individual bargaining power, possible power base through social media or pressure groups',
            ),
            example(
              'Negotiating techniques: e.g. listening and questioning techniques to gather information; use of empathy; identifying the root cause of the complaint; use of persuasion techniques, e.g. positive spoken and body language, mirroring, understanding and using allowable concessions and alternative options appropriately; discuss alternative solutions with the customer',
            ),
          ],
        ),
        criterion(
          '1.4',
          'K',
          'Explain conflict management techniques used in dealing with upset customers',
          { techniques: 'conflict management techniques' },
          [
            example('Conflict management: definition; negotiation techniques'),
            example(
              'Conflict management techniques: e.g. showing empathy, remaining calm when dealing with difficult customers, identifying the root cause of the complaint; explore best solutions with the customer; offering alternative solutions; use of escalation procedures',
            ),
          ],
        ),
        criterion(
          '1.5',
          'K',
          'Explain organisational procedures for dealing with customer complaints',
          { own_organisation: 'the procedures of the learner’s own organisation' },
          [
            rule(
              'The knowledge to meet this AC depends on the particular organisational requirements and context. Learners need to apply the knowledge specific to their organisation to meet this AC',
            ),
            example('General knowledge may include:'),
            example('Procedures: formal complaints procedures and informal complaints procedures'),
            example(
              'Purpose of a complaints procedure: e.g. resolve customer complaints quickly, minimise damage to the organisation’s reputation, information gained can be used to inform and improve customer service',
            ),
          ],
        ),
        criterion(
          '1.6',
          'K',
          'Explain when to escalate customers’ complaints',
          { triggers: 'when a complaint is to be escalated' },
          [
            example(
              'Escalation: levels of authority in the organisation; limits of own authority, limits of knowledge, losing control of the situation, level and speed of progress',
            ),
          ],
        ),
        criterion(
          '1.7',
          'K',
          'Explain the cost and regulatory implications of admitting liability on the basis of a customer complaint',
          { cost: 'cost implications', regulatory: 'regulatory implications' },
          [
            example(
              'Financial costs: e.g. individual compensation claims, class action compensation claims, out of court settlements, regulatory fines, cost to brand image',
            ),
            example(
              'Regulatory implications: regulatory investigations arising from customer complaints, e.g. Financial Ombudsman such as the Office of Gas and Electricity Markets (Ofgem) and Water Service Regulation Authority (known as Ofwat); potential closure of the organisation',
            ),
          ],
        ),
        criterion(
          '1.8',
          'K',
          'Explain the advantages and limitations of offering compensation or replacement products and/or services',
          { advantages: 'advantages', limitations: 'limitations' },
          [
            example(
              'Advantages: e.g. customer retention, enhanced reputation for resolving issues; positive media coverage',
            ),
            example(
              'Limitations: e.g. customers may still change supplier, increased costs, satisfactory resolution may not be known widely',
            ),
          ],
        ),
      ],
    },
    {
      code: '2',
      title: 'Be able to deal with customers’ complaints',
      criteria: [
        criterion('2.1', 'P', 'Confirm the nature, cause and implications of customers’ complaint', {
          nature: 'nature of the complaint',
          cause: 'cause of the complaint',
          implications: 'implications of the complaint',
        }),
        criterion('2.2', 'P', 'Take personal responsibility for dealing with complaints', {
          ownership: 'personal ownership of the complaint',
        }),
        criterion(
          '2.3',
          'P',
          'Communicate in a way that recognises customers’ problems and understands their points of view',
          {
            recognises_problem: 'recognises the customer’s problem',
            understands_view: 'understands the customer’s point of view',
          },
        ),
        criterion(
          '2.4',
          'AK',
          'Explain the advantages and limitations of different complaint response options to customers',
          { advantages: 'advantages to customers', limitations: 'limitations to customers' },
        ),
        criterion(
          '2.5',
          'AK',
          'Explain the advantages and limitations of different complaint response options to the organisation',
          { advantages: 'advantages to the organisation', limitations: 'limitations to the organisation' },
        ),
        criterion('2.6', 'P', 'Keep customers informed of progress', { progress: 'customer informed of progress' }),
        criterion(
          '2.7',
          'P',
          'Agree solutions with customers that address the complaint and which are within the limits of their own authority',
          {
            agreed: 'solution agreed with the customer',
            addresses_complaint: 'solution addresses the complaint',
            within_authority: 'solution within the limits of own authority',
          },
        ),
        criterion('2.8', 'P', 'Record the outcome of the handling of complaints for future reference', {
          outcome_recorded: 'outcome recorded for future reference',
        }),
        criterion(
          '2.9',
          'P',
          'Adhere to organisational policies and procedures, legal and ethical requirements when dealing with customers’ complaints',
          {
            policy_procedure: 'organisational policies and procedures',
            legal: 'legal requirements',
            ethical: 'ethical requirements',
          },
        ),
      ],
    },
  ],
  policy: {
    version: '2026-11',
    sufficiency: {
      P: { minPieces: 2, minMethods: 2, minCases: 2 },
      AK: { minPieces: 1, minMethods: 1, minCases: null },
      K: { minPieces: 1, minMethods: 1, minCases: null },
    },
    // A product is the only method the specification names for recording the outcome.
    sufficiencyByCriterion: { '2.8': { minMethods: 1 } },
    currencyMonths: 12,
  },
};
