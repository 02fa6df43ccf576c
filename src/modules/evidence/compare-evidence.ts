import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { type AlikeFile, ContentLikenessReader } from '../contents/content-likeness.reader.js';
import { IdentityReader } from '../identity/identity.reader.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import type { DuplicatesView, OtherFileView, SimilarFileView } from './evidence-contents.dto.js';
import type { EvidenceFileRecord } from './evidence-file.record.js';
import { EvidenceReader, type OtherFile } from './evidence.reader.js';
import { nameless } from './file-names.js';
import type { EvidenceRecord } from './evidence.record.js';

/** Of each list; a form that a whole centre fills in is told apart by the first of them. */
const MOST_SHOWN = 20;

/**
 * Shows an assessor where the files of an item stand a second time, in this portfolio or in another one of the centre,
 * and which texts are nearly the same. That is a question of authenticity to be put to the learner, never a verdict.
 */
@Injectable()
export class CompareEvidence {
  constructor(
    private readonly reader: EvidenceReader,
    private readonly likeness: ContentLikenessReader,
    private readonly registrations: RegistrationsReader,
    private readonly identity: IdentityReader,
  ) {}

  async run(actor: Actor, id: string): Promise<DuplicatesView> {
    const { evidence } = await this.reader.forOperation(actor, id, 'evidence:compare');
    const files = await this.reader.files([id]);
    const sameBytes = await this.reader.otherFiles(
      evidence,
      files.map(({ sha256 }) => sha256),
      MOST_SHOWN,
    );
    const show = await this.showing(actor, evidence, sameBytes);
    const identical = sameBytes.map((other) => ({
      ownFileId: files.find(({ sha256 }) => sha256 === other.file.sha256)?.id ?? '',
      ...show(other),
    }));
    // Of a sealed original nobody is shown a word; that the same bytes stand elsewhere says nothing of what is in them.
    const open = files.filter(({ sealedAt, purgedAt }) => sealedAt === null && purgedAt === null);
    return { identical, similar: await this.similar(actor, evidence, open) };
  }

  private async similar(
    actor: Actor,
    evidence: EvidenceRecord,
    files: readonly EvidenceFileRecord[],
  ): Promise<SimilarFileView[]> {
    const pairs: { own: EvidenceFileRecord; other: OtherFile; alike: AlikeFile }[] = [];
    for (const own of files) {
      const alike = await this.likeness.alike(own.sha256);
      const others = await this.reader.otherFiles(
        evidence,
        alike.map(({ sha256 }) => sha256),
        MOST_SHOWN,
      );
      for (const other of others) {
        const match = alike.find(({ sha256 }) => sha256 === other.file.sha256);
        if (match && other.file.sealedAt === null) pairs.push({ own, other, alike: match });
      }
    }
    const shown = pairs.sort((a, b) => b.alike.similarity - a.alike.similarity).slice(0, MOST_SHOWN);
    const show = await this.showing(
      actor,
      evidence,
      shown.map(({ other }) => other),
    );
    const views: SimilarFileView[] = [];
    for (const { own, other, alike } of shown) {
      const view = show(other);
      const shared = await this.likeness.shared(own.sha256, other.file.sha256);
      // Where in a stranger's file the words stand is theirs; that they are the same words is the question.
      const passages = shared.map(({ here, there }) => ({ here, there: view.evidenceId === null ? null : there }));
      views.push({ ownFileId: own.id, ...view, similarity: alike.similarity, passages });
    }
    return views;
  }

  /** Shows other items by their ref and learner to whoever has a part in them, and to others only that they exist. */
  private async showing(
    actor: Actor,
    own: EvidenceRecord,
    others: readonly OtherFile[],
  ): Promise<(other: OtherFile) => OtherFileView> {
    const learnerIds = [...new Set(others.map(({ evidence }) => evidence.learnerId))];
    const names = await this.identity.names(learnerIds);
    const reachable = new Set<string>();
    for (const learnerId of learnerIds) {
      if ((await this.registrations.relationsToPortfolio(actor, learnerId)).length > 0) reachable.add(learnerId);
    }
    return ({ evidence, file }) => {
      const { learnerId } = evidence;
      const portfolio = learnerId === own.learnerId ? 'same' : 'other';
      if (!reachable.has(learnerId)) {
        return {
          portfolio,
          evidenceId: null,
          ref: null,
          learnerId: null,
          learnerName: null,
          fileId: null,
          fileName: null,
        };
      }
      return {
        ...{ portfolio, evidenceId: evidence.id, ref: evidence.ref, learnerId },
        ...{
          learnerName: names.get(learnerId) ?? null,
          fileId: file.id,
          fileName: file.sealedAt === null ? file.name : nameless('sealed original', file.name),
        },
      };
    };
  }
}
