import type { EvidenceSheet, ManifestFile } from '../../src/domain/portfolio/manifest.js';
import type { Block, FilePages } from '../../src/platform/pdf/blocks.js';
import { cell, evidenceEnd, fileAnchor } from './phrases.js';

/** What follows an evidence record: the pages of its files, each stamped with where it comes from. */
export function evidencePages(sheet: EvidenceSheet): Block[] {
  const pages = sheet.files.flatMap((file, index) => pagesOf(sheet, file, index + 1) ?? []);
  return [...pages, { kind: 'place', anchor: evidenceEnd(sheet.ref) }];
}

function pagesOf(sheet: EvidenceSheet, file: ManifestFile, number: number): FilePages | null {
  const { id, name, sha256, alt, shown, isPicture } = file;
  if (shown === undefined || !(isPicture || shown.pages)) return null;
  return {
    kind: 'file-pages',
    fileId: id,
    form: isPicture ? 'picture' : 'pdf',
    most: shown.pages?.most ?? 1,
    anchor: fileAnchor(id),
    promised: shown.pages?.areCounted ? shown.pages.most : 0,
    title: `${sheet.ref} file ${number}: ${name}`,
    label: `${sheet.ref} · file ${number}`,
    sha256,
    alt,
  };
}

/** What the sheet itself says and shows of the files. */
export function filesOfSheet(sheet: EvidenceSheet): Block[] {
  if (sheet.files.length === 0) return [];
  return [
    {
      kind: 'table',
      caption: 'Files',
      columns: [
        { heading: 'Name', share: 26 },
        { heading: 'Type and size', share: 16 },
        { heading: 'In this document', share: 24 },
        { heading: 'SHA-256', share: 34 },
      ],
      rows: sheet.files.map((file) => [
        cell(file.name),
        cell(`${file.type}\n${file.size}`),
        cell(file.shown?.words ?? (file.isPicture ? 'Shown below.' : 'Not shown here.')),
        { content: [{ text: file.sha256, mono: true }] },
      ]),
    },
    ...sheet.files.flatMap((file) => [...figure(sheet, file), ...notice(file), ...extract(file)]),
  ];
}

function figure(sheet: EvidenceSheet, file: ManifestFile): Block[] {
  if (!file.isPicture) return [];
  return [
    {
      kind: 'figure',
      pictureId: file.id,
      alt: file.alt,
      caption: `${sheet.ref}: ${file.name}`,
      ...(file.shown === undefined ? {} : { pageAnchor: `${fileAnchor(file.id)}-1` }),
    },
  ];
}

function notice({ id, name, sha256, shown }: ManifestFile): Block[] {
  return shown?.pages ? [{ kind: 'file-notice', fileId: id, title: name, sha256 }] : [];
}

function extract({ name, shown }: ManifestFile): Block[] {
  if (shown === undefined || shown.extract.length === 0) return [];
  return [
    {
      kind: 'table',
      caption: `Extract of ${name}`,
      columns: [
        { heading: 'Place', share: 14 },
        { heading: 'Text', share: 86 },
      ],
      rows: shown.extract.map(({ place, text }) => [cell(place), cell(text)]),
    },
  ];
}
