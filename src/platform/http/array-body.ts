import { Body } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { toFieldErrors, VALIDATION_OPTIONS } from './validation.js';

/**
 * A body that is a JSON array of `Entry`: Nest's pipe does not look inside arrays, whose element type the language
 * forgets. Faults are named by index: `[2].criterion`.
 */
export const ArrayBody = <Entry extends object>(entry: new () => Entry, max: number): ParameterDecorator =>
  Body({
    async transform(value: unknown): Promise<Entry[]> {
      if (!Array.isArray(value) || value.length > max) {
        throw new DomainError('VALIDATION_FAILED', `The body must be an array of at most ${max} entries.`);
      }
      const entries: Entry[] = [];
      for (const [index, plain] of (value as unknown[]).entries()) {
        if (typeof plain !== 'object' || plain === null || Array.isArray(plain)) {
          throw new DomainError('VALIDATION_FAILED', 'Some entries are not objects.', [
            { path: `[${index}]`, message: 'must be an object' },
          ]);
        }
        entries.push(plainToInstance(entry, plain));
      }
      const faults = await Promise.all(entries.map((instance) => validate(instance, VALIDATION_OPTIONS)));
      const errors = faults.flatMap((found, index) => toFieldErrors(found, `[${index}]`));
      if (errors.length > 0)
        throw new DomainError('VALIDATION_FAILED', 'Some entries are not as they should be.', errors);
      return entries;
    },
  });
