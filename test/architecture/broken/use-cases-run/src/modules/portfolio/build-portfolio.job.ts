import { Injectable, type OnModuleInit } from '@nestjs/common';

@Injectable()
export class BuildPortfolio implements OnModuleInit {
  onModuleInit(): void {}

  run(): void {}
}
