import type { BagFinding } from './verify-bag.js';

/** What a verification found, for a terminal. */
export function bagInWords({ faults, files, bytes, info }: BagFinding): string {
  if (faults.length > 0) {
    const lines = faults.map(({ code, message }) => `  ${code}: ${message}`);
    return [`The package is not whole:`, ...lines].join('\n');
  }
  const told = info.map(([label, value]) => `  ${label}: ${value}`);
  return [`The package is whole: ${files} files, ${bytes} bytes, every hash as it says.`, ...told].join('\n');
}
