import { createPrivateKey, type KeyObject, type X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { CertBag, Certificate, PFX, PKCS8ShroudedKeyBag, PrivateKeyInfo, type SafeBag, type SafeContents } from 'pkijs';
import { OperatorError } from '../config/env.js';
import { derOf, inOrder, toX509 } from './cades.js';
import type { SigningIdentity } from './signing-identity.js';

/**
 * Key and certificates of a PKCS#12 file.
 * @throws OperatorError when it cannot be read or opened, or holds no RSA key with its certificate
 */
export async function p12Identity(path: string, passphrase: string): Promise<SigningIdentity> {
  let content: Buffer;
  try {
    content = await readFile(path);
  } catch (error) {
    throw new OperatorError(`SIGNING_P12 cannot be read: ${error instanceof Error ? error.message : path}`);
  }
  let keys: KeyObject[];
  let certificates: X509Certificate[];
  try {
    const bags = await open(content, passphrase);
    keys = bags.flatMap((bag) => keyIn(bag, passphrase));
    certificates = bags.flatMap(certificateIn);
  } catch {
    throw new OperatorError(
      `SIGNING_P12 (${path}) does not open with SIGNING_P12_PASSPHRASE. If it should, it is packed in an old way: make it ` +
        'anew with `openssl pkcs12 -legacy -in OLD -nodes | openssl pkcs12 -export -out NEW`.',
    );
  }
  const [key, ...otherKeys] = keys;
  const own = key && certificates.find((certificate) => certificate.checkPrivateKey(key));
  if (key?.asymmetricKeyType !== 'rsa' || own === undefined || otherKeys.length > 0) {
    throw new OperatorError(`SIGNING_P12 (${path}) must hold one RSA key and its certificate.`);
  }
  return {
    key,
    certificates: inOrder(
      own,
      certificates.filter((certificate) => certificate !== own),
    ),
  };
}

async function open(content: Buffer, passphrase: string): Promise<SafeBag[]> {
  const password = new Uint8Array(Buffer.from(passphrase, 'utf8')).buffer;
  const pfx = PFX.fromBER(content);
  await pfx.parseInternalValues({ password, checkIntegrity: true });
  const safe = pfx.parsedValue?.authenticatedSafe;
  if (safe === undefined) throw new Error('empty');
  await safe.parseInternalValues({ safeContents: safe.safeContents.map(() => ({ password })) });
  const contents = (safe.parsedValue as { safeContents: { value: SafeContents }[] }).safeContents;
  return contents.flatMap(({ value }) => value.safeBags);
}

function keyIn({ bagValue }: SafeBag, passphrase: string): KeyObject[] {
  const isShrouded = bagValue instanceof PKCS8ShroudedKeyBag;
  if (!isShrouded && !(bagValue instanceof PrivateKeyInfo)) return [];
  const key = derOf(bagValue.toSchema());
  return [createPrivateKey({ key, format: 'der', type: 'pkcs8', ...(isShrouded ? { passphrase } : {}) })];
}

function certificateIn({ bagValue }: SafeBag): X509Certificate[] {
  return bagValue instanceof CertBag && bagValue.parsedValue instanceof Certificate
    ? [toX509(bagValue.parsedValue)]
    : [];
}
