import { SaxesParser } from 'saxes';
import { complain, contentOf, pages, type ConformanceCheck } from './conformance-check.js';
import {
  allDictionaries,
  catalogue,
  dictionary,
  isReference,
  list,
  ofType,
  text,
  xmp,
  type Dictionary,
  type PdfModel,
} from './pdf-model.js';

const FORBIDDEN_ACTIONS = new Set(
  '/JavaScript /Launch /URI /SubmitForm /ImportData /Sound /Movie /GoToR /ResetForm /Rendition'.split(' '),
);

const xmpValue = (model: PdfModel, tag: string): string =>
  unescape(new RegExp(`<${tag}>(?:<rdf:\\w+>)?(?:<rdf:li[^>]*>)?([^<]*)`).exec(xmp(model))?.[1] ?? '');
const unescape = (xml: string): string => xml.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
const info = (model: PdfModel, key: string): string => {
  const value = dictionary(model, model.trailer['/Info'])[key];
  return text(isReference(value) ? model.objects[value] : value);
};
const asXmpDate = (date: string): string =>
  date.replace(/^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');

const fonts = (model: PdfModel): Dictionary[] => ofType(model, '/Font').filter((font) => font['/Subtype'] === '/Type0');
const attachments = (model: PdfModel): Dictionary[] => ofType(model, '/Filespec');

function xmlFaults(model: PdfModel): string[] {
  const faults: string[] = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', ({ message }) => faults.push(message));
  parser.write(xmp(model)).close();
  return faults;
}

/** What PDF/A-3a asks of the file, its metadata, colours, fonts and attachments. */
export const FILE_CHECKS: readonly ConformanceCheck[] = [
  {
    name: 'the file begins as a PDF 1.7 with bytes above 127',
    faults: ({ bytes }) => complain('header', !/^%PDF-1\.7\n%[\x80-\xff]{4}\n/.test(bytes)),
  },
  {
    name: 'the file ends once: nothing is added to it later',
    faults: ({ bytes }) => complain('end', bytes.match(/%%EOF/g)?.length !== 1 || !/%%EOF\n?$/.test(bytes)),
  },
  {
    name: 'the trailer names the file by two identifiers',
    faults: ({ trailer }) => complain('no ID', !Array.isArray(trailer['/ID']) || trailer['/ID'].length !== 2),
  },
  { name: 'nothing is encrypted', faults: ({ trailer }) => complain('encrypted', '/Encrypt' in trailer) },
  {
    name: 'nothing is packed by LZW',
    faults: (model) =>
      allDictionaries(model).flatMap((each) => complain('LZW', JSON.stringify(each['/Filter'] ?? '').includes('LZW'))),
  },
  {
    name: 'no stream lies outside of the file',
    faults: (model) =>
      allDictionaries(model).flatMap((each) =>
        complain('external', '/Length' in each && ('/F' in each || '/FFilter' in each)),
      ),
  },
  {
    name: 'no script, launch, address or other action to the outside',
    faults: (model) =>
      allDictionaries(model).flatMap((each) =>
        complain(
          'action',
          FORBIDDEN_ACTIONS.has(text(each['/S'])) || '/JS' in each || '/AA' in each || '/OpenAction' in each,
        ),
      ),
  },
  {
    name: 'the colours are those of an embedded sRGB profile',
    faults: (model) => {
      const [intent] = list(model, catalogue(model)['/OutputIntents']);
      const { '/S': kind, '/DestOutputProfile': profile } = dictionary(model, intent);
      return complain('no output intent', kind !== '/GTS_PDFA1' || dictionary(model, profile)['/N'] !== 3);
    },
  },
  {
    name: 'no page paints in CMYK, which that profile does not cover',
    faults: (model) => pages(model).flatMap((page) => complain('CMYK', /(^|\s)[kK]$/m.test(contentOf(model, page)))),
  },
  {
    name: 'the metadata are there and not packed',
    faults: (model) => {
      const metadata = dictionary(model, catalogue(model)['/Metadata']);
      return complain('metadata', metadata['/Subtype'] !== '/XML' || '/Filter' in metadata);
    },
  },
  { name: 'the metadata are well-formed XML with all their namespaces', faults: xmlFaults },
  {
    name: 'the metadata say PDF/A-3a',
    faults: (model) =>
      complain('pdfaid', xmpValue(model, 'pdfaid:part') !== '3' || xmpValue(model, 'pdfaid:conformance') !== 'A'),
  },
  {
    name: 'the metadata say PDF/UA-1',
    faults: (model) => complain('pdfuaid', xmpValue(model, 'pdfuaid:part') !== '1'),
  },
  {
    name: 'the metadata describe each property that PDF/A does not know',
    faults: (model) => {
      const known = [...xmp(model).matchAll(/<pdfaSchema:prefix>(\w+)</g)].map(([, prefix]) => prefix);
      const properties = [...xmp(model).matchAll(/<pdfaProperty:name>(\w+)</g)].map(([, name]) => name);
      const used = [...xmp(model).matchAll(/<(pdfuaid|verifolio):(\w+)>/g)];
      return used.flatMap(([, prefix, name]) =>
        complain(`${prefix}:${name}`, !known.includes(prefix) || !properties.includes(name)),
      );
    },
  },
  {
    name: 'the metadata and the document information say the same',
    faults: (model) =>
      (
        [
          ['dc:title', info(model, '/Title')],
          ['dc:creator', info(model, '/Author')],
          ['dc:description', info(model, '/Subject')],
          ['xmp:CreatorTool', info(model, '/Creator')],
          ['pdf:Producer', info(model, '/Producer')],
          ['xmp:CreateDate', asXmpDate(info(model, '/CreationDate'))],
          ['xmp:ModifyDate', asXmpDate(info(model, '/ModDate'))],
        ] as const
      ).flatMap(([tag, said]) => complain(tag, said === '' || xmpValue(model, tag) !== said)),
  },
  {
    name: 'the document has a title, and readers show it',
    faults: (model) => {
      const { '/DisplayDocTitle': shown } = dictionary(model, catalogue(model)['/ViewerPreferences']);
      return complain('title', shown !== true || info(model, '/Title') === '');
    },
  },
  {
    name: 'the document says its language',
    faults: (model) => complain('Lang', text(catalogue(model)['/Lang']) !== 'en-GB'),
  },
  {
    name: 'the document says that it is tagged',
    faults: (model) => complain('MarkInfo', dictionary(model, catalogue(model)['/MarkInfo'])['/Marked'] !== true),
  },
  {
    name: 'every font is embedded',
    faults: (model) => {
      const simple = ofType(model, '/Font').filter(
        (font) => !['/Type0', '/CIDFontType2', '/CIDFontType0'].includes(text(font['/Subtype'])),
      );
      const loose = fonts(model).filter((font) => {
        const [descendant] = list(model, font['/DescendantFonts']);
        const { '/FontDescriptor': descriptor } = dictionary(model, descendant);
        return !('/FontFile2' in dictionary(model, descriptor)) && !('/FontFile3' in dictionary(model, descriptor));
      });
      return [...simple, ...loose].map((font) => `not embedded: ${text(font['/BaseFont'])}`);
    },
  },
  {
    name: 'every font says which letters its glyphs are',
    faults: (model) =>
      fonts(model).flatMap((font) => complain(text(font['/BaseFont']), !isReference(font['/ToUnicode']))),
  },
  {
    name: 'every font numbers its glyphs as its file does',
    faults: (model) =>
      ofType(model, '/Font').flatMap((font) =>
        complain(text(font['/BaseFont']), font['/Subtype'] === '/CIDFontType2' && !('/CIDToGIDMap' in font)),
      ),
  },
  {
    name: 'no picture is smoothed or has a stand-in',
    faults: (model) =>
      allDictionaries(model).flatMap((each) =>
        complain('image', each['/Subtype'] === '/Image' && (each['/Interpolate'] === true || '/Alternates' in each)),
      ),
  },
  {
    name: 'no graphics state changes the tones of the printer',
    faults: (model) => allDictionaries(model).flatMap((each) => complain('ExtGState', '/TR' in each || '/HTP' in each)),
  },
  {
    name: 'every attached file says what it is, and that it belongs to the document as data',
    faults: (model) =>
      attachments(model).flatMap((each) => {
        const file = dictionary(model, dictionary(model, each['/EF'])['/F']);
        const isAssociated = list(model, catalogue(model)['/AF']).some((own) => dictionary(model, own) === each);
        const isComplete =
          '/F' in each && '/UF' in each && '/Desc' in each && '/ModDate' in dictionary(model, file['/Params']);
        return complain(
          'attachment',
          !isAssociated ||
            !isComplete ||
            each['/AFRelationship'] !== '/Data' ||
            file['/Subtype'] !== '/application/json',
        );
      }),
  },
];
