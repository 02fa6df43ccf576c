import { Controller, Delete, Get, Header, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/access/actor.js';
import { notFound } from '../../domain/kernel/domain-error.js';
import { writeCalendar } from '../../platform/calendar/write-calendar.js';
import { ENV } from '../../platform/config/config.module.js';
import type { Env } from '../../platform/config/env.js';
import { CurrentActor, Operates, Public } from '../../platform/http/access.js';
import { Secret } from '../../platform/http/secret.js';
import { LinkSecret } from '../../platform/secrets/link-secret.js';
import { CloseDiary } from './close-diary.js';
import { DiaryFeedView, NO_DIARY, toDiaryFeedView } from './diaries.dto.js';
import { DiariesReader } from './diaries.reader.js';
import { DIARY_LINK, OpenDiary } from './open-diary.js';

@ApiTags('diaries')
@Controller('api')
export class DiariesController {
  constructor(
    private readonly openDiary: OpenDiary,
    private readonly closeDiary: CloseDiary,
    private readonly reader: DiariesReader,
    private readonly secret: LinkSecret,
    @Inject(ENV) private readonly env: Env,
  ) {}

  @Post('me/diary')
  @Secret()
  @Operates('self:change', 'Get an address for your calendar program; an earlier one is closed')
  async open(@CurrentActor() actor: Actor): Promise<DiaryFeedView> {
    const { feed, token } = await this.openDiary.run(actor);
    return toDiaryFeedView(feed, token, this.env.publicUrl);
  }

  @Get('me/diary')
  @Secret()
  @Operates('self:read', 'The address of your diary')
  async mine(@CurrentActor() actor: Actor): Promise<DiaryFeedView> {
    const feed = await this.reader.feedOf(actor.userId);
    if (!feed) return NO_DIARY;
    return toDiaryFeedView(feed, this.secret.tokenFor(DIARY_LINK, feed.id), this.env.publicUrl);
  }

  @Delete('me/diary')
  @HttpCode(204)
  @Operates('self:change', 'Close the address of your diary')
  async close(@CurrentActor() actor: Actor): Promise<void> {
    await this.closeDiary.run(actor);
  }

  @Get('diaries/:token')
  @Header('content-type', 'text/calendar; charset=utf-8')
  @Public('Reviews and visits of whoever made this address, as iCalendar')
  @ApiProduces('text/calendar')
  async read(@Param('token') token: string): Promise<string> {
    const person = await this.reader.personOf(token.replace(/\.ics$/, ''));
    if (!person) throw notFound();
    const entries = await this.reader.entriesOf(person);
    return writeCalendar('Verifolio', entries, new URL(this.env.publicUrl).hostname);
  }
}
