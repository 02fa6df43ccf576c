import { createHash, X509Certificate } from 'node:crypto';
import { fromBER, Null, ObjectIdentifier, OctetString, Sequence, Set as AsnSet, type AsnType } from 'asn1js';
import {
  AlgorithmIdentifier,
  Attribute,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs';
import { OID } from './oids.js';

/** What a signature of ours consists of; the same parts always make the same bytes. */
export interface SignatureParts {
  /** The signer's certificate first, then those that vouch for it. */
  readonly certificates: readonly [X509Certificate, ...X509Certificate[]];
  /** SHA-256 of what is signed. */
  readonly messageDigest: Buffer;
  readonly signature: Buffer;
  /** RFC 3161 token over the signature, DER. */
  readonly timeStamp: Buffer | null;
}

/**
 * What the key signs: what it is, its hash, and which certificate belongs to the key, so that nobody can put another one
 * with the same key in its place. There is no signing-time: PAdES has it in the PDF (EN 319 142-1).
 */
export function signedAttributes(messageDigest: Buffer, certificate: X509Certificate): Buffer {
  return derOf(
    new AsnSet({ value: attributesOf(messageDigest, certificate).map((attribute) => attribute.toSchema()) }),
  );
}

/** CMS SignedData of PAdES baseline level B-B, or B-T with a time-stamp, in DER. */
export function encodeSignature({ certificates, messageDigest, signature, timeStamp }: SignatureParts): Buffer {
  const [signer] = certificates;
  const { issuer, serialNumber } = Certificate.fromBER(signer.raw);
  const token = timeStamp && new Attribute({ type: OID.timeStampToken, values: [parse(timeStamp)] });
  const signed = new SignedData({
    version: 1,
    digestAlgorithms: [new AlgorithmIdentifier({ algorithmId: OID.sha256 })],
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: OID.data }),
    // DER sorts the members of a set.
    certificates: [...certificates]
      .sort((a, b) => Buffer.compare(a.raw, b.raw))
      .map(({ raw }) => Certificate.fromBER(raw)),
    signerInfos: [
      new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({ issuer, serialNumber }),
        digestAlgorithm: new AlgorithmIdentifier({ algorithmId: OID.sha256 }),
        signedAttrs: new SignedAndUnsignedAttributes({ type: 0, attributes: attributesOf(messageDigest, signer) }),
        signatureAlgorithm: new AlgorithmIdentifier({ algorithmId: OID.rsa, algorithmParams: new Null() }),
        signature: new OctetString({ valueHex: signature }),
        ...(token === null ? {} : { unsignedAttrs: new SignedAndUnsignedAttributes({ type: 1, attributes: [token] }) }),
      }),
    ],
  });
  return derOf(new ContentInfo({ contentType: OID.signedData, content: signed.toSchema(true) }).toSchema());
}

/**
 * The parts of a signature, which need not be one of ours: `encodeSignature` gives the same bytes again only if it is.
 * @throws Error when it is no CMS signature of one signer
 */
export function decodeSignature(der: Buffer): SignatureParts {
  const signed = new SignedData({ schema: ContentInfo.fromBER(der).content });
  const [signerInfo, ...others] = signed.signerInfos;
  if (signerInfo === undefined || others.length > 0) throw new Error('not the signature of one signer');
  if (!(signerInfo.sid instanceof IssuerAndSerialNumber))
    throw new Error('the signer is not named by their certificate');
  const digest = signerInfo.signedAttrs?.attributes.find(({ type }) => type === OID.messageDigest);
  const [octets] = (digest?.values ?? []) as unknown[];
  if (!(octets instanceof OctetString)) throw new Error('the signature names no hash');
  const { issuer, serialNumber } = signerInfo.sid;
  const all = (signed.certificates ?? []).filter((certificate) => certificate instanceof Certificate);
  const own = all.find((each) => each.issuer.isEqual(issuer) && each.serialNumber.isEqual(serialNumber));
  if (own === undefined) throw new Error('the certificate of the signer is missing');
  const token = signerInfo.unsignedAttrs?.attributes.find(({ type }) => type === OID.timeStampToken);
  const [timeStamp] = (token?.values ?? []) as AsnType[];
  return {
    certificates: inOrder(toX509(own), all.filter((each) => each !== own).map(toX509)),
    messageDigest: Buffer.from(octets.valueBlock.valueHexView),
    signature: Buffer.from(signerInfo.signature.valueBlock.valueHexView),
    timeStamp: timeStamp === undefined ? null : derOf(timeStamp),
  };
}

/** Each certificate after the one that it was issued for; what vouches for none of them comes last. */
export function inOrder(
  signer: X509Certificate,
  others: readonly X509Certificate[],
): [X509Certificate, ...X509Certificate[]] {
  const ordered: [X509Certificate, ...X509Certificate[]] = [signer];
  const rest = [...others];
  for (;;) {
    const last = ordered.at(-1)!;
    const index = rest.findIndex((issuer) => last.checkIssued(issuer) && last.verify(issuer.publicKey));
    if (index < 0) return [...ordered, ...rest] as [X509Certificate, ...X509Certificate[]];
    ordered.push(...rest.splice(index, 1));
  }
}

/** Whether each of the further certificates is the issuer of the one before; the last one may be its own. */
export function vouchForEachOther([signer, ...others]: SignatureParts['certificates']): boolean {
  const ordered = inOrder(signer, others);
  const isChain = ordered.every((issuer, place) => {
    const before = ordered[place - 1];
    return before === undefined || (before.checkIssued(issuer) && before.verify(issuer.publicKey));
  });
  const last = ordered.at(-1)!;
  return isChain && (last.subject !== last.issuer || last.verify(last.publicKey));
}

export function parse(der: Uint8Array): AsnType {
  const { result, offset } = fromBER(der);
  if (offset !== der.length) throw new Error('not DER');
  return result;
}

export function derOf(value: AsnType): Buffer {
  return Buffer.from(value.toBER());
}

export function toX509(certificate: Certificate): X509Certificate {
  return new X509Certificate(derOf(certificate.toSchema()));
}

function attributesOf(messageDigest: Buffer, certificate: X509Certificate): Attribute[] {
  const certificateHash = createHash('sha256').update(certificate.raw).digest();
  const essCertificate = new Sequence({ value: [new OctetString({ valueHex: certificateHash })] });
  return [
    new Attribute({ type: OID.contentType, values: [new ObjectIdentifier({ value: OID.data })] }),
    new Attribute({ type: OID.messageDigest, values: [new OctetString({ valueHex: messageDigest })] }),
    new Attribute({
      type: OID.signingCertificateV2,
      // SHA-256 is what it means where no algorithm is named (RFC 5035).
      values: [new Sequence({ value: [new Sequence({ value: [essCertificate] })] })],
    }),
  ];
}
