import { Injectable } from '@nestjs/common';
import type { UnitSpecification } from '../../domain/specification/unit.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { UnitVersionRecord } from './unit-version.record.js';

@Injectable()
export class SpecificationReader {
  /** Versions never change, so each is read once. */
  private readonly known = new Map<string, UnitSpecification>();

  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** The newest version of each unit, by key. */
  async current(): Promise<UnitSpecification[]> {
    const rows = await this.unitOfWork.reader.find(UnitVersionRecord, { order: { key: 'ASC', id: 'ASC' } });
    const newest = new Map(rows.map((row) => [row.key, row.specification]));
    return [...newest.values()];
  }

  /** The newest version of a unit, or `null` for one that was never loaded. */
  async currentOf(key: string): Promise<UnitSpecification | null> {
    const [row] = await this.unitOfWork.reader.find(UnitVersionRecord, {
      where: { key },
      order: { id: 'DESC' },
      take: 1,
    });
    return row?.specification ?? null;
  }

  /** A version that another installation may have and this one not. */
  async find(key: string, version: string): Promise<UnitSpecification | null> {
    const row = await this.unitOfWork.reader.findOneBy(UnitVersionRecord, { key, version });
    return row?.specification ?? null;
  }

  /** The very version something was pinned to. */
  async version(key: string, version: string): Promise<UnitSpecification> {
    const name = `${key} ${version}`;
    const known = this.known.get(name);
    if (known) return known;
    const { specification } = await this.unitOfWork.reader.findOneByOrFail(UnitVersionRecord, { key, version });
    this.known.set(name, specification);
    return specification;
  }
}
