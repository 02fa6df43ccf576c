import { readWith } from './pdf-tools.js';

/** As qpdf tells it: names begin with "/", strings with "u:" or "b:", references read "12 0 R". */
export type Value = null | boolean | number | string | Value[] | Dictionary;
export interface Dictionary {
  [key: string]: Value;
}

/** A PDF as a table of objects that a test can break. */
export interface PdfModel {
  readonly trailer: Dictionary;
  readonly objects: Record<string, Value>;
  /** Contents of streams by their reference, unpacked. */
  readonly streams: Record<string, string>;
  /** The bytes of the file, one letter each. */
  bytes: string;
}

interface QpdfJson {
  readonly qpdf: [object, Record<string, { value?: Value; stream?: { dict: Dictionary; data?: string } }>];
}

export function modelOf(pdf: Buffer): PdfModel {
  const read = (...options: string[]): QpdfJson['qpdf'][1] =>
    (JSON.parse(readWith('qpdf', pdf, ['--json', '--json-key=qpdf', ...options])) as QpdfJson).qpdf[1];
  const packed = read('--json-stream-data=none');
  const unpacked = read('--json-stream-data=inline', '--decode-level=generalized');
  const model: PdfModel = {
    trailer: (packed.trailer?.value ?? {}) as Dictionary,
    objects: {},
    streams: {},
    bytes: pdf.toString('latin1'),
  };
  for (const [key, { value, stream }] of Object.entries(packed)) {
    if (key !== 'trailer') model.objects[key.replace('obj:', '')] = stream?.dict ?? value ?? null;
  }
  for (const [key, { stream }] of Object.entries(unpacked)) {
    if (stream?.data !== undefined)
      model.streams[key.replace('obj:', '')] = Buffer.from(stream.data, 'base64').toString('latin1');
  }
  return model;
}

export const isReference = (value: Value | undefined): value is string =>
  typeof value === 'string' && /^\d+ \d+ R$/.test(value);

export function resolved(model: PdfModel, value: Value | undefined): Value | undefined {
  return isReference(value) ? model.objects[value] : value;
}

/** The dictionary that `value` is or refers to; an empty one where there is none. */
export function dictionary(model: PdfModel, value: Value | undefined): Dictionary {
  const found = resolved(model, value);
  return typeof found === 'object' && found !== null && !Array.isArray(found) ? found : {};
}

export function list(model: PdfModel, value: Value | undefined): Value[] {
  const found = resolved(model, value);
  return Array.isArray(found) ? found : found === undefined || found === null ? [] : [found];
}

export const catalogue = (model: PdfModel): Dictionary => dictionary(model, model.trailer['/Root']);

/** Every dictionary of the file, those inside of others as well. */
export function allDictionaries(model: PdfModel): Dictionary[] {
  const found: Dictionary[] = [];
  const visit = (value: Value): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (typeof value === 'object' && value !== null) {
      found.push(value);
      Object.values(value).forEach(visit);
    }
  };
  Object.values(model.objects).forEach(visit);
  return found;
}

export function ofType(model: PdfModel, type: string): Dictionary[] {
  return allDictionaries(model).filter((each) => each['/Type'] === type);
}

/** A text string, without the letter that says how it is written. */
export const text = (value: Value | undefined): string => (typeof value === 'string' ? value.replace(/^u:/, '') : '');

export interface StructureElement {
  readonly type: string;
  readonly dictionary: Dictionary;
  readonly children: readonly StructureElement[];
}

/** The structure tree in reading order. */
export function structure(model: PdfModel): StructureElement[] {
  const element = (value: Value): StructureElement[] => {
    const own = dictionary(model, value);
    if (typeof own['/S'] !== 'string') return [];
    const children = list(model, own['/K']).flatMap(element);
    return [{ type: own['/S'].slice(1), dictionary: own, children }];
  };
  return list(model, dictionary(model, catalogue(model)['/StructTreeRoot'])['/K']).flatMap(element);
}

export function flattened(elements: readonly StructureElement[]): StructureElement[] {
  return elements.flatMap((element) => [element, ...flattened(element.children)]);
}

/** Annotations with the page that they stand on. */
export function annotations(model: PdfModel): Dictionary[] {
  return ofType(model, '/Page').flatMap((page) => list(model, page['/Annots']).map((each) => dictionary(model, each)));
}

export function xmp(model: PdfModel): string {
  const reference = catalogue(model)['/Metadata'];
  return Buffer.from(isReference(reference) ? (model.streams[reference] ?? '') : '', 'latin1').toString('utf8');
}
