import { Logger } from '@nestjs/common';
import { OperatorError, type Env } from '../config/env.js';
import type { Clock } from '../time/clock.js';
import { centreIdentity, type SigningCentre } from './centre-key.js';
import { DocumentSigner } from './document-signer.js';
import { p12Identity } from './p12-identity.js';
import { signFile } from './sign-file.js';
import { SigningFailure } from './signing-failure.js';
import type { SigningIdentity } from './signing-identity.js';
import { requestTimeStamp } from './time-stamp.js';

/** PAdES B-B with the operator's key or the centre's own, B-T where a time-stamping authority is set: never less than was asked for. */
export class PadesSigner extends DocumentSigner {
  private readonly logger = new Logger('Signing');

  private constructor(
    private readonly env: Pick<Env, 'dataDir' | 'tsaUrl'>,
    private readonly shared: SigningIdentity | null,
    private readonly clock: Clock,
  ) {
    super();
  }

  /** @throws OperatorError when `SIGNING_P12` cannot be opened */
  static async open(env: Pick<Env, 'dataDir' | 'tsaUrl' | 'signingP12'>, clock: Clock): Promise<PadesSigner> {
    const shared = env.signingP12 && (await p12Identity(env.signingP12.path, env.signingP12.passphrase));
    return new PadesSigner(env, shared, clock);
  }

  override async sign(path: string, centre: SigningCentre): Promise<void> {
    const identity = this.shared ?? (await this.ownKeyOf(centre));
    const { validFrom, validTo } = identity.certificates[0];
    const now = this.clock.nowMs();
    if (now < Date.parse(validFrom) || now > Date.parse(validTo)) {
      throw new SigningFailure('The certificate that portfolios are signed with is not valid today.');
    }
    const { tsaUrl } = this.env;
    await signFile(path, identity, tsaUrl === null ? null : (signature) => requestTimeStamp(signature, tsaUrl));
  }

  /** What is wrong with the file is for whoever runs the server. */
  private async ownKeyOf(centre: SigningCentre): Promise<SigningIdentity> {
    try {
      return await centreIdentity(this.env.dataDir, centre, () => this.clock.now());
    } catch (error) {
      if (!(error instanceof OperatorError)) throw error;
      this.logger.error(error.message);
      throw new SigningFailure('The key that portfolios are signed with cannot be used.', { cause: error });
    }
  }
}
