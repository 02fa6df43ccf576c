/**
 * The code of a system or Node error, such as ENOENT or ERR_OUT_OF_RANGE; "" for whatever has none. Asks for the member
 * rather than the class: Node's errors are not of the `Error` class of a Jest sandbox.
 */
export function errorCode(error: unknown): string {
  const isObject = typeof error === 'object' && error !== null;
  return isObject && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
