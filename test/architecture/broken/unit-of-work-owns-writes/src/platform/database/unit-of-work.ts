import type { DataSources } from './data-sources.js';

export const run = (dataSources: DataSources): unknown => dataSources.writer.transaction(() => Promise.resolve());
