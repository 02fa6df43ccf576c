// The blocks of a document as one HTML page: quick to look at while templates are edited, with the same structure that a
// screen reader finds in the PDF. Only for the preview; what leaves the product is the PDF.

/** @typedef {import('../../dist/src/platform/pdf/blocks.js').BlockDocument} BlockDocument */
/** @typedef {import('../../dist/src/platform/pdf/blocks.js').Block} Block */
/** @typedef {import('../../dist/src/platform/pdf/blocks.js').Inline} Inline */

/** @type {Record<string, string>} */
const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const text = (/** @type {string} */ words) => words.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
const lines = (/** @type {string} */ words) => text(words).replaceAll('\n', '<br>');

const STYLE = `body{font:1rem/1.5 system-ui,sans-serif;max-width:64rem;margin:0 auto;padding:1rem;color:#1d2629}
table{border-collapse:collapse;width:100%;margin:0 0 1rem}caption{text-align:left;color:#5a676b}
th,td{border:1px solid #cfd6d4;padding:.3rem .5rem;text-align:left;vertical-align:top}thead th{background:#e7efee}
dt{font-weight:600}dd{margin:0 0 .4rem}section{border-top:2px solid #123f46;margin-top:2rem}
.box{border-left:4px solid #b4bebe;padding:.2rem 1rem;margin:1rem 0;background:#f7f5f0}.mono{font-family:monospace;overflow-wrap:anywhere}
.quiet{color:#5a676b}.good{color:#1c6044}.open{color:#85560c}.bad{color:#9a2f22}.running{color:#5a676b;float:right}`;

/** @param {Inline} content */
function inline(content) {
  return content
    .map((span) => {
      if (typeof span === 'string') return lines(span);
      const page = span.pageOf === undefined ? '' : `<span class="quiet">[page of ${text(span.pageOf)}]</span>`;
      const words = `${lines(span.text)}${page}${text(span.closing ?? '')}`;
      const classes = [span.tone, span.mono ? 'mono' : undefined].filter((name) => name !== undefined);
      const toned = classes.length > 0 ? `<span class="${classes.join(' ')}">${words}</span>` : words;
      const strong = span.bold ? `<strong>${toned}</strong>` : toned;
      const slanted = span.italic ? `<em>${strong}</em>` : strong;
      return span.link === undefined ? slanted : `<a href="#${text(span.link)}">${slanted}</a>`;
    })
    .join('');
}

const paragraphs = (/** @type {readonly Inline[]} */ all) => all.map((one) => `<p>${inline(one)}</p>`).join('');
const box = (/** @type {string} */ title, /** @type {string} */ inside) =>
  `<div class="box"><p><strong>${text(title)}</strong></p>${inside}</div>`;

/** @param {Block} block */
function html(block) {
  switch (block.kind) {
    case 'heading': {
      const anchor = block.anchor === undefined ? '' : ` id="${text(block.anchor)}"`;
      return `<h${block.level + 1}${anchor}>${text(block.text)}</h${block.level + 1}>`;
    }
    case 'paragraph':
      return `<p${block.style === 'small' ? ' class="quiet"' : ''}>${inline(block.content)}</p>`;
    case 'list':
      return `<ul>${block.entries.map((entry) => `<li>${inline(entry)}</li>`).join('')}</ul>`;
    case 'key-values':
      return `<dl>${block.pairs.map(({ label, value }) => `<dt>${text(label)}</dt><dd>${inline(value)}</dd>`).join('')}</dl>`;
    case 'table': {
      const head = block.columns.map(({ heading }) => `<th scope="col">${text(heading)}</th>`).join('');
      const rows = block.rows.map(
        ([first, ...rest]) =>
          `<tr><th scope="row">${inline(first?.content ?? [])}</th>${rest.map((cell) => `<td class="${cell.tone ?? ''}">${inline(cell.content)}</td>`).join('')}</tr>`,
      );
      return `<table><caption>${text(block.caption)}</caption><thead><tr>${head}</tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
    }
    case 'figure':
      return box(block.caption, `<p class="quiet">Picture: ${text(block.alt)}</p>`);
    case 'callout':
    case 'qr-code':
    case 'seal':
      return box(block.title, paragraphs(block.paragraphs));
    case 'signature':
      return box(
        block.title,
        `<p>${text(block.statement)}</p><p>${block.signed === null ? 'Not signed' : text(`${block.signed.name}, ${block.signed.role}, ${block.signed.signedAt}`)}</p>`,
      );
    case 'banner':
      return `<p class="quiet">${text(block.overline)}</p><h1>${text(block.title)}</h1><p>${text(block.subtitle)} · <strong>${text(block.badge.text)}</strong></p>`;
    case 'file-pages':
      return box(block.title, `<p class="quiet">Pages of a file: ${text(block.alt)}</p>`);
    case 'file-notice':
      return `<p class="quiet">Said here where the file cannot be shown: ${text(block.title)}</p>`;
    case 'contents':
    case 'page-break':
    case 'place':
      return '';
  }
}

/**
 * @param {BlockDocument} document
 * @returns {string}
 */
export function toHtml({ title, language, sections }) {
  const body = sections.map(
    ({ runningTitle, blocks }) =>
      `<section>${runningTitle === null ? '' : `<p class="running">${text(runningTitle)}</p>`}${blocks.map(html).join('\n')}</section>`,
  );
  return `<!doctype html><html lang="${text(language)}"><head><meta charset="utf-8"><meta http-equiv="refresh" content="3">
<title>${text(title)}</title><style>${STYLE}</style></head><body>${body.join('\n')}</body></html>\n`;
}
