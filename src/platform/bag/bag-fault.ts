/** Everything that keeps a zip from being a whole bag, RFC 8493 and S13 together. */
export const BAG_FAULTS = {
  NOT_A_ZIP: 'it is no zip file, or a damaged one',
  TOO_MANY_ENTRIES: 'it has more entries than a package may have',
  TOO_LARGE: 'unpacked it is larger than a package may be',
  RATIO_TOO_HIGH: 'it unpacks to more than a hundred times its length',
  UNSAFE_PATH: 'the path leads out of the bag or cannot be read on every system',
  LINK: 'it is a link or something else that is no plain file',
  ENCRYPTED: 'it is encrypted',
  UNKNOWN_PACKING: 'it is packed in an unknown way',
  DUPLICATE_ENTRY: 'two files have this name, or names that some systems take for one',
  OVERLAP: 'it overlaps with another entry, or the zip contradicts itself',
  NOT_ONE_FOLDER: 'a bag is one folder, and nothing lies beside it',
  NO_DECLARATION: 'there is no bagit.txt',
  BAD_DECLARATION: 'bagit.txt does not say in two lines that this is a bag in UTF-8',
  UNSUPPORTED_VERSION: 'only BagIt 1.0 is understood',
  NO_PAYLOAD: 'there is no data folder',
  NO_MANIFEST: 'there is no manifest-sha512.txt',
  UNKNOWN_ALGORITHM: 'only SHA-512 and SHA-256 are trusted',
  BAD_MANIFEST: 'a line is no hash and path of a file that may stand there',
  DUPLICATE_LINE: 'two lines name this file, or names that some systems take for one',
  MISSING_FILE: 'a manifest names it, and it is not there',
  UNLISTED_FILE: 'it is there, and not every manifest names it',
  WRONG_HASH: 'its content is not what the manifest says',
  DAMAGED_FILE: 'it cannot be unpacked, or is not as long as announced',
  BAD_INFO: 'bag-info.txt has a line that is no label and value',
  WRONG_OXUM: 'Payload-Oxum does not count what is there',
  FETCH_REFUSED: 'a package is whole: nothing is fetched from elsewhere',
  TEXT_TOO_LONG: 'it is longer than such a file ever is',
} as const;

export type BagFaultCode = keyof typeof BAG_FAULTS;

/** What is wrong, and with which file; `path` is "" for the whole. */
export class BagFault extends Error {
  constructor(
    readonly code: BagFaultCode,
    readonly path: string,
  ) {
    super(path === '' ? BAG_FAULTS[code] : `${path}: ${BAG_FAULTS[code]}`);
  }
}
