import { isReference, list, ofType, type Dictionary, type PdfModel } from './pdf-model.js';

/** One thing that PDF/A-3a, PDF/UA-1 or both ask for, in the words of this product's own check of it. */
export interface ConformanceCheck {
  readonly name: string;
  /** What is wrong; nothing where all is well. */
  readonly faults: (model: PdfModel) => readonly string[];
}

export const complain = (fault: string, isFault: boolean): string[] => (isFault ? [fault] : []);

export const pages = (model: PdfModel): Dictionary[] => ofType(model, '/Page');

/** The operators of a page, one a line, as this product writes them. */
export const contentOf = (model: PdfModel, page: Dictionary): string =>
  list(model, page['/Contents']).length === 0
    ? ''
    : [page['/Contents']]
        .flat()
        .map((each) => (isReference(each) ? (model.streams[each] ?? '') : ''))
        .join('\n');
