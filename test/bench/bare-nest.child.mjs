// The baseline of coverage.mjs: Nest on Fastify with nothing but a handler that returns what coverage returned.
import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';

const answer = JSON.parse(readFileSync(process.argv[2], 'utf8'));

class BareController {
  read() {
    return answer;
  }
}
Controller('coverage')(BareController);
Get()(BareController.prototype, 'read', Object.getOwnPropertyDescriptor(BareController.prototype, 'read'));

class BareModule {}
Module({ controllers: [BareController] })(BareModule);

const app = await NestFactory.create(BareModule, new FastifyAdapter(), { logger: false });
await app.listen(0, '127.0.0.1');
process.send?.({ url: `${await app.getUrl()}/coverage` });
