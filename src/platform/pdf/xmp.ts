import type { DocumentProperty } from './blocks.js';

/** What the document says of itself, in its information dictionary and, word for word the same, in its XMP. */
export interface PdfProperties {
  readonly title: string;
  readonly subject: string;
  readonly author: string;
  readonly producer: string;
  readonly language: string;
  readonly createdAt: string;
  /** Whether it claims to be PDF/A-3a and PDF/UA-1: pictures of pages with a word for each are accessible to nobody. */
  readonly conforms: boolean;
  /** Properties of our own, in the XMP only. */
  readonly own: readonly DocumentProperty[];
}

/** Namespace of our own properties; a name, no address. */
export const OWN_NAMESPACE = 'urn:verifolio:xmp:1#';
export const OWN_PREFIX = 'verifolio';

interface Schema {
  readonly namespace: string;
  readonly prefix: string;
  readonly title: string;
  readonly properties: readonly { name: string; type: 'Integer' | 'Text'; description: string }[];
}

const PDF_UA: Schema = {
  namespace: 'http://www.aiim.org/pdfua/ns/id/',
  prefix: 'pdfuaid',
  title: 'PDF/UA identification schema',
  properties: [{ name: 'part', type: 'Integer', description: 'Part of ISO 14289 to which the document conforms' }],
};

/** All that the document's metadata say, but for PDF/A, of which PDFKit knows. */
export function xmpDescriptions(properties: PdfProperties): string {
  const { own } = properties;
  return [
    described('xmlns:xmp="http://ns.adobe.com/xap/1.0/"', [
      `<xmp:CreateDate>${toSeconds(properties.createdAt)}</xmp:CreateDate>`,
      `<xmp:ModifyDate>${toSeconds(properties.createdAt)}</xmp:ModifyDate>`,
      `<xmp:CreatorTool>${escapeXml(properties.producer)}</xmp:CreatorTool>`,
    ]),
    described('xmlns:dc="http://purl.org/dc/elements/1.1/"', [
      '<dc:format>application/pdf</dc:format>',
      `<dc:title>${inLanguages(properties.title)}</dc:title>`,
      `<dc:creator><rdf:Seq><rdf:li>${escapeXml(properties.author)}</rdf:li></rdf:Seq></dc:creator>`,
      `<dc:description>${inLanguages(properties.subject)}</dc:description>`,
      `<dc:language><rdf:Bag><rdf:li>${escapeXml(properties.language)}</rdf:li></rdf:Bag></dc:language>`,
    ]),
    described('xmlns:pdf="http://ns.adobe.com/pdf/1.3/"', [
      `<pdf:Producer>${escapeXml(properties.producer)}</pdf:Producer>`,
    ]),
    ...(properties.conforms ? conformance(own) : []),
  ].join('\n');
}

/** PDF/A allows properties that it does not know only where the document describes them itself. */
function conformance(own: readonly DocumentProperty[]): string[] {
  const ours: Schema = {
    namespace: OWN_NAMESPACE,
    prefix: OWN_PREFIX,
    title: 'Verifolio portfolio schema',
    properties: own.map(({ name, description }) => ({ name, type: 'Text', description })),
  };
  return [
    described(`xmlns:${PDF_UA.prefix}="${PDF_UA.namespace}"`, ['<pdfuaid:part>1</pdfuaid:part>']),
    described(
      `xmlns:${OWN_PREFIX}="${OWN_NAMESPACE}"`,
      own.map(({ name, value }) => `<${OWN_PREFIX}:${name}>${escapeXml(value)}</${OWN_PREFIX}:${name}>`),
    ),
    described(
      'xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" ' +
        'xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"',
      [
        '<pdfaExtension:schemas><rdf:Bag>',
        ...[PDF_UA, ...(own.length > 0 ? [ours] : [])].flatMap(schemaDescription),
        '</rdf:Bag></pdfaExtension:schemas>',
      ],
    ),
  ];
}

function described(namespaces: string, lines: readonly string[]): string {
  return lines.length === 0
    ? ''
    : [`<rdf:Description rdf:about="" ${namespaces}>`, ...lines, '</rdf:Description>'].join('\n');
}

function inLanguages(text: string): string {
  return `<rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(text)}</rdf:li></rdf:Alt>`;
}

function schemaDescription({ namespace, prefix, title, properties }: Schema): string[] {
  return [
    '<rdf:li rdf:parseType="Resource">',
    `<pdfaSchema:schema>${title}</pdfaSchema:schema>`,
    `<pdfaSchema:namespaceURI>${namespace}</pdfaSchema:namespaceURI>`,
    `<pdfaSchema:prefix>${prefix}</pdfaSchema:prefix>`,
    '<pdfaSchema:property><rdf:Seq>',
    ...properties.flatMap(({ name, type, description }) => [
      '<rdf:li rdf:parseType="Resource">',
      `<pdfaProperty:name>${name}</pdfaProperty:name>`,
      `<pdfaProperty:valueType>${type}</pdfaProperty:valueType>`,
      '<pdfaProperty:category>internal</pdfaProperty:category>',
      `<pdfaProperty:description>${escapeXml(description)}</pdfaProperty:description>`,
      '</rdf:li>',
    ]),
    '</rdf:Seq></pdfaSchema:property>',
    '</rdf:li>',
  ];
}

/** As the information dictionary has it: XMP dates with fractions of a second would be other dates. */
function toSeconds(instant: string): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}

/** Two characters that XML has no way to say are replaced. */
function escapeXml(text: string): string {
  return text
    .replace(/[\uFFFE\uFFFF]/g, '\uFFFD')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}
