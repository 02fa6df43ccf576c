import { compareEvidenceRefs } from '../evidence/evidence-ref.js';
import { releaseOf } from '../sign-off/unit-state.js';
import { buildManifest } from './build-manifest.js';
import { GROUP_TITLES } from './evidence-sheets.js';
import type { HolisticManifest, HolisticUnit, SharedEvidence } from './holistic-manifest.js';
import type { AuthenticityDeclaration, EvidenceSheet, Fact, PortfolioManifest } from './manifest.js';
import { planningRecord } from './planning-sheets.js';
import type { PortfolioFacts } from './portfolio-facts.js';
import { compareText, formatDate, formatInstant, joinWords, orNotStated } from './wording.js';

/** Facts of the units of one learner, read at one moment and of one kind. */
export interface HolisticFacts {
  readonly reference: string;
  /**
   * Two or more. Their `verificationCode` is that of this document; `ownCode` that of the unit's own signed-off portfolio.
   */
  readonly units: readonly { readonly facts: PortfolioFacts; readonly ownCode: string | null }[];
}

interface Part {
  readonly facts: PortfolioFacts;
  readonly ownCode: string | null;
  readonly manifest: PortfolioManifest;
}

/** Facts → everything a portfolio over several units will say: each unit as its own portfolio says it, and what they share once. */
export function buildHolistic({ reference, units }: HolisticFacts): HolisticManifest {
  const parts = units
    .map((unit): Part => ({ ...unit, manifest: buildManifest(unit.facts) }))
    .sort((a, b) => compareText(a.facts.unit.key, b.facts.unit.key));
  const [first] = parts;
  if (first === undefined) throw new Error('a holistic portfolio needs units');
  const { kind, exportedAt, status, howToCheck, verification, glossary } = first.manifest;
  return {
    format: 'verifolio-holistic-portfolio/1',
    ...{ kind, reference, exportedAt, status, howToCheck, glossary },
    ...(verification === undefined ? {} : { verification }),
    title: `Portfolio of evidence over ${parts.length} units: ${first.facts.learner.name}`,
    cover: coverOf(reference, parts, first),
    control: controlOf(reference, parts, first),
    details: {
      learner: [
        { label: 'Name', value: first.facts.learner.name },
        {
          label: 'Unique learner number',
          value: orNotStated(parts.map(({ facts }) => facts.learner.uln).find((uln) => uln !== null) ?? null),
        },
      ],
      centre: first.manifest.details.centre.filter(({ label }) => label !== 'Site'),
      people: uniqueBy(
        parts.flatMap(({ manifest }) => manifest.details.people),
        ({ label, value }) => label + value,
      ),
    },
    declarations: declarationsOf(parts),
    witnesses: uniqueBy(
      parts.flatMap(({ manifest }) => manifest.witnesses),
      ({ ref, name }) => `${ref} ${name}`,
    ).sort((a, b) => compareEvidenceRefs(a.ref, b.ref)),
    evidenceIndex: indexOf(parts),
    evidenceGroups: groupsOf(parts),
    units: parts.map(unitOf),
    events: eventsOf(parts),
  };
}

function coverOf(reference: string, parts: readonly Part[], { manifest, facts }: Part): HolisticManifest['cover'] {
  const { learner, centre } = manifest.cover;
  return {
    ...{ learner, centre },
    qualification: [...new Set(parts.map((part) => part.manifest.cover.qualification))].join('; '),
    unitTitle: joinWords(parts.map((part) => part.facts.unit.title)),
    unit: parts.map((part) => ({ label: part.facts.unit.key, value: part.facts.unit.title })),
    document: [
      { label: 'Status', value: manifest.status.mark.label },
      { label: 'Date of this document', value: formatDate(facts.exportedAt) },
      { label: 'Portfolio reference', value: reference },
      ...(facts.verificationCode === null ? [] : [{ label: 'Verification code', value: facts.verificationCode }]),
    ],
  };
}

function controlOf(reference: string, parts: readonly Part[], { manifest, facts }: Part): Fact[] {
  return [
    { label: 'Portfolio reference', value: reference },
    { label: 'Status', value: manifest.status.mark.label },
    { label: 'Exported', value: formatInstant(facts.exportedAt) },
    { label: 'Produced by', value: `Verifolio ${facts.generatorVersion}` },
    { label: 'Audit trail', value: `event ${facts.audit.end.sequence}, hash ${facts.audit.end.sha256}` },
    { label: 'Verification code', value: facts.verificationCode ?? 'none: only signed-off portfolios can be verified' },
    ...parts.flatMap((part) =>
      part.facts.snapshotSha256 === null
        ? []
        : [{ label: `Snapshot SHA-256 of ${part.facts.unit.key}`, value: part.facts.snapshotSha256 }],
    ),
  ];
}

function unitOf({ facts, ownCode, manifest }: Part): HolisticUnit {
  const { unit, registration, coverage } = facts;
  const { achievement, leftOut, matrixA, matrixB, judgementLog, samples, notSampled, signatures } = manifest;
  const release = facts.kind === 'draft' ? null : releaseOf(facts.signOffs);
  return {
    key: unit.key,
    title: unit.title,
    about: [
      { label: 'Unit reference number', value: orNotStated(unit.unitReference) },
      { label: 'Awarding organisation', value: orNotStated(unit.awardingOrganisation) },
      { label: 'Qualification', value: manifest.cover.qualification },
      { label: 'Level', value: orNotStated(unit.level) },
      { label: 'Credit value', value: orNotStated(unit.creditValue) },
      { label: 'Guided learning hours', value: orNotStated(unit.guidedLearningHours) },
      { label: 'Unit specification', value: `${unit.key}, version ${coverage.specificationVersion}` },
      { label: 'Assessment policy', value: `Version ${coverage.policyVersion}` },
      { label: 'Registered on', value: formatDate(registration.registeredOn) },
      { label: 'Registration number', value: orNotStated(registration.registrationNumber) },
      { label: 'Site', value: orNotStated(registration.site) },
      { label: 'Employer', value: orNotStated(registration.employer) },
      { label: 'Job role', value: orNotStated(registration.jobRole) },
      ...(release === null ? [] : [{ label: 'Released', value: formatInstant(release.signedAt) }]),
      ...(ownCode === null
        ? []
        : [
            { label: 'Its own portfolio', value: facts.portfolioId },
            { label: 'Verification code of that', value: ownCode },
          ]),
    ],
    people: manifest.details.people,
    planning: planningRecord(facts),
    gaps: manifest.gaps,
    counts: manifest.audit.counts,
    ...{ achievement, leftOut, matrixA, matrixB, judgementLog, signatures },
    ...(samples === undefined ? {} : { samples }),
    ...(notSampled === undefined ? {} : { notSampled }),
  };
}

/** A declaration on an item is said once, however many units the item serves; one on a unit says which. */
function declarationsOf(parts: readonly Part[]): AuthenticityDeclaration[] {
  const given = parts.flatMap(({ facts, manifest }) =>
    manifest.declarations.flatMap((declaration) =>
      declaration.given.map((one) => ({
        statement: declaration.statement,
        given: one.ref === null ? { ...one, title: `${facts.unit.key}: the unit as a whole` } : one,
      })),
    ),
  );
  return [...new Set(given.map(({ statement }) => statement))].map((statement) => ({
    statement,
    given: uniqueBy(
      given.filter((one) => one.statement === statement).map((one) => one.given),
      ({ ref, title, name, signedAt }) => [ref, title, name, signedAt].join(' '),
    ),
  }));
}

function indexOf(parts: readonly Part[]): SharedEvidence[] {
  const entries = uniqueBy(
    parts.flatMap(({ manifest }) => manifest.evidenceIndex),
    ({ ref }) => ref,
  );
  return entries
    .sort((a, b) => compareEvidenceRefs(a.ref, b.ref))
    .map((entry) => ({
      ...entry,
      criteria: parts
        .flatMap(({ facts, manifest }) => {
          const row = manifest.matrixB.find(({ ref }) => ref === entry.ref);
          return row === undefined ? [] : [`${facts.unit.key}: ${row.criteria.map(({ code }) => code).join(', ')}`];
        })
        .join('\n'),
    }));
}

/** Each record once, with what it is claimed to show of every unit. */
function groupsOf(parts: readonly Part[]): HolisticManifest['evidenceGroups'] {
  const claimed = (title: string): EvidenceSheet[] =>
    parts.flatMap(({ facts, manifest }) =>
      manifest.evidenceGroups
        .filter((group) => group.title === title)
        .flatMap(({ sheets }) => sheets)
        .map((sheet) => ({
          ...sheet,
          claims: sheet.claims.map((claim) => ({ ...claim, criterion: `${facts.unit.key} ${claim.criterion}` })),
        })),
    );
  return GROUP_TITLES.map((title) => {
    const sheets = claimed(title);
    return {
      title,
      sheets: uniqueBy(sheets, ({ ref }) => ref)
        .map((sheet) => ({
          ...sheet,
          claims: sheets.filter(({ ref }) => ref === sheet.ref).flatMap(({ claims }) => claims),
        }))
        .sort((a, b) => compareEvidenceRefs(a.ref, b.ref)),
    };
  }).filter(({ sheets }) => sheets.length > 0);
}

/** What happened to the learner's evidence stands in the history of every unit, and is told once. */
function eventsOf(parts: readonly Part[]): HolisticManifest['events'] {
  const told = parts.flatMap(({ facts }) =>
    facts.audit.events.map(({ at, by, summary }) => ({ key: facts.unit.key, at, by, summary })),
  );
  const unitsOf = new Map<string, Set<string>>();
  const nameOf = ({ at, by, summary }: (typeof told)[number]): string => JSON.stringify([at, by, summary]);
  for (const event of told) unitsOf.set(nameOf(event), (unitsOf.get(nameOf(event)) ?? new Set()).add(event.key));
  return uniqueBy(told, nameOf)
    .sort((a, b) => compareText(a.at, b.at) || compareText(a.summary, b.summary))
    .map((event) => {
      const isShared = unitsOf.get(nameOf(event))?.size === parts.length;
      const { at, by, summary } = event;
      return { at: formatInstant(at), by, summary: isShared ? summary : `${event.key}: ${summary}` };
    });
}

function uniqueBy<Entry>(entries: readonly Entry[], nameOf: (entry: Entry) => string): Entry[] {
  return [...new Map([...entries].reverse().map((entry) => [nameOf(entry), entry])).values()].reverse();
}
