import type { DataSources } from '../database/data-sources.js';

export const forget = (dataSources: DataSources): unknown => dataSources.writer.query('DELETE FROM keys'); // breaks
export const forgetAll = ({ writer }: DataSources): unknown => writer.query('DELETE FROM keys'); // breaks
