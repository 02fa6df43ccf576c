import { Injectable } from '@nestjs/common';

@Injectable() // breaks
export class SubmitEvidence {
  run(): string {
    return this.check();
  }

  check(): string {
    return '';
  }
}

@Injectable() // breaks
export class WithdrawEvidence {
  run(): string {
    return 'in the file of another use case';
  }
}

@Injectable()
export class SubmissionPolicy {
  check(): string {
    return '';
  }
}
