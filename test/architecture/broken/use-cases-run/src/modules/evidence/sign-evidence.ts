import { Injectable } from '@nestjs/common';

@Injectable()
export class SignEvidence {
  run(): string {
    return this.check() + this.#reason();
  }

  private check(): string {
    return '';
  }

  #reason(): string {
    return '';
  }
}
