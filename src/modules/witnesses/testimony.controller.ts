import { Body, Controller, Get, Header, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public } from '../../platform/http/access.js';
import { GiveTestimony } from './give-testimony.js';
import { RequestedTestimonyReader } from './requested-testimony.reader.js';
import {
  GiveTestimonyBody,
  ReceiptView,
  RequestedTestimonyView,
  toReceiptView,
  toRequestedTestimonyView,
} from './testimony.dto.js';

/** For a witness, who has no account: whoever holds the link may read what is asked, and answer once. */
@ApiTags('witnesses')
@Controller('api/witness')
export class TestimonyController {
  constructor(
    private readonly requested: RequestedTestimonyReader,
    private readonly giveTestimony: GiveTestimony,
  ) {}

  @Get(':token')
  @Header('cache-control', 'no-store')
  @Public('What a witness is asked; opening it any number of times does nothing')
  async ask(@Param('token') token: string): Promise<RequestedTestimonyView> {
    const requested = await this.requested.opened(token);
    return toRequestedTestimonyView(requested, await this.requested.criteria(requested.evidence.id));
  }

  @Post(':token')
  @Header('cache-control', 'no-store')
  @Public('Give, sign and date the testimony; the link is used up')
  async give(@Param('token') token: string, @Body() body: GiveTestimonyBody): Promise<ReceiptView> {
    const { statement: _confirmed, ...given } = body;
    return toReceiptView(await this.giveTestimony.run(token, given));
  }
}
