import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { ContentPrivacyReader } from '../contents/content-privacy.reader.js';
import { ContentsReader } from '../contents/contents.reader.js';
import type { PrivacyWarningsView, PrivacyWarningView } from './evidence-contents.dto.js';
import type { EvidenceFileRecord } from './evidence-file.record.js';
import { EvidenceReader } from './evidence.reader.js';
import type { EvidenceRecord } from './evidence.record.js';

/** More in one item are a list of customers: whoever sees the first of them knows what to do. */
const MOST_WARNINGS = 1_000;

/** Looks through an item for what may be personal data of customers. It only warns: what it does not see may be there. */
@Injectable()
export class CheckPrivacy {
  constructor(
    private readonly reader: EvidenceReader,
    private readonly contents: ContentsReader,
    private readonly privacy: ContentPrivacyReader,
  ) {}

  /** @param names people to look for beside addresses and numbers */
  async run(actor: Actor, id: string, names: readonly string[]): Promise<PrivacyWarningsView> {
    const { evidence } = await this.reader.forOperation(actor, id, 'evidence:check');
    // What is sealed has its redacted copy beside it, and that is what is going to be read.
    const files = (await this.reader.files([id])).filter(
      ({ sealedAt, purgedAt }) => sealedAt === null && purgedAt === null,
    );
    const warnings = await this.inFields(evidence, names);
    for (const { id: fileId, sha256 } of files) {
      const found = await this.privacy.inFile(sha256, names, MOST_WARNINGS + 1 - warnings.length);
      for (const { locator, kind, excerpt, start } of found) {
        warnings.push({ where: { field: null, fileId, locator }, kind, excerpt, start });
      }
    }
    return {
      items: warnings.slice(0, MOST_WARNINGS),
      hasMore: warnings.length > MOST_WARNINGS,
      unread: await this.unread(files),
    };
  }

  private async inFields(evidence: EvidenceRecord, names: readonly string[]): Promise<PrivacyWarningView[]> {
    const { title, contextStatement, record } = evidence;
    const fields = [
      ...textsIn('title', title),
      ...textsIn('contextStatement', contextStatement),
      ...textsIn('record', record),
    ];
    const findings = await this.privacy.inTexts(
      fields.map(({ text }) => text),
      names,
    );
    return fields.flatMap(({ field }, index) =>
      (findings[index] ?? []).map(({ kind, excerpt, start }) => ({
        ...{ where: { field, fileId: null, locator: null }, kind, excerpt, start },
      })),
    );
  }

  /** Files whose content nobody here has seen, or not all of it; nobody listens to recordings. */
  private async unread(files: readonly EvidenceFileRecord[]): Promise<string[]> {
    const readings = await this.contents.readings(files.map(({ sha256 }) => sha256));
    return files
      .filter(({ kind, sha256 }) => {
        const reading = readings.get(sha256);
        return kind === 'audio' || kind === 'video' || reading?.state !== 'read' || reading.reason !== null;
      })
      .map(({ id }) => id);
  }
}

/** Every text of a form with its path in the body, such as `record.narrative[0]`. */
function textsIn(field: string, value: unknown): { field: string; text: string }[] {
  if (typeof value === 'string') return [{ field, text: value }];
  if (Array.isArray(value)) return value.flatMap((member, index) => textsIn(`${field}[${index}]`, member));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => textsIn(`${field}.${key}`, member));
}
