import { complain, contentOf, pages, type ConformanceCheck } from './conformance-check.js';
import {
  annotations,
  catalogue,
  dictionary,
  flattened,
  isReference,
  list,
  structure,
  text,
  type PdfModel,
  type Value,
} from './pdf-model.js';

const STANDARD_TYPES = new Set(
  (
    'Document Part Sect Div P H1 H2 H3 L LI Lbl LBody Table TR TH TD THead TBody Caption Figure Form Link Span ' +
    'TOC TOCI Reference'
  ).split(' '),
);
const PRINTS = 4;
const HIDDEN = 0b100011;

const elements = (model: PdfModel) => flattened(structure(model));

/** Structure elements by the key under which pages and annotations name them. */
function parents(model: PdfModel): Map<number, Value | undefined> {
  const { '/ParentTree': tree } = dictionary(model, catalogue(model)['/StructTreeRoot']);
  const numbers = list(model, dictionary(model, tree)['/Nums']);
  return new Map(
    numbers.flatMap((key, index) => (index % 2 === 0 ? [[Number(key), numbers[index + 1]] as const] : [])),
  );
}

function untaggedOperators(content: string): string[] {
  let depth = 0;
  return content.split('\n').filter((line) => {
    if (/\b(BDC|BMC)$/.test(line)) depth += 1;
    if (/\bEMC$/.test(line)) depth -= 1;
    return depth === 0 && /(^|\s)(TJ|Tj|f|F|f\*|S|s|B|b|Do|sh)$/.test(line);
  });
}

function headingFaults(model: PdfModel): string[] {
  let last = 0;
  return elements(model).flatMap(({ type }) => {
    const level = /^H(\d)$/.exec(type)?.[1];
    if (level === undefined) return [];
    const skips = Number(level) > last + 1;
    const fault = `H${level} after H${last}`;
    last = Number(level);
    return complain(fault, skips);
  });
}

/** What PDF/UA-1, and with it the letter a of PDF/A-3a, asks: that everything can be read out, in order. */
export const STRUCTURE_CHECKS: readonly ConformanceCheck[] = [
  {
    name: 'everything that a page paints is content with a tag or decoration',
    faults: (model) => pages(model).flatMap((page) => untaggedOperators(contentOf(model, page))),
  },
  {
    name: 'every piece of content belongs to an element of the structure',
    faults: (model) =>
      pages(model).flatMap((page) => {
        const own = parents(model).get(Number(page['/StructParents']));
        const known = list(model, own);
        const used = [...contentOf(model, page).matchAll(/\/MCID (\d+)/g)].map(([, id]) => Number(id));
        return used.flatMap((id) => complain(`MCID ${id}`, !isReference(known[id])));
      }),
  },
  {
    name: 'the structure has one root, the document',
    faults: (model) => {
      const roots = structure(model);
      return complain('root', roots.length !== 1 || roots[0]?.type !== 'Document' || roots[0].children.length === 0);
    },
  },
  {
    name: 'the structure uses standard types only',
    faults: (model) => elements(model).flatMap(({ type }) => complain(type, !STANDARD_TYPES.has(type))),
  },
  { name: 'headings begin at the first level and skip none', faults: headingFaults },
  {
    name: 'every figure has words for those who cannot see it, and a place',
    faults: (model) =>
      elements(model)
        .filter(({ type }) => type === 'Figure')
        .flatMap(({ dictionary: own }) =>
          complain('Figure', text(own['/Alt']) === '' || !('/BBox' in dictionary(model, own['/A']))),
        ),
  },
  {
    name: 'every table has rows, and header cells that say what they are the head of',
    faults: (model) =>
      elements(model)
        .filter(({ type }) => type === 'Table')
        .flatMap((table) => {
          const cells = flattened(table.children).filter(({ type }) => type === 'TH');
          const scoped = cells.filter(({ dictionary: own }) => '/Scope' in dictionary(model, own['/A']));
          return complain('Table', cells.length === 0 || scoped.length !== cells.length);
        }),
  },
  {
    name: 'every list consists of list items',
    faults: (model) =>
      elements(model)
        .filter(({ type }) => type === 'L')
        .flatMap(({ children }) => complain('L', children.length === 0 || children.some(({ type }) => type !== 'LI'))),
  },
  {
    name: 'every annotation belongs to an element of the structure',
    faults: (model) =>
      annotations(model).flatMap((each) =>
        complain('loose', !isReference(parents(model).get(Number(each['/StructParent'])))),
      ),
  },
  {
    name: 'annotations are reached in the order of the structure',
    faults: (model) => pages(model).flatMap((page) => complain('Tabs', '/Annots' in page && page['/Tabs'] !== '/S')),
  },
  {
    name: 'every annotation is printed, never hidden, and described in words',
    faults: (model) =>
      annotations(model).flatMap((each) => {
        const flags = Number(each['/F'] ?? 0);
        return complain(
          'annotation',
          (flags & PRINTS) === 0 || (flags & HIDDEN) !== 0 || text(each['/Contents']) === '',
        );
      }),
  },
  {
    name: 'every link leads to a place in the document',
    faults: (model) =>
      annotations(model).flatMap((each) => complain('link', each['/Subtype'] === '/Link' && !('/Dest' in each))),
  },
  {
    name: 'every field has a look, a name for people and an element of its own',
    faults: (model) => [
      ...annotations(model)
        .filter((each) => each['/Subtype'] === '/Widget')
        .flatMap((each) => {
          const element = dictionary(model, parents(model).get(Number(each['/StructParent'])));
          return complain('Widget', !('/AP' in each) || text(each['/TU']) === '' || element['/S'] !== '/Form');
        }),
      ...complain('form', '/XFA' in dictionary(model, catalogue(model)['/AcroForm'])),
      ...complain('form', '/NeedAppearances' in dictionary(model, catalogue(model)['/AcroForm'])),
    ],
  },
  {
    name: 'bookmarks lead through the document',
    faults: (model) =>
      complain('outlines', Number(dictionary(model, catalogue(model)['/Outlines'])['/Count'] ?? 0) < 1),
  },
];
