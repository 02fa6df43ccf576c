import { createPrivateKey, generateKeyPair, type KeyObject, X509Certificate } from 'node:crypto';
import { promisify } from 'node:util';
import { OperatorError } from '../config/env.js';
import { secretFromFile } from '../secrets/key-file.js';
import { selfSignedCertificate } from './self-signed-certificate.js';
import type { SigningIdentity } from './signing-identity.js';

/** Good until well after 2030 by the advice of BSI and NIST. */
const RSA_BITS = 3_072;

/** Whose documents are signed. */
export interface SigningCentre {
  readonly id: string;
  readonly name: string;
}

/**
 * The key of a centre and the certificate made with it, in one file of this data folder: made when the centre first signs.
 * @param now ISO instant
 * @throws OperatorError when others may read the file or it is damaged
 */
export async function centreIdentity(
  dataDir: string,
  { id, name }: SigningCentre,
  now: () => string,
): Promise<SigningIdentity> {
  const { text, path } = await secretFromFile(dataDir, `signing-${id}.pem`, async () => {
    const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: RSA_BITS });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
    return `${pem}${selfSignedCertificate(privateKey, name, now()).toString()}`;
  });
  let key: KeyObject;
  let certificate: X509Certificate;
  try {
    key = createPrivateKey(text);
    certificate = new X509Certificate(text.slice(text.indexOf('-----BEGIN CERTIFICATE')));
  } catch {
    throw new OperatorError(`The signing key in ${path} is damaged: restore it from your backup.`);
  }
  if (!certificate.checkPrivateKey(key)) {
    throw new OperatorError(`Key and certificate in ${path} do not belong together: restore it from your backup.`);
  }
  return { key, certificates: [certificate] };
}
