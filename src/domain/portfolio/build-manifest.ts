import { groupBy } from '../kernel/group-by.js';
import { initialsOf } from '../kernel/initials.js';
import type { SignOff } from '../sign-off/sign-off.js';
import { releaseOf } from '../sign-off/unit-state.js';
import { groupEvidence, indexEvidence, isDeclaration } from './evidence-sheets.js';
import { METHOD_KEY, TERMS } from './glossary.js';
import { gapsOf } from './manifest-gaps.js';
import type { AuthenticityDeclaration, Fact, PortfolioManifest } from './manifest.js';
import type { PortfolioFacts, PortfolioPerson, UnitFacts } from './portfolio-facts.js';
import { planningRecord } from './planning-sheets.js';
import type { PrintedEvidence } from './printed-evidence.js';
import { unitRecord } from './unit-record.js';
import { witnessLines } from './witness-lines.js';
import { compareText, formatDate, formatInstant, NOT_STATED, orNotStated } from './wording.js';

/**
 * Facts → everything the PDF will say (domain.md §5). All sorting, wording and totals are decided here and nowhere
 * later. Throws when matrices A and B differ, or when a signed-off portfolio comes without the snapshot it attests.
 */
export function buildManifest(facts: PortfolioFacts): PortfolioManifest {
  if (facts.kind === 'signed_off' && facts.snapshotSha256 === null) {
    throw new Error('a signed-off portfolio needs the hash of its snapshot (§5.1)');
  }
  const { record, printed, shown } = unitRecord(facts);
  return {
    format: 'verifolio-portfolio/1',
    kind: facts.kind,
    reference: facts.portfolioId,
    title: `Portfolio of evidence: ${facts.unit.title}, ${facts.learner.name}`,
    exportedAt: facts.exportedAt,
    status: statusOf(facts),
    cover: coverOf(facts),
    howToCheck: howToCheck(facts),
    ...verificationOf(facts),
    control: controlOf(facts),
    details: detailsOf(facts),
    declarations: declarationsOf(facts, printed),
    witnesses: witnessLines(printed, facts.witnessContacts),
    ...record,
    planning: planningRecord(facts),
    evidenceIndex: indexEvidence(printed, shown),
    evidenceGroups: groupEvidence(printed, facts.unit, shown),
    audit: auditOf(facts),
    gaps: facts.kind === 'draft' ? gapsOf(facts) : null,
    glossary: { methods: METHOD_KEY, terms: TERMS },
  };
}

function statusOf(facts: PortfolioFacts): PortfolioManifest['status'] {
  return facts.kind === 'draft'
    ? {
        mark: { label: 'Draft', mood: 'open' },
        sentence: 'A working copy. It carries no signatures and must not be used to claim achievement.',
      }
    : {
        mark: { label: 'Signed off', mood: 'good' },
        sentence:
          'Released by internal quality assurance. The content is fixed by the snapshot hash in document control.',
      };
}

function coverOf(facts: PortfolioFacts): PortfolioManifest['cover'] {
  const { unit } = facts;
  const { title, number } = unit.qualification;
  return {
    learner: facts.learner.name,
    centre: facts.centre.name + (facts.centre.number === null ? '' : ` (centre ${facts.centre.number})`),
    qualification: number === null ? orNotStated(title) : `${orNotStated(title)} (${number})`,
    unitTitle: unit.title,
    unit: [
      { label: 'Unit', value: unit.key },
      { label: 'Unit reference number', value: orNotStated(unit.unitReference) },
      { label: 'Awarding organisation', value: orNotStated(unit.awardingOrganisation) },
      { label: 'Level', value: orNotStated(unit.level) },
      { label: 'Credit value', value: orNotStated(unit.creditValue) },
      { label: 'Guided learning hours', value: orNotStated(unit.guidedLearningHours) },
    ],
    document: [
      { label: 'Status', value: statusOf(facts).mark.label },
      { label: 'Date of this document', value: formatDate(facts.exportedAt) },
      ...printedRelease(facts).map(({ signedAt }) => ({ label: 'Released on', value: formatDate(signedAt) })),
      { label: 'Portfolio reference', value: facts.portfolioId },
      ...(facts.verificationCode === null ? [] : [{ label: 'Verification code', value: facts.verificationCode }]),
    ],
  };
}

/** The signature that released the unit: one at most is in force (§3.7), and a draft has none. */
function printedRelease({ kind, signOffs }: PortfolioFacts): SignOff[] {
  const release = kind === 'draft' ? null : releaseOf(signOffs);
  return release === null ? [] : [release];
}

function verificationOf({ verificationCode: code, verificationUrl: address }: PortfolioFacts) {
  return code === null || address === null ? {} : { verification: { code, address } };
}

function howToCheck({ verificationCode, verificationUrl }: PortfolioFacts): string | null {
  if (verificationCode === null || verificationUrl === null) return null;
  return (
    `Read the square with a telephone, or open ${verificationUrl}. The page needs no sign-in and says whether this ` +
    'release still stands. Whoever sends a copy of this file there learns whether it is the original, to the byte. ' +
    'Any PDF reader shows whether the seal of the centre is unbroken.'
  );
}

function controlOf(facts: PortfolioFacts): Fact[] {
  return [
    { label: 'Portfolio reference', value: facts.portfolioId },
    { label: 'Status', value: statusOf(facts).mark.label },
    { label: 'Unit specification', value: `${facts.unit.key}, version ${facts.coverage.specificationVersion}` },
    { label: 'Assessment policy', value: `Version ${facts.coverage.policyVersion}` },
    { label: 'Coverage as of', value: formatInstant(facts.coverage.asOf) },
    { label: 'Exported', value: formatInstant(facts.exportedAt) },
    ...printedRelease(facts).map(({ signedAt }) => ({ label: 'Released', value: formatInstant(signedAt) })),
    { label: 'Produced by', value: `Verifolio ${facts.generatorVersion}` },
    { label: 'Snapshot SHA-256', value: facts.snapshotSha256 ?? 'none: a draft is not fixed by a snapshot' },
    { label: 'Audit trail', value: `event ${facts.audit.end.sequence}, hash ${facts.audit.end.sha256}` },
    { label: 'Verification code', value: facts.verificationCode ?? 'none: only signed-off portfolios can be verified' },
  ];
}

function named(people: readonly (PortfolioPerson | null)[], label: string): Fact[] {
  const present = people.filter((person) => person !== null);
  if (present.length === 0) return [{ label, value: NOT_STATED }];
  return present.map((person) => ({ label: person.role, value: person.name }));
}

function detailsOf(facts: PortfolioFacts): PortfolioManifest['details'] {
  const { registration, people } = facts;
  return {
    learner: [
      { label: 'Name', value: facts.learner.name },
      { label: 'Unique learner number', value: orNotStated(facts.learner.uln) },
      { label: 'Registered on', value: formatDate(registration.registeredOn) },
      { label: 'Registration number', value: orNotStated(registration.registrationNumber) },
      { label: 'Employer', value: orNotStated(registration.employer) },
      { label: 'Job role', value: orNotStated(registration.jobRole) },
    ],
    centre: [
      { label: 'Centre', value: facts.centre.name },
      { label: 'Centre number', value: orNotStated(facts.centre.number) },
      { label: 'Site', value: orNotStated(registration.site) },
    ],
    people: [
      ...named(people.assessors, 'Assessor'),
      ...(people.countersigner === null ? [] : named([people.countersigner], 'Countersigning assessor')),
      ...named(people.iqas, 'Internal quality assurer'),
      ...(people.countersigningIqa === null
        ? []
        : named([people.countersigningIqa], 'Countersigning internal quality assurer')),
      ...initialsOfTeam(people),
    ],
  };
}

/** By which initials on paper are known to be whose; somebody with two parts is one person. */
function initialsOfTeam({ assessors, countersigner, iqas, countersigningIqa }: UnitFacts['people']): Fact[] {
  const team = [...assessors, countersigner, ...iqas, countersigningIqa].flatMap((person) => person?.name ?? []);
  const value = [...new Set(team)].map((name) => `${name} ${initialsOf(name)}`).join('; ');
  return value === '' ? [] : [{ label: 'Initials', value }];
}

/**
 * Section 3: the declaration on each learner-produced item, and the one on the unit when it has been signed off. A wording
 * is printed once, above everything it was given for.
 */
export function declarationsOf(facts: UnitFacts, printed: readonly PrintedEvidence[]): AuthenticityDeclaration[] {
  const onUnit = (facts.kind === 'draft' ? [] : facts.signOffs)
    .filter((signOff) => signOff.stage === 'learner' && signOff.voidedAt === null)
    .map((signOff) => ({ ...signOff, ref: null, title: 'The unit as a whole' }));
  const onEvidence = printed.flatMap(({ evidence }) =>
    evidence.signatures
      .filter((signature) => isDeclaration(evidence, signature))
      .map((signature) => ({ ...signature, ref: evidence.ref, title: evidence.title })),
  );
  const byStatement = groupBy([...onEvidence, ...onUnit], ({ statement }) => statement);
  return [...byStatement].map(([statement, given]) => ({
    statement,
    given: given.map(({ ref, title, personName, signedAt }) => ({
      ...{ ref, title, name: personName, signedAt: formatInstant(signedAt) },
    })),
  }));
}

function auditOf(facts: PortfolioFacts): PortfolioManifest['audit'] {
  return {
    counts: Object.entries(facts.audit.counts)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([type, count]) => ({ label: type.replace(/[._]/g, ' '), value: String(count) })),
    events: [...facts.audit.events]
      .sort((a, b) => compareText(a.at, b.at) || compareText(a.type, b.type) || compareText(a.summary, b.summary))
      .map((event) => ({ at: formatInstant(event.at), by: event.by, summary: event.summary })),
  };
}
