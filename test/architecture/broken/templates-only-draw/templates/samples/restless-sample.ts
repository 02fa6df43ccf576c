import { suit } from '../../src/domain/specification/suitability.js';
import { u40 } from '../units/u40.js';
import { newId } from '../../src/platform/database/new-id.js'; // breaks
import { portfolioDocument } from '../portfolio/portfolio.js'; // breaks

export const known = [suit, u40, newId, portfolioDocument];
