import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mergeRevisions } from '../../../src/domain/evidence/merge-revisions.js';
import { changedPaths, fieldsByPath, type FieldsByPath } from '../../../src/domain/evidence/revision.js';
import type { Json } from '../../../src/domain/kernel/canonical-json.js';

const fields = (words: Readonly<Record<string, Json>>): FieldsByPath => new Map(Object.entries(words));

const path = fc.constantFrom('title', 'setting', 'record.narrative', 'record.feedback', 'claims.r.2.1', 'claims.r.2.7');
const words = fc.oneof(
  fc.constantFrom('a', 'b', 'c'),
  fc.array(fc.constantFrom('a', 'b'), { minLength: 1, maxLength: 2 }),
);
const version: fc.Arbitrary<FieldsByPath> = fc.dictionary(path, words).map(fields);
/** Every field is sent whole: what is missing was removed. */
const REPLACED = ['title', 'setting', 'record.', 'claims.'];

const applied = (current: FieldsByPath, mergeable: FieldsByPath): FieldsByPath =>
  new Map([...new Map([...current, ...mergeable])].filter(([, value]) => value !== null));
const conflicts = (base: FieldsByPath | null, current: FieldsByPath, yours: FieldsByPath): string[] =>
  mergeRevisions({ base, current, yours, replaced: REPLACED })
    .fields.filter(({ isConflict }) => isConflict)
    .map((field) => field.path);

describe('merging what two people made of one draft', () => {
  it('shows both versions, and which of the fields need a choice', () => {
    const merge = mergeRevisions({
      base: fields({ title: 'Old', 'record.narrative': ['One.'], 'record.feedback': 'Good.' }),
      current: fields({ title: 'Theirs', 'record.narrative': ['One.'], 'record.feedback': 'Very good.' }),
      yours: fields({ title: 'Yours', 'record.narrative': ['One.', 'Two.'], 'record.feedback': 'Good.' }),
      replaced: ['record.'],
    });
    expect(merge.fields).toEqual([
      { path: 'record.feedback', base: 'Good.', current: 'Very good.', yours: 'Good.', isConflict: false },
      { path: 'record.narrative', base: ['One.'], current: ['One.'], yours: ['One.', 'Two.'], isConflict: false },
      { path: 'title', base: 'Old', current: 'Theirs', yours: 'Yours', isConflict: true },
    ]);
    expect([...merge.mergeable]).toEqual([['record.narrative', ['One.', 'Two.']]]);
  });

  it('leaves alone what was not sent', () => {
    const base = fields({ title: 'Old', setting: 'workplace', 'record.narrative': 'x' });
    const current = fields({ title: 'Old', setting: 'classroom', 'record.narrative': 'y' });
    const merge = mergeRevisions({ base, current, yours: fields({ title: 'New' }), replaced: [] });
    expect(merge.fields.map((field) => field.path)).toEqual(['title']);
    expect([...merge.mergeable]).toEqual([['title', 'New']]);
  });

  it('takes a field that is missing from what is sent whole for removed', () => {
    const base = fields({ 'claims.r.2.1': 'a', 'claims.r.2.7': 'b' });
    const merge = mergeRevisions({
      base,
      current: base,
      yours: fields({ 'claims.r.2.1': 'a' }),
      replaced: ['claims.'],
    });
    expect([...merge.mergeable]).toEqual([['claims.r.2.7', null]]);
  });

  it('takes every difference for a conflict when nobody knows what they started from', () => {
    fc.assert(
      fc.property(version, version, (current, yours) => {
        expect(conflicts(null, current, yours)).toEqual(changedPaths(current, yours));
      }),
    );
  });

  it('knows no conflict where only one side changed anything', () => {
    fc.assert(
      fc.property(version, version, (base, other) => {
        expect(conflicts(base, base, other)).toEqual([]);
        expect(conflicts(base, other, base)).toEqual([]);
      }),
    );
  });

  it('knows no conflict and nothing to merge where both made the same of it', () => {
    fc.assert(
      fc.property(version, version, (base, both) => {
        expect(mergeRevisions({ base, current: both, yours: both, replaced: REPLACED })).toEqual({
          fields: [],
          mergeable: new Map(),
        });
      }),
    );
  });

  it('knows no conflict where the changes are of different fields, and merges all of them', () => {
    fc.assert(
      fc.property(version, version, version, (base, theirs, mine) => {
        // Of each version only the changes to its own half of the paths.
        const half = (other: FieldsByPath, isMine: boolean): FieldsByPath => {
          const isOwn = (name: string): boolean => name.startsWith('record.') === isMine;
          return new Map([
            ...[...base].filter(([name]) => !isOwn(name)),
            ...[...other].filter(([name]) => isOwn(name)),
          ]);
        };
        const [current, yours] = [half(theirs, false), half(mine, true)];
        expect(conflicts(base, current, yours)).toEqual([]);
        const { mergeable } = mergeRevisions({ base, current, yours, replaced: REPLACED });
        const both = applied(current, mergeable);
        expect(changedPaths(base, both)).toEqual([...changedPaths(base, current), ...changedPaths(base, yours)].sort());
      }),
    );
  });

  it('finds the same conflicts from either side, and never merges over another’s change', () => {
    fc.assert(
      fc.property(version, version, version, (base, theirs, mine) => {
        expect(conflicts(base, theirs, mine)).toEqual(conflicts(base, mine, theirs));
        const { mergeable } = mergeRevisions({ base, current: theirs, yours: mine, replaced: REPLACED });
        const touched = changedPaths(base, theirs);
        expect([...mergeable.keys()].filter((name) => touched.includes(name))).toEqual([]);
      }),
    );
  });
});

describe('the fields of a revision', () => {
  it('go one level into the record and by target into the claims; blank is as good as absent', () => {
    const claim = { registrationId: 'r', criterion: '2.1', facets: ['nature'], locator: null, rationale: null };
    const record = { narrative: ['One.'], inSitu: { seenBy: 'x' }, feedback: null };
    expect([...fieldsByPath({ title: 'T', channel: null, record, claims: [claim] }).keys()]).toEqual([
      'title',
      'record.narrative',
      'record.inSitu',
      'claims.r.2.1',
    ]);
  });
});
