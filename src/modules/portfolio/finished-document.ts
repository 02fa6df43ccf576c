import { createHash } from 'node:crypto';
import { canonicalJson } from '../../domain/kernel/canonical-json.js';
import type { DocumentManifest } from '../../domain/portfolio/document-manifest.js';
import type { BlockDocument } from '../../platform/pdf/blocks.js';
import { eqaPackDocument } from '../../../templates/portfolio/eqa-pack.js';
import { holisticDocument } from '../../../templates/portfolio/holistic.js';
import { portfolioDocument } from '../../../templates/portfolio/portfolio.js';

/** Under this name the manifest lies in the PDF. */
export const MANIFEST_NAME = 'portfolio-manifest.json';
/** The metadata in which programs find the hash of the manifest and the code. */
export const CONTENT_HASH = 'ContentSHA256';
export const VERIFICATION_CODE = 'VerificationCode';

/**
 * The portfolio as it is drawn, with its manifest inside it: word for word what the pages say, for programs. The hash that
 * the pages print is that of the attached bytes, so whoever has the file can take it again.
 */
export function finishedDocument(manifest: DocumentManifest): BlockDocument {
  const content = canonicalJson(manifest);
  const contentSha256 = createHash('sha256').update(content).digest('hex');
  const code = 'verification' in manifest ? manifest.verification?.code : undefined;
  return {
    ...drawn(manifest, contentSha256),
    attachments: [
      { name: MANIFEST_NAME, mediaType: 'application/json', description: 'What this portfolio says, as data', content },
    ],
    properties: [
      { name: CONTENT_HASH, description: `SHA-256 of the attached ${MANIFEST_NAME}`, value: contentSha256 },
      ...(code === undefined
        ? []
        : [
            {
              name: VERIFICATION_CODE,
              description: 'Code by which the centre is asked about this document',
              value: code,
            },
          ]),
    ],
  };
}

function drawn(manifest: DocumentManifest, contentSha256: string): BlockDocument {
  switch (manifest.format) {
    case 'verifolio-portfolio/1':
      return portfolioDocument(manifest, contentSha256);
    case 'verifolio-holistic-portfolio/1':
      return holisticDocument(manifest, contentSha256);
    case 'verifolio-eqa-pack/1':
      return eqaPackDocument(manifest, contentSha256);
  }
}
