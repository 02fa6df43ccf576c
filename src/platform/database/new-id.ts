import { v7 } from 'uuid';

/** A new row's id: a time-ordered UUID, so that the order of ids is the order of creation and pages need no second key. */
export const newId = (): string => v7();
