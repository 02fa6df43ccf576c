import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { checkSpecification } from '../../../src/domain/specification/check-specification.js';
import { criteriaOf, findCriterion } from '../../../src/domain/specification/find-criterion.js';
import type { AssessmentCriterion } from '../../../src/domain/specification/unit.js';
import { U40 } from '../../../templates/units/u40.js';

/** The lines of the published text from which the unit was keyed in; kept apart from the unit so that each checks the other. */
const published = readFileSync(new URL('./unit-40-published.txt', import.meta.url), 'utf8')
  .split('\n')
  .map((line) => line.trim());

function publishedCriteria(): Map<string, string> {
  return new Map(
    published.flatMap((line) => (/^\d\.\d /.test(line) ? [[line.slice(0, 3), line.slice(4)] as const] : [])),
  );
}

function amplificationOf(code: string): AssessmentCriterion['amplification'] {
  return findCriterion(U40, code)?.amplification ?? [];
}

describe('Unit 40', () => {
  it('is a specification without faults', () => {
    expect(checkSpecification(U40)).toEqual([]);
  });

  it('states what the published text states and nothing it does not', () => {
    expect(published).toContain(U40.title);
    expect(published).toContain(`Unit reference number: ${U40.unitReference} QCF level: ${U40.level}`);
    expect(published).toContain(`Credit value: ${U40.creditValue}`);
    expect(published).toContain(`Guided learning hours: ${U40.guidedLearningHours}`);
    expect(published).toContain(`Unit type: ${U40.unitType}`);
    expect(U40.qualification).toEqual({ title: null, number: null });
    for (const outcome of U40.outcomes) expect(published).toContain(`${outcome.code} ${outcome.title}`);
  });

  it('words all seventeen criteria as published', () => {
    const statements = new Map(criteriaOf(U40).map(({ code, statement }) => [code, statement]));

    expect(statements.size).toBe(17);
    expect(statements).toEqual(publishedCriteria());
  });

  it('keeps the published misprint of AC2.1', () => {
    expect(findCriterion(U40, '2.1')?.statement).toBe(
      'Confirm the nature, cause and implications of customers’ complaint',
    );
  });

  it('has eight knowledge, two applied knowledge and seven performance criteria with thirty facets', () => {
    const kinds = criteriaOf(U40).map(({ kind }) => kind);

    expect(['K', 'AK', 'P'].map((kind) => kinds.filter((each) => each === kind).length)).toEqual([8, 2, 7]);
    expect(criteriaOf(U40).flatMap(({ facets }) => facets)).toHaveLength(30);
  });

  it('keeps every line of the published amplification, each once', () => {
    const bullets = published.filter((line) => line.startsWith('•')).map((line) => line.slice(1).trim());
    const kept = criteriaOf(U40).flatMap(({ amplification }) => amplification.map(({ text }) => text));

    expect(bullets).toHaveLength(15);
    expect([...kept].sort()).toEqual([...bullets, 'General knowledge may include:'].sort());
  });

  it('re-attaches the amplification to the criteria it speaks of', () => {
    const counts = criteriaOf(U40).map(({ code, amplification }) => [code, amplification.length]);

    expect(Object.fromEntries(counts.filter(([, count]) => count !== 0))).toEqual({
      '1.1': 2,
      '1.2': 1,
      '1.3': 2,
      '1.4': 2,
      '1.5': 4,
      '1.6': 1,
      '1.7': 2,
      '1.8': 2,
    });
    expect(amplificationOf('1.6')[0]?.text).toMatch(/^Escalation: /);
    expect(amplificationOf('1.8').map(({ text }) => text.split(':')[0])).toEqual(['Advantages', 'Limitations']);
  });

  it('marks one line of the amplification as a rule: AC1.5 asks for the own organisation', () => {
    const rules = criteriaOf(U40).flatMap(({ code, amplification }) =>
      amplification.filter(({ rule }) => rule).map(() => code),
    );

    expect(rules).toEqual(['1.5']);
    expect(amplificationOf('1.5').find(({ rule }) => rule)?.text).toMatch(/^The knowledge to meet this AC depends/);
  });

  it('prohibits simulation throughout', () => {
    expect(U40.rules.simulation).toBe('prohibited');
    expect(new Set(criteriaOf(U40).map(({ methods }) => methods.simulation))).toEqual(new Set(['prohibited']));
  });

  it('names the methods that the published guidance names', () => {
    const codesWhere = (isSo: (criterion: AssessmentCriterion) => boolean): string[] =>
      criteriaOf(U40)
        .filter(isSo)
        .map(({ code }) => code);

    expect(codesWhere(({ methods }) => methods.direct_observation === 'primary')).toEqual(['2.1', '2.3', '2.6', '2.7']);
    expect(codesWhere(({ methods }) => methods.work_product === 'alternative_written_channel')).toEqual([
      '2.1',
      '2.3',
      '2.6',
      '2.7',
    ]);
    expect(codesWhere(({ methods }) => methods.work_product === 'primary')).toEqual(['2.8']);
    expect(codesWhere(({ methods, kind }) => methods.professional_discussion === 'primary' && kind !== 'K')).toEqual([
      '2.2',
      '2.4',
      '2.5',
    ]);
    expect(codesWhere(({ methods }) => methods.reflective_account === 'alternative')).toEqual(
      codesWhere(({ kind }) => kind !== 'P'),
    );
  });

  it('lets testimony carry no criterion', () => {
    const values = criteriaOf(U40).flatMap(({ methods }) => [
      methods.witness_testimony,
      methods.expert_witness_testimony,
    ]);

    expect(new Set(values)).toEqual(new Set(['unsuitable', 'corroborates']));
  });
});
