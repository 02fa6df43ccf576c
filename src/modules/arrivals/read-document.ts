import type { FieldError } from '../../domain/kernel/domain-error.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { faultsIn, type Shape } from '../../domain/kernel/shape.js';
import type { ZipArchive } from '../../platform/bag/zip-archive.js';
import { assertSafeJson } from '../../platform/http/safe-text.js';

/** What is wrong with a package; with it nothing is taken in. */
export function refused(message: string, errors: readonly FieldError[]): DomainError {
  return new DomainError('IMPORT_REFUSED', message, errors);
}

/**
 * A JSON document of a package, once it has the shape of its format.
 * @param place where it lies in the zip
 * @param name below `data/`, for messages
 * @throws DomainError IMPORT_REFUSED with the path of everything that is wrong
 */
export async function readDocument(archive: ZipArchive, place: string, name: string, shape: Shape): Promise<unknown> {
  const content = parsed(await textOf(archive, place, name), name);
  try {
    assertSafeJson(content);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const errors = error.errors.map(({ path, message }) => ({ path: `${name}.${path}`, message }));
    throw refused(
      `${name} cannot be stored: ${error.message}`,
      errors.length > 0 ? errors : [fault(name, error.message)],
    );
  }
  const faults = faultsIn(content, shape, name);
  if (faults.length > 0) throw refused(`${name} is not what its format says.`, faults);
  return content;
}

async function textOf(archive: ZipArchive, place: string, name: string): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of archive.read(place)) chunks.push(chunk);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(chunks));
  } catch {
    throw refused(`${name} is not in UTF-8.`, [fault(name, 'is not in UTF-8')]);
  }
}

function parsed(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refused(`${name} is not JSON.`, [fault(name, 'is not JSON')]);
  }
}

const fault = (path: string, message: string): FieldError => ({ path, message });
