/** Bytes of UTF-8 that every file system takes for one name, with room for a number. */
const MOST_BYTES = 200;

const UNFIT = /[<>:"|?*%\\/]/g;
/** Names that Windows keeps for devices, whatever follows the dot. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/** A file of an evidence item that a package takes along. */
export interface PlacedFile {
  readonly id: string;
  /** Made safe to show already. */
  readonly name: string;
  /** Position of the item in the portfolio. */
  readonly number: number;
  readonly version: number;
}

/** UTF-8 length, without asking the machine. */
const bytesOf = (text: string): number =>
  [...text].reduce((total, character) => {
    const code = character.codePointAt(0) ?? 0;
    return total + (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4);
  }, 0);

function shortened(stem: string, room: number): string {
  const characters = [...stem];
  while (bytesOf(characters.join('')) > room) characters.pop();
  return characters.join('').replace(/[. ]+$/u, '');
}

/** Stem and extension of a name that Windows, macOS and Linux all can have. */
function fitName(name: string): { readonly stem: string; readonly extension: string } {
  const fit = name.normalize('NFC').replace(UNFIT, '_').replace(DEVICE, '_$1');
  const [, extension = ''] = /.(\.[^.]{1,10})$/u.exec(fit) ?? [];
  const stem = shortened(fit.slice(0, fit.length - extension.length), MOST_BYTES - bytesOf(extension));
  return { stem: stem || 'file', extension };
}

/**
 * Where each file lies below the payload of a package: `evidence/E004-v1/letter.pdf`. Two names that some file system
 * takes for one get a number: `letter (2).pdf`.
 */
export function packagePaths(files: readonly PlacedFile[]): Map<string, string> {
  const taken = new Set<string>();
  const paths = new Map<string, string>();
  for (const { id, name, number, version } of files) {
    const folder = `evidence/E${String(number).padStart(3, '0')}-v${version}`;
    const { stem, extension } = fitName(name);
    let path = `${folder}/${stem}${extension}`;
    for (let copy = 2; taken.has(path.toLowerCase()); copy += 1) path = `${folder}/${stem} (${copy})${extension}`;
    taken.add(path.toLowerCase());
    paths.set(id, path);
  }
  return paths;
}
