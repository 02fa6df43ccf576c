import { Injectable, type OnModuleInit } from '@nestjs/common';

@Injectable() // breaks
export class RebuildPortfolio implements OnModuleInit {
  onModuleInit(): void {}

  run(): void {}

  giveUp(): void {}
}
