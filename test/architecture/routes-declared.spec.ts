import { Controller, Get, type Type } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Operates, Public } from '../../src/platform/http/access.js';
import { assertRoutesDeclared } from '../../src/platform/http/assert-routes-declared.js';

@Controller('declared')
class DeclaredController {
  @Get('mine')
  @Operates('self:read', 'What is mine')
  mine(): string {
    return this.words();
  }

  @Get('open')
  @Public('What everybody may see')
  open(): string {
    return this.words();
  }

  /** No route, so it needs no permission. */
  words(): string {
    return '';
  }
}

@Controller('forgetful')
class ForgetfulController {
  @Get('declared')
  @Operates('self:read', 'What is mine')
  declared(): string {
    return '';
  }

  @Get('forgotten')
  forgotten(): string {
    return '';
  }
}

/** A route that only an heir's parent has is still a route of the heir. */
@Controller('heir')
class HeirController extends ForgetfulController {}

describe('the boot check of routes', () => {
  let app: NestFastifyApplication | undefined;

  afterEach(() => app?.close());

  async function appWith(...controllers: Type[]): Promise<NestFastifyApplication> {
    const module = await Test.createTestingModule({ imports: [DiscoveryModule], controllers }).compile();
    app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter());
    return app.init();
  }

  it('lets an application start whose every route declares an operation or is public', async () => {
    const declared = await appWith(DeclaredController);

    expect(() => assertRoutesDeclared(declared)).not.toThrow();
  });

  it('stops the start and names each route that was forgotten, and no other', async () => {
    const forgetful = await appWith(DeclaredController, ForgetfulController, HeirController);

    expect(() => assertRoutesDeclared(forgetful)).toThrow(
      new Error('Routes without a declared permission: ForgetfulController.forgotten, HeirController.forgotten'),
    );
  });
});
