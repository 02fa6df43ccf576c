import { declarationsOf } from './build-manifest.js';
import type { ChosenUnit, EqaPackFacts } from './eqa-pack-facts.js';
import type { EqaPackManifest, PackedEvidence, PackLine, PackUnit } from './eqa-pack-manifest.js';
import { indexEvidence } from './evidence-sheets.js';
import { METHOD_KEY, TERMS } from './glossary.js';
import type { Fact } from './manifest.js';
import type { UnitFacts } from './portfolio-facts.js';
import type { PrintedEvidence } from './printed-evidence.js';
import { samplingRecords } from './sampling-strategy-sheets.js';
import { staffRecords } from './staff-sheets.js';
import { standardisationRecords } from './standardisation-sheets.js';
import { UNIT_STATE_MARKS } from './unit-states.js';
import type { ShownOfFile } from './shown-files.js';
import { unitRecord } from './unit-record.js';
import { formatDate, formatInstant, joinWords, orNotStated } from './wording.js';

const STATUS: EqaPackManifest['status'] = {
  mark: { label: 'For a visit', mood: 'quiet' },
  sentence:
    'Made for one visit of an external verifier. It is not a signed-off portfolio: it certifies nothing, the centre has ' +
    'not sealed it, and what it shows may have moved on since.',
};

const TERMS_OF_PORTFOLIOS: readonly string[] = ['ULN'];

/** Facts → everything the pack will say (domain.md §5.1). */
export function buildEqaPack(facts: EqaPackFacts): EqaPackManifest {
  const { centre, visit, reference, exportedAt } = facts;
  const learners = new Set(facts.chosen.map(({ facts: { learner } }) => learner.name)).size;
  return {
    format: 'verifolio-eqa-pack/1',
    kind: 'eqa_pack',
    reference,
    title: `Pack for external verification: ${centre.name}, ${visit.awardingOrganisation}`,
    exportedAt,
    status: STATUS,
    cover: {
      centre: centre.name + (centre.number === null ? '' : ` (centre ${centre.number})`),
      awardingOrganisation: visit.awardingOrganisation,
      visit: [
        { label: 'External verifier', value: visit.verifierName },
        { label: 'Awarding organisation', value: visit.awardingOrganisation },
        { label: 'Kind of visit', value: visit.kind === 'remote' ? 'Remote' : 'On site' },
        { label: 'Open from', value: formatInstant(visit.opensAt) },
        { label: 'Open until', value: formatInstant(visit.closesAt) },
        { label: 'Units of the visit', value: visit.units.join(', ') },
      ],
      document: [
        { label: 'Status', value: STATUS.mark.label },
        { label: 'Date of this document', value: formatDate(exportedAt) },
        { label: 'Reference', value: reference },
        { label: 'Learners', value: String(learners) },
        { label: 'Registrations', value: String(facts.chosen.length) },
      ],
    },
    control: [
      { label: 'Reference', value: reference },
      { label: 'Status', value: STATUS.mark.label },
      { label: 'Exported', value: formatInstant(exportedAt) },
      { label: 'Records shown since', value: formatDate(facts.since) },
      { label: 'Produced by', value: `Verifolio ${facts.generatorVersion}` },
      { label: 'Audit trail', value: `event ${facts.trail.sequence}, hash ${facts.trail.sha256}` },
      { label: 'Verification code', value: 'none: only signed-off portfolios can be verified' },
    ],
    agenda: visit.agenda,
    lines: facts.chosen.map(lineOf),
    units: facts.chosen.map(unitOf),
    sampling: samplingRecords(facts),
    standardisation: standardisationRecords(facts.exercises),
    staff: staffRecords(facts.staff),
    glossary: { methods: METHOD_KEY, terms: TERMS.filter(({ label }) => !TERMS_OF_PORTFOLIOS.includes(label)) },
  };
}

const assessorsOf = ({ people }: UnitFacts): string => joinWords(people.assessors.map(({ name }) => name));

function lineOf({ facts, state, chosenByName, chosenAt, reason }: ChosenUnit): PackLine {
  const { met, criteria } = facts.coverage.totals;
  return {
    learner: facts.learner.name,
    unit: facts.unit.title,
    state: UNIT_STATE_MARKS[state],
    assessors: assessorsOf(facts),
    iqa: joinWords(facts.people.iqas.map(({ name }) => name)),
    met: `${met} of ${criteria}`,
    chosen: `${reason}\n${chosenByName}, ${formatDate(chosenAt)}`,
  };
}

function unitOf({ facts, state }: ChosenUnit): PackUnit {
  const { record, printed, shown } = unitRecord(facts);
  const { matrixB, ...said } = record;
  const codes = new Map(matrixB.map(({ ref, criteria }) => [ref, criteria.map(({ code }) => code).join(', ')]));
  return {
    ...said,
    title: `${facts.learner.name}: ${facts.unit.title}`,
    state: UNIT_STATE_MARKS[state],
    registration: registrationOf(facts),
    people: peopleOf(facts),
    declarations: declarationsOf(facts, printed),
    evidence: indexOf(printed, codes, shown),
  };
}

/** The learner's own number stays at the centre (§5.3); the awarding organisation knows its own. */
function registrationOf({ registration, unit, coverage, portfolioId }: UnitFacts): Fact[] {
  return [
    { label: 'Portfolio reference', value: portfolioId },
    { label: 'Registered on', value: formatDate(registration.registeredOn) },
    { label: 'Registration number', value: orNotStated(registration.registrationNumber) },
    { label: 'Site', value: orNotStated(registration.site) },
    { label: 'Employer', value: orNotStated(registration.employer) },
    { label: 'Unit', value: `${unit.key}, version ${coverage.specificationVersion}` },
    { label: 'Unit reference number', value: orNotStated(unit.unitReference) },
  ];
}

function peopleOf({ people }: UnitFacts): Fact[] {
  const { assessors, countersigner, iqas, countersigningIqa } = people;
  return [...assessors, countersigner, ...iqas, countersigningIqa]
    .filter((person) => person !== null)
    .map(({ role, name }) => ({ label: role, value: name }));
}

/** The pack holds no evidence: what is indexed lies in the learner's portfolio, or where it is used. */
function indexOf(
  printed: readonly PrintedEvidence[],
  codes: ReadonlyMap<string, string>,
  shown: ReadonlyMap<string, ShownOfFile>,
): PackedEvidence[] {
  const inSitu = new Set(
    printed.filter(({ evidence }) => evidence.storage === 'in_situ').map((one) => one.evidence.ref),
  );
  return indexEvidence(printed, shown).map((entry) => ({
    ...entry,
    location: inSitu.has(entry.ref) ? entry.location : 'In the portfolio',
    criteria: codes.get(entry.ref) ?? '',
  }));
}
