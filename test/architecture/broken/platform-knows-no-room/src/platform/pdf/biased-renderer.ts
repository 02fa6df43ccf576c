import { computeCoverage } from '../../domain/coverage/compute-coverage.js'; // breaks
import type { PortfolioManifest } from '../../domain/portfolio/manifest.js';
import { portfolioDocument } from '../../../templates/portfolio/portfolio.js'; // breaks

export type Known = PortfolioManifest;
export const known = [computeCoverage, portfolioDocument];
