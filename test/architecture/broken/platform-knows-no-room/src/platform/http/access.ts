import { rolesMayCall } from '../../domain/access/permissions.js';
import { checkParties } from '../../domain/access/separation-of-duties.js'; // breaks

export const known = [rolesMayCall, checkParties];
