import { CODE_RULES } from './code-rules.js';
import { FLOOR_RULES } from './floor-rules.js';
import { NAMING_RULES } from './naming-rules.js';
import { ROOM_RULES } from './room-rules.js';
import type { Rule } from './rule.js';

/** The architecture as rules that can be run. Each is broken on purpose in `broken/<name>`. */
export const RULES: readonly Rule[] = [...FLOOR_RULES, ...CODE_RULES, ...ROOM_RULES, ...NAMING_RULES];
