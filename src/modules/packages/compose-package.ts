import { PACKAGE_FORMAT, type PackageHead, type PackagePerson } from '../../domain/portfolio/package-format.js';
import { indexPage } from '../../../templates/package/index-page.js';
import { readmeText } from '../../../templates/package/readme-text.js';
import { toPortfolioSamples } from '../portfolio/to-portfolio-samples.js';
import type { BagCover, PackageDocument, PackedFile } from './package-content.record.js';
import type { PackageFacts } from './package-facts.reader.js';
import type { PortfolioPackageRecord } from './portfolio-package.record.js';
import { packedHistory, toPackageArrivals } from './to-package-arrivals.js';
import { toPackageEvidence } from './to-package-evidence.js';
import {
  toPackageAudit,
  toPackageDecisions,
  toPackageJudgements,
  toPackagePlanning,
  toPackageRegistration,
  toPackageSignOffs,
} from './to-package-history.js';

export interface ComposedPackage {
  readonly cover: BagCover;
  readonly documents: readonly PackageDocument[];
  readonly files: readonly PackedFile[];
}

const PDF_PATH = 'portfolio.pdf';

/**
 * Writes every document of a package and says which files go along. The same facts give the same texts.
 * @param generator name and version of this product
 */
export function composePackage(order: PortfolioPackageRecord, facts: PackageFacts, generator: string): ComposedPackage {
  const { registration, unit, samples, actions, centre, names, pdf } = facts;
  const personOf = (id: string): PackagePerson => ({ id, name: names.get(id) ?? '' });
  const head: PackageHead = {
    format: PACKAGE_FORMAT,
    packageId: order.id,
    exportedAt: order.createdAt,
    generator,
    centre,
    learner: personOf(registration.learnerId),
    unit: { key: unit.key, version: unit.version, title: unit.title },
    registrationId: registration.id,
    signedOffPdf: pdf && {
      path: PDF_PATH,
      ...{ sha256: pdf.sha256, verificationCode: pdf.verificationCode, releasedAt: pdf.releasedAt },
    },
    auditEnd: facts.auditEnd,
  };
  const { evidence, packed } = toPackageEvidence(facts.claimed, facts.files, personOf);
  const judgements = toPackageJudgements(facts.judgements, personOf);
  const signOffs = toPackageSignOffs(facts.signOffs);
  const arrivals = toPackageArrivals(facts.arrived, personOf);
  const documents: Readonly<Record<string, unknown>> = {
    'package.json': head,
    'registration.json': toPackageRegistration(registration, personOf, order.showsUln),
    'unit.json': unit,
    'evidence.json': evidence,
    'decisions.json': toPackageDecisions(facts.decisions, registration.id, personOf),
    'judgements.json': judgements,
    'sign-offs.json': signOffs,
    ...(order.showsSamples ? { 'samples.json': toPortfolioSamples(samples, actions, (id) => personOf(id).name) } : {}),
    'planning.json': toPackagePlanning(facts.planning, personOf),
    'cases.json': facts.cases,
    'audit.json': toPackageAudit(facts.events, personOf, order.showsUln),
    ...(arrivals.length > 0 ? { 'history.json': arrivals } : {}),
  };
  const index = indexPage({ head, unit, evidence, judgements, signOffs, documents: Object.keys(documents) });
  return {
    cover: coverOf(order, head),
    documents: [
      { path: 'index.html', text: index },
      ...Object.entries(documents).map(([path, content]) => ({ path, text: `${JSON.stringify(content, null, 2)}\n` })),
    ],
    files: [...(pdf ? [packedPdf(pdf)] : []), ...packed, ...packedHistory(facts.arrived)],
  };
}

const packedPdf = ({ sha256, size }: { readonly sha256: string; readonly size: number }): PackedFile => ({
  path: PDF_PATH,
  ...{ sha256, size },
  mediaType: 'application/pdf',
  source: null,
});

function coverOf(order: PortfolioPackageRecord, head: PackageHead): BagCover {
  const { centre, unit, learner, generator, format } = head;
  return {
    folder: `verifolio-${unit.key}-${order.id.slice(-8)}`,
    readme: readmeText(head),
    info: [
      ['Source-Organization', centre.name],
      ['External-Description', `Portfolio of ${learner.name}: ${unit.title}`],
      ['External-Identifier', order.id],
      ['Bagging-Date', order.createdAt.slice(0, 10)],
      ['Bag-Software-Agent', generator],
      ['Package-Format', format],
    ],
  };
}
