import { Injectable } from '@nestjs/common';

@Injectable() // breaks
export class EditEvidence {
  execute(): string {
    return '';
  }
}
