import type { VarcsCheck } from '../../src/domain/evidence/varcs.js';

/** The five answers an item needs before it can be accepted (domain.md §3.4). */
export const VARCS_ALL_YES: VarcsCheck = {
  valid: true,
  authentic: true,
  reliable: true,
  current: true,
  sufficient: true,
};
