import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * A file of `templates/samples`. The compiler leaves them where they are, so the folder that holds the file is looked
 * for upwards, from `src/demo` and from `dist/src/demo` alike.
 */
export async function sampleFile(name: string): Promise<File> {
  const path = locate(join('templates', 'samples', name));
  return new File([await readFile(path)], name);
}

function locate(wanted: string): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    if (existsSync(join(folder, wanted))) return join(folder, wanted);
    if (folder === dirname(folder)) throw new Error(`The sample file ${wanted} is missing.`);
  }
}
