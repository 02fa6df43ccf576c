import type { EqaPackManifest } from './eqa-pack-manifest.js';
import type { HolisticManifest } from './holistic-manifest.js';
import type { PortfolioManifest } from './manifest.js';

/** What any document that is drawn here says; `format` tells which it is. */
export type DocumentManifest = PortfolioManifest | HolisticManifest | EqaPackManifest;
