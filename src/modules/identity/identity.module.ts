import { Global, Module } from '@nestjs/common';
import { SessionResolver } from '../../platform/http/access.js';
import { ChangePassword } from './change-password.js';
import { ChangeUser } from './change-user.js';
import { CreateUser } from './create-user.js';
import { FoundCentre } from './found-centre.js';
import { GuessLimit } from './guess-limit.js';
import { IdentityController } from './identity.controller.js';
import { IdentityReader } from './identity.reader.js';
import { IdentityStore } from './identity.store.js';
import { Sessions } from './sessions.js';
import { SignIn } from './sign-in.js';
import { SignOut } from './sign-out.js';

/** Global because the access guard asks it who holds a session. */
@Global()
@Module({
  controllers: [IdentityController],
  providers: [
    IdentityStore,
    IdentityReader,
    GuessLimit,
    SignIn,
    SignOut,
    CreateUser,
    ChangeUser,
    ChangePassword,
    FoundCentre,
    { provide: SessionResolver, useClass: Sessions },
  ],
  exports: [SessionResolver, IdentityReader, CreateUser, FoundCentre],
})
export class IdentityModule {}
