import {
  applyDecorators,
  type CanActivate,
  type ExecutionContext,
  Injectable,
  SetMetadata,
  UnsupportedMediaTypeException,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import '@fastify/multipart';
import type { FastifyRequest } from 'fastify';

const TAKES_FILE = 'verifolio:takes-file';

/** Declares a route that takes one file in the field “file” of a multipart body; every other route takes JSON or nothing. */
export const TakesFile = (): MethodDecorator =>
  applyDecorators(
    SetMetadata(TAKES_FILE, true),
    ApiConsumes('multipart/form-data'),
    ApiBody({
      schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } },
    }),
  );

/** Forms go only where a file is taken: elsewhere their fields would be dropped in silence. */
@Injectable()
export class FormGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const takesFile = this.reflector.get<true | undefined>(TAKES_FILE, context.getHandler()) === true;
    if (request.isMultipart() && !takesFile) throw new UnsupportedMediaTypeException();
    return true;
  }
}
