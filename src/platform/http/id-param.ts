import { Param } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { DomainError } from '../../domain/kernel/domain-error.js';

/** An id in the path. Ids are opaque: one of the wrong form is simply an id that nothing has. */
export const IdParam = (name = 'id'): ParameterDecorator =>
  Param(name, {
    transform(value: string): string {
      if (!isUUID(value)) throw new DomainError('NOT_FOUND', 'There is no such thing here, or it is not yours to see.');
      return value.toLowerCase();
    },
  });
