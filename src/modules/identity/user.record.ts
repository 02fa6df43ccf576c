import { Entity, Index, Unique } from 'typeorm';
import type { Role } from '../../domain/access/actor.js';
import {
  BooleanColumn,
  IdColumn,
  InstantColumn,
  IntegerColumn,
  JsonColumn,
  RefColumn,
  TextColumn,
} from '../../platform/database/columns.js';

@Entity('users')
@Unique('uq_users_email', ['email'])
@Index('ix_users_centre', ['centreId', 'id'])
export class UserRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'CentreRecord', as: 'fk_users_centre' })
  centreId: string;

  /** Lower case; what people sign in with. */
  @TextColumn()
  email: string;

  @TextColumn()
  name: string;

  @JsonColumn()
  roles: Role[];

  /** PHC string of argon2id. */
  @TextColumn()
  passwordHash: string;

  /** Somebody who has left can no longer sign in; what they decided stays. */
  @BooleanColumn()
  isActive: boolean;

  @IntegerColumn()
  revision: number;

  @InstantColumn()
  createdAt: string;
}
