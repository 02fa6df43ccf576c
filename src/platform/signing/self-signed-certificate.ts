import { createHash, createPublicKey, randomBytes, sign, type KeyObject, X509Certificate } from 'node:crypto';
import { BitString, Integer, Null, OctetString, Utf8String } from 'asn1js';
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  BasicConstraints,
  Certificate,
  Extension,
  PublicKeyInfo,
  RelativeDistinguishedNames,
  Time,
} from 'pkijs';
import { derOf } from './cades.js';
import { OID } from './oids.js';

/** Names of people and organisations end here (RFC 5280, appendix A). */
const NAME_LENGTH = 64;
const YEARS = 20;
/** From this year on a time in a certificate is written with four digits. */
const FOUR_DIGIT_YEAR = 2050;

/** digitalSignature and nonRepudiation. */
const SIGNS_ONLY = Uint8Array.of(0b1100_0000);

/**
 * A certificate in which a key vouches for itself: it says which key signed, and that it is this centre's one only knows
 * who has it from the centre.
 * @param now ISO instant; it holds from the day before, so that no clock that runs slow finds it too young
 */
export function selfSignedCertificate(key: KeyObject, name: string, now: string): X509Certificate {
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' });
  const subject = new RelativeDistinguishedNames({
    typesAndValues: [
      new AttributeTypeAndValue({ type: OID.commonName, value: new Utf8String({ value: shortened(name) }) }),
    ],
  });
  const from = new Date(now);
  from.setUTCHours(-24, 0, 0, 0);
  const to = new Date(from);
  to.setUTCFullYear(to.getUTCFullYear() + YEARS);
  const algorithm = new AlgorithmIdentifier({ algorithmId: OID.sha256WithRsa, algorithmParams: new Null() });
  const certificate = new Certificate({
    version: 2,
    serialNumber: new Integer({ valueHex: serialNumber() }),
    signature: algorithm,
    issuer: subject,
    notBefore: timeOf(from),
    notAfter: timeOf(to),
    subject,
    subjectPublicKeyInfo: PublicKeyInfo.fromBER(publicKey),
    extensions: [
      new Extension({
        extnID: OID.basicConstraints,
        critical: true,
        extnValue: new BasicConstraints({ cA: false }).toSchema().toBER(),
      }),
      new Extension({
        extnID: OID.keyUsage,
        critical: true,
        extnValue: new BitString({ valueHex: SIGNS_ONLY, unusedBits: 6 }).toBER(),
      }),
      new Extension({
        extnID: OID.subjectKeyIdentifier,
        critical: false,
        extnValue: new OctetString({ valueHex: createHash('sha1').update(publicKey).digest() }).toBER(),
      }),
    ],
    signatureAlgorithm: algorithm,
  });
  const signature = sign('sha256', derOf(certificate.encodeTBS()), key);
  certificate.signatureValue = new BitString({ valueHex: signature });
  return new X509Certificate(derOf(certificate.toSchema(true)));
}

const shortened = (name: string): string => [...name].slice(0, NAME_LENGTH).join('');

/** Positive, and never beginning with a zero, which DER would cut off. */
function serialNumber(): Buffer {
  const bytes = randomBytes(16);
  bytes[0] = (bytes[0]! & 0x3f) | 0x40;
  return bytes;
}

const timeOf = (value: Date): Time => new Time({ type: value.getUTCFullYear() < FOUR_DIGIT_YEAR ? 0 : 1, value });
