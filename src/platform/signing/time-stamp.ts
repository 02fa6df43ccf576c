import { createHash, randomBytes, verify, type X509Certificate } from 'node:crypto';
import { Integer, Null, ObjectIdentifier, OctetString, Sequence, Set as AsnSet } from 'asn1js';
import {
  AlgorithmIdentifier,
  type Attribute,
  Certificate,
  ContentInfo,
  IssuerAndSerialNumber,
  MessageImprint,
  SignedData,
  TimeStampReq,
  TimeStampResp,
  TSTInfo,
} from 'pkijs';
import { derOf, toX509, vouchForEachOther } from './cades.js';
import { OID } from './oids.js';
import { SigningFailure } from './signing-failure.js';

/** What an authority says about when a signature existed. */
export interface TimeStamp {
  /** ISO instant. */
  readonly at: string;
  readonly authority: X509Certificate;
}

const PATIENCE_MS = 15_000;
/** Larger than any token that fits beside a signature. */
const MOST_BYTES = 65_536;
const GRANTED = [0, 1];

const HASHES: Readonly<Record<string, string>> = {
  [OID.sha256]: 'sha256',
  [OID.sha384]: 'sha384',
  [OID.sha512]: 'sha512',
};

/**
 * Asks a time-stamping authority (RFC 3161) to vouch that this signature exists now. It learns its hash and nothing else.
 * @throws SigningFailure when it does not answer, refuses, or answers about something else
 */
export async function requestTimeStamp(signature: Buffer, url: string): Promise<Buffer> {
  const nonce = randomBytes(8);
  nonce[0] = (nonce[0]! & 0x3f) | 0x40;
  const request = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: OID.sha256, algorithmParams: new Null() }),
      hashedMessage: new OctetString({ valueHex: createHash('sha256').update(signature).digest() }),
    }),
    nonce: new Integer({ valueHex: nonce }),
    certReq: true,
  });
  const answer = await post(derOf(request.toSchema()), url);
  try {
    const { status, timeStampToken } = TimeStampResp.fromBER(answer);
    if (!GRANTED.includes(status.status) || timeStampToken === undefined) throw new Error('refused');
    const token = derOf(timeStampToken.toSchema());
    const { content } = openToken(token);
    if (content.nonce === undefined || !Buffer.from(content.nonce.valueBlock.valueHexView).equals(nonce)) {
      throw new Error('an answer to another question');
    }
    readTimeStamp(token, signature);
    return token;
  } catch (error) {
    throw new SigningFailure('The time-stamping authority answered with no valid time-stamp.', { cause: error });
  }
}

/**
 * @param token DER
 * @throws Error when the token is not about this signature or its own signature does not hold
 */
export function readTimeStamp(token: Buffer, signature: Buffer): TimeStamp {
  const { signed, octets, content } = openToken(token);
  const [signer] = signed.signerInfos;
  const imprintHash = hashName(content.messageImprint.hashAlgorithm);
  const imprint = Buffer.from(content.messageImprint.hashedMessage.valueBlock.valueHexView);
  if (!createHash(imprintHash).update(signature).digest().equals(imprint)) throw new Error('about something else');

  const certificates = (signed.certificates ?? []).filter((each) => each instanceof Certificate);
  const sid: unknown = signer?.sid;
  const own = certificates.find(
    ({ issuer, serialNumber }) =>
      sid instanceof IssuerAndSerialNumber && sid.issuer.isEqual(issuer) && sid.serialNumber.isEqual(serialNumber),
  );
  if (signer?.signedAttrs === undefined || own === undefined) throw new Error('not signed');
  const authority = toX509(own);
  if (!vouchForEachOther([authority, ...certificates.filter((each) => each !== own).map(toX509)])) {
    throw new Error('certificates that do not vouch for each other');
  }
  if (!(authority.keyUsage as readonly string[] | undefined)?.includes(OID.timeStamping)) {
    throw new Error('signed by somebody who is no time-stamping authority');
  }
  const { attributes } = signer.signedAttrs;
  if (!namesCertificate(attributes, authority)) throw new Error('signed with another certificate');
  const hash = hashName(signer.digestAlgorithm);
  const [digest] = (attributes.find(({ type }) => type === OID.messageDigest)?.values ?? []) as unknown[];
  const isOfContent =
    digest instanceof OctetString &&
    createHash(hash).update(octets).digest().equals(Buffer.from(digest.valueBlock.valueHexView));
  const signedText = derOf(new AsnSet({ value: attributes.map((attribute) => attribute.toSchema()) }));
  const value = Buffer.from(signer.signature.valueBlock.valueHexView);
  if (!isOfContent || !verify(hash, signedText, authority.publicKey, value)) throw new Error('its signature is broken');
  return { at: content.genTime.toISOString(), authority };
}

/** RFC 3161: the certificate is part of what is signed, by its hash, SHA-1 in the older form of the attribute. */
function namesCertificate(attributes: readonly Attribute[], { raw }: X509Certificate): boolean {
  return attributes.some(({ type, values }) => {
    if (type !== OID.signingCertificate && type !== OID.signingCertificateV2) return false;
    const [first] = membersOf(membersOf((values as unknown[])[0])[0]);
    const members = membersOf(first);
    const hash = members.find((member) => member instanceof OctetString);
    const [algorithm] = members[0] instanceof Sequence ? members[0].valueBlock.value : [];
    const named = algorithm instanceof ObjectIdentifier ? algorithm.valueBlock.toString() : OID.sha256;
    const name = type === OID.signingCertificate ? 'sha1' : HASHES[named];
    return (
      hash !== undefined &&
      name !== undefined &&
      createHash(name).update(raw).digest().equals(Buffer.from(hash.valueBlock.valueHexView))
    );
  });
}

const membersOf = (value: unknown): readonly unknown[] => (value instanceof Sequence ? value.valueBlock.value : []);

function openToken(token: Buffer): { signed: SignedData; octets: Buffer; content: TSTInfo } {
  const signed = new SignedData({ schema: ContentInfo.fromBER(token).content });
  const { eContentType, eContent } = signed.encapContentInfo;
  if (eContentType !== OID.timeStampContent || eContent === undefined) throw new Error('no time-stamp');
  const octets = Buffer.from(eContent.getValue());
  return { signed, octets, content: TSTInfo.fromBER(octets) };
}

function hashName({ algorithmId }: AlgorithmIdentifier): string {
  const name = HASHES[algorithmId];
  if (name === undefined) throw new Error('a hash that is not accepted');
  return name;
}

async function post(request: Buffer, url: string): Promise<Buffer> {
  let answer: Response;
  try {
    answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query' },
      body: new Uint8Array(request),
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch (error) {
    throw new SigningFailure('The time-stamping authority did not answer.', { cause: error });
  }
  if (!answer.ok || answer.body === null) {
    await answer.body?.cancel();
    throw new SigningFailure(`The time-stamping authority answered with status ${answer.status}.`);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of answer.body as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > MOST_BYTES) throw new Error('too long');
      chunks.push(chunk);
    }
  } catch (error) {
    throw new SigningFailure('The answer of the time-stamping authority broke off or was too long.', { cause: error });
  }
  return Buffer.concat(chunks);
}
