/** As large as a package that we make may be. */
export const MAX_PACKAGE_BYTES = 64 * 1024 ** 3;

/** Each is as large as a portfolio and waits on the disk. */
export const MAX_WAITING_IMPORTS = 5;

/** How long a package waits for somebody to accept it: as long as an export is kept (POL). */
export const WAITS_FOR_MS = 7 * 24 * 60 * 60 * 1000;

/** A document of a portfolio with some ten thousand events has ten megabytes. */
export const MAX_DOCUMENT_BYTES = 32 * 1024 ** 2;
export const MAX_DOCUMENTS_BYTES = 128 * 1024 ** 2;

/** Packages within packages, and packages in all: nobody has moved so often. */
export const MAX_DEPTH = 8;
export const MAX_PACKAGES = 40;

/** Versions of items in one package: ten times as many as the largest portfolio is meant to have. */
export const MAX_VERSIONS = 20_000;

/** Characters of a path within its own package; ours have a name of 200 bytes and a folder before it. */
export const MAX_PATH = 300;
