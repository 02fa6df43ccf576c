import { portfolioDocument } from '../../../templates/portfolio/portfolio.js';
import { samplePortfolio } from '../../../templates/samples/portfolio.js'; // breaks

export const drawn = [portfolioDocument, samplePortfolio];
