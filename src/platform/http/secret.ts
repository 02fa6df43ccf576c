import { SetMetadata } from '@nestjs/common';

export const SECRET = 'verifolio:secret';

/**
 * Declares a route whose body or answer holds a secret. Under an `Idempotency-Key` it still takes effect once, but
 * neither its answer nor a hash of its body is kept: a fast hash of a password is as good as the password.
 */
export const Secret = (): MethodDecorator => SetMetadata(SECRET, true);
