/** A table of permitted moves: for each state, the events that leave it and where they lead. */
export type Transitions<State extends string, Event extends string> = Readonly<
  Record<State, Readonly<Partial<Record<Event, State>>>>
>;

/** Where `event` leads from `state`, or `undefined` when that move does not exist. */
export function nextState<State extends string, Event extends string>(
  transitions: Transitions<State, Event>,
  state: State,
  event: Event,
): State | undefined {
  return transitions[state][event];
}

/** The states that no chain of events reaches from `start`; a table with any is a mistake (checked by a test). */
export function unreachableStates<State extends string, Event extends string>(
  transitions: Transitions<State, Event>,
  start: State,
): State[] {
  const seen = new Set<State>([start]);
  const queue: State[] = [start];
  for (let state = queue.shift(); state !== undefined; state = queue.shift()) {
    for (const target of Object.values(transitions[state]) as State[]) {
      if (!seen.has(target)) {
        seen.add(target);
        queue.push(target);
      }
    }
  }
  return (Object.keys(transitions) as State[]).filter((state) => !seen.has(state));
}
