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
import type { FastifyInstance, FastifyRequest } from 'fastify';

const TAKES_BYTE_STREAM = 'verifolio:takes-byte-stream';

/** The type that tus 1.0 gives to a piece of a file. No page of another site can send it without asking. */
export const BYTE_STREAM = 'application/offset+octet-stream';

/** Declares a route that takes a piece of a file as its whole body. */
export const TakesByteStream = (): MethodDecorator =>
  applyDecorators(
    SetMetadata(TAKES_BYTE_STREAM, true),
    ApiConsumes(BYTE_STREAM),
    ApiBody({ required: false, schema: { type: 'string', format: 'binary' } }),
  );

/** Lets such bodies through unread: their route reads them as they arrive. */
export function passByteStreams(fastify: FastifyInstance): void {
  fastify.addContentTypeParser(BYTE_STREAM, (_request, _payload, done) => done(null, undefined));
}

/** Pieces of files go only where they are taken. */
@Injectable()
export class ByteStreamGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const isByteStream = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase() === BYTE_STREAM;
    const isTaken = this.reflector.get<true | undefined>(TAKES_BYTE_STREAM, context.getHandler()) === true;
    if (isByteStream && !isTaken) throw new UnsupportedMediaTypeException();
    return true;
  }
}
