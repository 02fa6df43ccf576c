export function accept(evidence: any): string { // breaks
  const rows = evidence.claims as any[]; // breaks
  const byUnit: Record<string, any> = {}; // breaks
  const any = 'the word itself harms nobody';
  return `${rows.length} ${Object.keys(byUnit).length} ${any}`;
}

export type Expected = { readonly revision: number } | 'any';
