import { gapsOf } from './gaps'; // breaks
import type { Gap } from './gaps.ts'; // breaks
import { currencyOf } from './currency.js';

export type { Coverage } from './coverage'; // breaks
export type Lazy = import('./sufficiency').Sufficiency; // breaks
export const later = () => import('./explain-gap'); // breaks
export const known: (Gap | unknown)[] = [gapsOf, currencyOf];
