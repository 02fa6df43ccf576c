import type { AuditEventType } from './audit-event.js';

/** Where a trail has come to. */
export interface NewEvent {
  readonly centreId: string;
  readonly sequence: number;
  readonly type: AuditEventType;
}

/** Whatever is derived from the trail after the fact. Declared here, answered by the workload room. */
export abstract class TrailFollower {
  /** Inside the transaction of the event, after it is written. Only takes note: deriving comes later. */
  abstract onEvent(event: NewEvent): Promise<void>;
}
