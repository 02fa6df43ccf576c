import {
  allDictionaries,
  annotations,
  catalogue,
  dictionary,
  flattened,
  list,
  ofType,
  structure,
  type Dictionary,
  type PdfModel,
} from './pdf-model.js';

type Break = (model: PdfModel) => void;

const first = (found: readonly Dictionary[]): Dictionary => {
  if (found[0] === undefined) throw new Error('nothing to break');
  return found[0];
};
const root = catalogue;
const element = (model: PdfModel, type: string): Dictionary =>
  first(flattened(structure(model)).flatMap((each) => (each.type === type ? [each.dictionary] : [])));
const annotation = (model: PdfModel, subtype: string): Dictionary =>
  first(annotations(model).filter((each) => each['/Subtype'] === subtype));
const font = (model: PdfModel, subtype: string): Dictionary =>
  first(ofType(model, '/Font').filter((each) => each['/Subtype'] === subtype));

function inXmp(from: string | RegExp, to: string): Break {
  return (model) => {
    const reference = root(model)['/Metadata'] as string;
    const before = model.streams[reference]!;
    model.streams[reference] = before.replace(from, to);
    if (model.streams[reference] === before) throw new Error('nothing to break');
  };
}

function inFirstPage(line: string): Break {
  return (model) => {
    const reference = first(ofType(model, '/Page'))['/Contents'] as string;
    model.streams[reference] = `${line}\n${model.streams[reference]}`;
  };
}

/** For each check, by its name, something that it has to notice. */
export const BREAKS: Readonly<Record<string, Break>> = {
  'the file begins as a PDF 1.7 with bytes above 127': (model) => {
    model.bytes = model.bytes.replace('%PDF-1.7', '%PDF-1.4');
  },
  'the file ends once: nothing is added to it later': (model) => {
    model.bytes += '9 0 obj\nnull\nendobj\nstartxref\n0\n%%EOF\n';
  },
  'the trailer names the file by two identifiers': (model) => delete model.trailer['/ID'],
  'nothing is encrypted': (model) => (model.trailer['/Encrypt'] = '1 0 R'),
  'nothing is packed by LZW': (model) => (first(ofType(model, '/EmbeddedFile'))['/Filter'] = ['/LZWDecode']),
  'no stream lies outside of the file': (model) => (first(ofType(model, '/EmbeddedFile'))['/F'] = 'u:elsewhere'),
  'no script, launch, address or other action to the outside': (model) =>
    (annotation(model, '/Link')['/A'] = { '/S': '/URI', '/URI': 'u:http://example.org' }),
  'the colours are those of an embedded sRGB profile': (model) => delete root(model)['/OutputIntents'],
  'no page paints in CMYK, which that profile does not cover': inFirstPage('0 0 0 1 k'),
  'the metadata are there and not packed': (model) =>
    (dictionary(model, root(model)['/Metadata'])['/Filter'] = '/FlateDecode'),
  'the metadata are well-formed XML with all their namespaces': inXmp('<dc:title>', '<dc:title>&'),
  'the metadata say PDF/A-3a': inXmp('<pdfaid:conformance>A', '<pdfaid:conformance>B'),
  'the metadata say PDF/UA-1': inXmp(/<pdfuaid:part>1<\/pdfuaid:part>/, ''),
  'the metadata describe each property that PDF/A does not know': inXmp(
    '<pdfaProperty:name>VerificationCode<',
    '<pdfaProperty:name>Other<',
  ),
  'the metadata and the document information say the same': inXmp(/<xmp:ModifyDate>\d+/, '<xmp:ModifyDate>1999'),
  'the document has a title, and readers show it': (model) => delete root(model)['/ViewerPreferences'],
  'the document says its language': (model) => delete root(model)['/Lang'],
  'the document says that it is tagged': (model) => delete root(model)['/MarkInfo'],
  'every font is embedded': (model) =>
    delete dictionary(model, font(model, '/CIDFontType2')['/FontDescriptor'])['/FontFile2'],
  'every font says which letters its glyphs are': (model) => delete font(model, '/Type0')['/ToUnicode'],
  'every font numbers its glyphs as its file does': (model) => delete font(model, '/CIDFontType2')['/CIDToGIDMap'],
  'no picture is smoothed or has a stand-in': (model) =>
    (first(allDictionaries(model).filter((each) => each['/Subtype'] === '/Image'))['/Interpolate'] = true),
  'no graphics state changes the tones of the printer': (model) => (root(model)['/Broken'] = { '/TR': '/Identity' }),
  'every attached file says what it is, and that it belongs to the document as data': (model) =>
    delete first(ofType(model, '/Filespec'))['/AFRelationship'],
  'everything that a page paints is content with a tag or decoration': inFirstPage('[<0001> 0] TJ'),
  'every piece of content belongs to an element of the structure': inFirstPage('/P <</MCID 9999>> BDC\nEMC'),
  'the structure has one root, the document': (model) => (element(model, 'Document')['/S'] = '/Sect'),
  'the structure uses standard types only': (model) => (element(model, 'P')['/S'] = '/Paragraph'),
  'headings begin at the first level and skip none': (model) => (element(model, 'H2')['/S'] = '/H3'),
  'every figure has words for those who cannot see it, and a place': (model) => delete element(model, 'Figure')['/Alt'],
  'every table has rows, and header cells that say what they are the head of': (model) =>
    delete element(model, 'TH')['/A'],
  'every list consists of list items': (model) => (element(model, 'P')['/S'] = '/L'),
  'every annotation belongs to an element of the structure': (model) =>
    delete annotation(model, '/Widget')['/StructParent'],
  'annotations are reached in the order of the structure': (model) =>
    delete first(ofType(model, '/Page').filter((page) => list(model, page['/Annots']).length > 0))['/Tabs'],
  'every annotation is printed, never hidden, and described in words': (model) =>
    (annotation(model, '/Widget')['/F'] = 2),
  'every link leads to a place in the document': (model) => delete annotation(model, '/Link')['/Dest'],
  'every field has a look, a name for people and an element of its own': (model) =>
    delete annotation(model, '/Widget')['/AP'],
  'bookmarks lead through the document': (model) => delete root(model)['/Outlines'],
};
