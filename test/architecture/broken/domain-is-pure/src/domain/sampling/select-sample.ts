interface Sample {
  readonly process: string;
  readonly crypto?: string;
}

export function selectSample(sample: Sample): string[] {
  const chance = Math.random(); // breaks
  const started = performance.now(); // breaks
  console.log(sample.process); // breaks
  setTimeout(() => undefined, 1); // breaks
  const { env } = process; // breaks
  const id = crypto.randomUUID(); // breaks
  const text = `${globalThis.name}`; // breaks
  return [String(chance), String(started), String(env), id, text, sample.crypto ?? ''];
}

export async function fetchSample(): Promise<string> { // breaks
  const rounded = Math.round(1.5);
  return String(await rounded); // breaks
}

const fetchLater = () => fetch; // breaks
export const later = fetchLater;
