import { setTimeout } from 'node:timers/promises';
import type { Response } from 'supertest';
import type { PortfolioExportView } from '../../src/modules/portfolio/portfolio.dto.js';
import type { Person } from './people.js';

const DEADLINE_MS = 60_000;

/** What has become of an ordered document, once it is drawn or has failed. */
export async function finished(by: Person, ordered: Response): Promise<PortfolioExportView> {
  if (ordered.status !== 202) throw new Error(`the order answered ${ordered.status}: ${ordered.text}`);
  const { id } = ordered.body as PortfolioExportView;
  const until = performance.now() + DEADLINE_MS;
  for (;;) {
    const { body } = await by.get(`/api/portfolio-exports/${id}`).expect(200);
    const view = body as PortfolioExportView;
    if (view.status === 'ready' || view.status === 'failed') return view;
    if (performance.now() > until) throw new Error(`the export is still ${view.status}`);
    await setTimeout(50);
  }
}

export async function pdfOf(by: Person, { id }: PortfolioExportView): Promise<Buffer> {
  const { body } = await by.get(`/api/portfolio-exports/${id}/file`).responseType('blob').expect(200);
  return body as Buffer;
}
