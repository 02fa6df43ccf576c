import type { PackageEvidence, PackageFile, PackageHead } from '../../src/domain/portfolio/package-format.js';
import type { PackageJudgement, PackageSignOff } from '../../src/domain/portfolio/package-history.js';
import { formatDate, formatInstant, formatPeriod, formatSize } from '../../src/domain/portfolio/wording.js';
import type { UnitSpecification } from '../../src/domain/specification/unit.js';

export interface IndexFacts {
  readonly head: PackageHead;
  readonly unit: UnitSpecification;
  readonly evidence: readonly PackageEvidence[];
  readonly judgements: readonly PackageJudgement[];
  readonly signOffs: readonly PackageSignOff[];
  /** Names of the JSON files beside the page. */
  readonly documents: readonly string[];
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Everything that people wrote passes through here. */
const text = (words: string): string => words.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
const code = (words: string): string => text(words.replaceAll('_', ' '));
const href = (path: string): string => text(path.split('/').map(encodeURIComponent).join('/'));

const STYLE = `body{font:1rem/1.5 system-ui,sans-serif;max-width:70rem;margin:0 auto;padding:1rem;color:#111;background:#fff}
table{border-collapse:collapse;width:100%;margin:0 0 1.5rem}caption{text-align:left;padding:.25rem 0}
th,td{border:1px solid #767676;padding:.35rem .5rem;text-align:left;vertical-align:top}thead th{background:#eee}
a{color:#0b4a8f}code{overflow-wrap:anywhere}`;

function table(caption: string, headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = headings.map((heading) => `<th scope="col">${heading}</th>`).join('');
  const body = rows
    .map(
      ([first = '', ...rest]) =>
        `<tr><th scope="row">${first}</th>${rest.map((cell) => `<td>${cell}</td>`).join('')}</tr>`,
    )
    .join('\n');
  return `<table><caption>${caption}</caption><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table>`;
}

function fileLine({ name, path, absence, sha256, size }: PackageFile): string {
  if (path === null) return `<li>Not in this package (${code(absence ?? '')}): <code>${sha256}</code></li>`;
  return `<li><a href="${href(path)}">${text(name ?? path)}</a>, ${formatSize(size)}</li>`;
}

function criteria({ unit, evidence, judgements }: IndexFacts): string {
  const rows = unit.outcomes.flatMap((outcome) =>
    outcome.criteria.map((criterion) => {
      const judgement = judgements.find((one) => one.inForce && one.criterion === criterion.code);
      const refs = evidence
        .filter(({ claims }) =>
          claims.some((claim) => claim.criterion === criterion.code && claim.state === 'confirmed'),
        )
        .map(({ id, ref }) => `<a href="#${text(id)}">${text(ref)}</a>`);
      const verdict = judgement
        ? `${code(judgement.outcome)}, ${formatDate(judgement.decidedAt)}, ${text(judgement.assessor.name)}`
        : 'not yet assessed';
      return [text(criterion.code), text(criterion.statement), verdict, refs.join(', ') || 'none'];
    }),
  );
  return table(
    'Each criterion with the judgement in force and the evidence accepted for it',
    ['Criterion', 'Wording', 'Judgement', 'Evidence'],
    rows,
  );
}

function sheet(evidence: PackageEvidence): string {
  const claims = evidence.claims.map(({ criterion, state }) => `${text(criterion)} (${code(state)})`).join(', ');
  return `<section aria-labelledby="${text(evidence.id)}">
<h3 id="${text(evidence.id)}">${text(evidence.ref)} ${text(evidence.title)}</h3>
<p>${code(evidence.method)}, ${formatPeriod(evidence.activityFrom, evidence.activityTo)}, by ${text(evidence.author.name)}; ${code(evidence.status)}.</p>
<p>${text(evidence.contextStatement)}</p>
<p>Claimed for: ${claims || 'nothing'}.</p>
${evidence.files.length > 0 ? `<ul>\n${evidence.files.map(fileLine).join('\n')}\n</ul>` : '<p>No files.</p>'}
</section>`;
}

function signatures(signOffs: readonly PackageSignOff[]): string {
  if (signOffs.length === 0) return '<p>Nobody has signed the unit yet.</p>';
  const rows = signOffs.map(({ stage, person, signedAt, statement, voidedAt, voidReason }) => [
    code(stage),
    text(person.name),
    formatInstant(signedAt),
    text(statement),
    voidedAt === null ? 'stands' : `void since ${formatInstant(voidedAt)}: ${text(voidReason ?? '')}`,
  ]);
  return table(
    'Every signature under the unit, oldest first',
    ['Stage', 'Name', 'Signed', 'Statement', 'Standing'],
    rows,
  );
}

function history(judgements: readonly PackageJudgement[]): string {
  if (judgements.length === 0) return '<p>Nothing has been judged yet.</p>';
  const rows = judgements.map((judgement) => [
    text(judgement.criterion),
    `${code(judgement.outcome)}${judgement.inForce ? ' (in force)' : ''}`,
    text(judgement.assessor.name),
    formatInstant(judgement.decidedAt),
    text(judgement.rationale),
    judgement.countersignature
      ? `${code(judgement.countersignature.result)}, ${text(judgement.countersignature.by.name)}`
      : 'none',
  ]);
  return table(
    'Every judgement, oldest first',
    ['Criterion', 'Outcome', 'Assessor', 'Decided', 'Rationale', 'Countersignature'],
    rows,
  );
}

/** `index.html`: the package for a browser that opens it from disk, without a script and without the network. */
export function indexPage(facts: IndexFacts): string {
  const { head, unit, evidence, judgements, signOffs, documents } = facts;
  const title = `${head.learner.name}: ${unit.title}`;
  const pdf = head.signedOffPdf;
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${text(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${text(title)}</h1>
<p>Portfolio package of ${text(head.centre.name)}, exported ${formatInstant(head.exportedAt)}. How to check that nothing was
changed stands in <code>README.txt</code>, in the folder above this page.</p>
<nav aria-label="Contents"><a href="#criteria">Criteria</a>, <a href="#evidence">evidence</a>, <a href="#judgements">judgements</a>,
<a href="#signatures">signatures</a>, <a href="#documents">documents</a></nav>
</header>
<main>
<section aria-labelledby="criteria"><h2 id="criteria">Criteria</h2>
${criteria(facts)}</section>
<section aria-labelledby="evidence"><h2 id="evidence">Evidence</h2>
${evidence.length > 0 ? evidence.map(sheet).join('\n') : '<p>There is no evidence yet.</p>'}</section>
<section aria-labelledby="judgements"><h2 id="judgements">Judgements</h2>
${history(judgements)}</section>
<section aria-labelledby="signatures"><h2 id="signatures">Signatures</h2>
${signatures(signOffs)}</section>
<section aria-labelledby="documents"><h2 id="documents">Documents</h2>
<ul>
${pdf ? `<li><a href="${href(pdf.path)}">The signed-off portfolio (PDF)</a>, released ${formatInstant(pdf.releasedAt)}</li>\n` : ''}${documents.map((name) => `<li><a href="${href(name)}">${text(name)}</a></li>`).join('\n')}
</ul></section>
</main>
</body>
</html>
`;
}
