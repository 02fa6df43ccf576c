import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';

/** Somebody a letter goes to. */
export interface Receiver {
  readonly name: string;
  readonly email: string;
  readonly isActive: boolean;
}

@Injectable()
export class ReceiversReader {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async byId(id: string): Promise<Receiver | null> {
    const [row] = await this.unitOfWork.reader.sql<{ name: string; email: string; isActive: boolean | number }[]>`
      SELECT name, email, "isActive" FROM users WHERE id = ${id}`;
    return row ? { ...row, isActive: Boolean(row.isActive) } : null;
  }
}
